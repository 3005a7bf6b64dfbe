package dev.assay.events.journal.kafka;

import dev.assay.events.codec.Genesis;
import dev.assay.events.journal.CopyContract;
import dev.assay.events.journal.JournalFixture;

class KafkaCopyTest extends CopyContract {

  @Override
  protected JournalFixture newLog(Genesis genesis) {
    return KafkaJournalFixture.of(genesis);
  }
}
