package dev.assay.events.journal.kafka;

import static dev.assay.events.journal.CommitFixtures.commit;
import static dev.assay.events.journal.CommitFixtures.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.AppendOutcome.Accepted;
import dev.assay.events.journal.AppendOutcome.Conflict;
import dev.assay.events.journal.AppendOutcome.Refused;
import dev.assay.events.journal.AppendOutcome.Unknown;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.journal.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many writers at once: each learns what became of its commit. */
@Timeout(60)
class StressTest {

  private static final int WRITERS = 2_000;
  private static final int STREAMS = 100;

  private KafkaJournalFixture log;

  @BeforeEach
  void open() {
    log = new KafkaJournalFixture();
  }

  @AfterEach
  void close() {
    log.close();
  }

  private record Sent(Commit commit, AppendOutcome outcome) {}

  /** Runs as many writers at once, each on a virtual thread. */
  private static <T> List<Future<T>> start(
      ExecutorService threads, int writers, IntFunction<Callable<T>> writer) {
    List<Future<T>> started = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      started.add(threads.submit(writer.apply(i)));
    }
    return started;
  }

  private static <T> List<T> results(List<Future<T>> started)
      throws InterruptedException, ExecutionException {
    List<T> results = new ArrayList<>();
    for (Future<T> one : started) {
      results.add(one.get());
    }
    return results;
  }

  @Test
  void givenThousandsOfWritersOnTwoInstances_thenEachIsAcceptedOnceAndNoneIsLost()
      throws Exception {
    List<Journal> instances = List.of(log.open(), log.open());
    List<Long> positions;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      positions =
          results(start(threads, WRITERS, i -> () -> untilAccepted(instances.get(i % 2), i)));
    }
    assertThat(positions.stream().sorted())
        .containsExactlyElementsOf(LongStream.range(0, WRITERS).boxed().toList());
    for (Journal instance : instances) {
      assertThat(instance.end()).isEqualTo(WRITERS - 1);
      for (int i = 0; i < STREAMS; i++) {
        assertThat(instance.head(stream("bucket-" + i))).isEqualTo(WRITERS / STREAMS - 1);
      }
    }
  }

  private long untilAccepted(Journal journal, int writer) {
    StreamName stream = stream("bucket-" + writer % STREAMS);
    while (true) {
      switch (journal.append(commit(log.now(), stream, journal.head(stream) + 1))) {
        case Accepted accepted -> {
          return accepted.position();
        }
        case Conflict conflict -> journal.end();
        case AppendOutcome other -> throw new AssertionError(other);
      }
    }
  }

  @Test
  void givenOneCommitFromManyThreads_thenAllLearnItsPosition() throws Exception {
    KafkaJournal journal = log.open();
    Commit commit = commit(log.now(), stream("aaa"), 0);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(results(start(threads, 200, i -> () -> journal.append(commit))))
          .allSatisfy(outcome ->
              assertThat(outcome)
                  .isInstanceOfSatisfying(
                      Accepted.class, accepted -> assertThat(accepted.position()).isZero()));
    }
    assertThat(journal.end()).isZero();
  }

  @Test
  void givenManyWriters_whenClosed_thenEveryOutcomeIsTheTruth() throws Exception {
    KafkaJournal journal = log.open();
    List<Sent> sent = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Sent>>> writers =
          start(threads, 500, i -> () -> untilClosed(journal, stream("bucket-" + i)));
      await().until(() -> journal.reached() > 1_000);
      journal.close();
      results(writers).forEach(sent::addAll);
    }
    KafkaJournal fresh = log.open();
    assertThat(sent)
        .allSatisfy(one -> {
          boolean there = fresh.commit(one.commit().id()).isPresent();
          switch (one.outcome()) {
            case Accepted accepted -> assertThat(there).isTrue();
            case Refused refused -> assertThat(there).isFalse();
            case Unknown unknown -> assertThat(unknown.reason()).contains("later");
            case AppendOutcome other -> throw new AssertionError(other);
          }
        });
  }

  private List<Sent> untilClosed(KafkaJournal journal, StreamName stream) {
    List<Sent> sent = new ArrayList<>();
    for (long sequence = 0; ; sequence++) {
      Commit commit = commit(log.now(), stream, sequence);
      sent.add(new Sent(commit, journal.append(commit)));
      if (!(sent.getLast().outcome() instanceof Accepted)) {
        return sent;
      }
    }
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS)
  void givenAClosedJournal_whenAskedForItsEnd_thenUnavailableAtOnce() {
    KafkaJournal journal = log.open();
    journal.close();
    assertThatThrownBy(journal::end)
        .isInstanceOf(JournalUnavailableException.class)
        .hasMessageContaining("closed");
  }
}
