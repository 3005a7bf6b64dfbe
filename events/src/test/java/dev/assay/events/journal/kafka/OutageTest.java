package dev.assay.events.journal.kafka;

import static dev.assay.events.journal.CommitFixtures.commit;
import static dev.assay.events.journal.CommitFixtures.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.broker.EmbeddedBroker;
import dev.assay.broker.EmbeddedBrokerConfig;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.JournalUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker goes and comes back; what was said about a commit is the truth. */
class OutageTest {

  private static final int WRITERS = 8;

  @TempDir Path directory;

  @Test
  void givenABrokerThatStopsDuringAppends_whenItIsBack_thenEveryOutcomeIsTheTruth()
      throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBrokerConfig.in(directory));
    EmbeddedBrokerConfig again = broker.config();
    try (KafkaJournalFixture log = new KafkaJournalFixture(broker.bootstrapServers());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      KafkaJournal journal = log.open(log.config(log.newIndex()).endTimeout(Duration.ofSeconds(1)));
      List<Future<List<Sent>>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        writers.add(threads.submit(() -> write(log, journal, writer)));
      }
      await().until(() -> journal.reached() > 50);
      broker.close();
      assertThatThrownBy(journal::end).isInstanceOf(JournalUnavailableException.class);
      broker = EmbeddedBroker.start(again);
      long before = journal.reached();
      await().atMost(Duration.ofSeconds(20)).until(() -> journal.reached() > before + 50);
      stopped = true;
      List<Sent> sent = new ArrayList<>();
      for (Future<List<Sent>> writer : writers) {
        sent.addAll(writer.get());
      }
      KafkaJournal fresh = log.open();
      assertThat(sent).allSatisfy(one -> assertTrue(fresh, one));
      assertThat(fresh.end())
          .isEqualTo(
              sent.stream().filter(s -> s.outcome() instanceof AppendOutcome.Accepted).count() - 1);
    } finally {
      broker.close();
    }
  }

  private volatile boolean stopped;

  private record Sent(Commit commit, AppendOutcome outcome) {}

  private List<Sent> write(KafkaJournalFixture log, KafkaJournal journal, int writer) {
    List<Sent> sent = new ArrayList<>();
    while (!stopped) {
      var stream = stream("bucket-" + writer);
      Commit commit = commit(log.now(), stream, journal.head(stream) + 1);
      sent.add(new Sent(commit, journal.append(commit)));
    }
    return sent;
  }

  private static void assertTrue(KafkaJournal fresh, Sent sent) {
    switch (sent.outcome()) {
      case AppendOutcome.Accepted accepted ->
          assertThat(fresh.commit(sent.commit().id()))
              .hasValueSatisfying(
                  recorded -> assertThat(recorded.position()).isEqualTo(accepted.position()));
      case AppendOutcome.Expired expired -> assertThat(fresh.commit(sent.commit().id())).isEmpty();
      default -> throw new AssertionError(sent.outcome());
    }
  }

  @Test
  void givenABrokerThatStaysAway_thenTheOutcomeIsUnknownAndCanBeAskedForLater() {
    EmbeddedBroker broker =
        EmbeddedBroker.start(EmbeddedBrokerConfig.in(directory).withForcedFlush(false));
    EmbeddedBrokerConfig again = broker.config();
    try (KafkaJournalFixture log = new KafkaJournalFixture(broker.bootstrapServers())) {
      KafkaJournal journal =
          log.open(log.config(log.newIndex()).unknownAfter(Duration.ofSeconds(1)).soleWriter(true));
      journal.append(commit(log.now(), stream("aaa"), 0));
      broker.close();
      Commit lost = commit(log.now(), stream("aaa"), 1);
      assertThat(journal.append(lost)).isInstanceOf(AppendOutcome.Unknown.class);
      assertThat(journal.end()).isZero();
      broker = EmbeddedBroker.start(again);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() ->
              journal.append(commit(log.now(), stream("bbb"), 0))
                  instanceof AppendOutcome.Accepted);
      boolean accepted = journal.commit(lost.id()).isPresent();
      assertThat(journal.head(stream("aaa"))).isEqualTo(accepted ? 1 : 0);
    } finally {
      broker.close();
    }
  }
}
