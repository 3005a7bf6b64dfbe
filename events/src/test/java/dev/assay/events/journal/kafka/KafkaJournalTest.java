package dev.assay.events.journal.kafka;

import dev.assay.events.journal.JournalContract;
import dev.assay.events.journal.JournalFixture;

class KafkaJournalTest extends JournalContract {

  @Override
  protected JournalFixture newLog() {
    return new KafkaJournalFixture();
  }
}
