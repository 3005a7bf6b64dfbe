package dev.assay.events.journal.memory;

import dev.assay.events.codec.Genesis;
import dev.assay.events.journal.CopyContract;
import dev.assay.events.journal.JournalFixture;

class InMemoryCopyTest extends CopyContract {

  @Override
  protected JournalFixture newLog(Genesis genesis) {
    return new InMemoryJournalFixture(genesis);
  }
}
