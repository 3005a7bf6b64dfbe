package dev.assay.events.journal.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.RandomJournalOperations;
import dev.assay.events.journal.memory.InMemoryJournal;
import dev.assay.events.journal.memory.InMemoryLog;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KafkaJournalModelTest {

  private final InstantSource clock = InstantSource.system();

  @Test
  void given5000RandomOperations_thenTwoReplicasAndTheTwinInMemoryAnswerTheSame() {
    long seed = new Random().nextLong();
    System.out.println("KafkaJournalModelTest seed " + seed);
    try (KafkaJournalFixture log = new KafkaJournalFixture();
        InMemoryJournal twin = new InMemoryJournal(new InMemoryLog(new JournalId("twin"), clock))) {
      RandomJournalOperations operations =
          new RandomJournalOperations(seed, clock, List.of(log.open(), log.open()), twin);
      assertThatCode(() -> operations.run(5_000)).as("seed %d", seed).doesNotThrowAnyException();
    }
  }
}
