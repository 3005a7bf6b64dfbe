package dev.assay.events.journal;

import static dev.assay.events.journal.CommitFixtures.commit;
import static dev.assay.events.journal.CommitFixtures.created;
import static dev.assay.events.journal.CommitFixtures.stream;
import static dev.assay.events.journal.CommitFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.events.Event;
import dev.assay.events.Subject;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.AppendOutcome.Accepted;
import dev.assay.events.journal.AppendOutcome.Conflict;
import dev.assay.events.journal.AppendOutcome.Expired;
import dev.assay.events.journal.AppendOutcome.IdReused;
import dev.assay.events.journal.AppendOutcome.Refused;
import dev.assay.events.journal.proof.LogEntry;
import dev.assay.events.journal.proof.MerkleHash;
import dev.assay.events.journal.proof.ReferenceTree;
import dev.assay.events.system.SystemEvent.StreamRepaired;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Journal} does. An adapter's test extends it and brings its {@link
 * JournalFixture}.
 */
public abstract class JournalContract {

  private static final StreamName A = stream("aaa");
  private static final StreamName B = stream("bbb");
  private static final StreamName C = stream("ccc");

  private final JournalCodec codec = new JournalCodec();
  private JournalFixture log;
  private Journal journal;

  /** A fresh log. */
  protected abstract JournalFixture newLog();

  @BeforeEach
  void open() {
    log = newLog();
    journal = log.open();
  }

  @AfterEach
  void close() {
    log.close();
  }

  private Accepted accepted(Commit commit) {
    AppendOutcome outcome = journal.append(commit);
    assertThat(outcome).isInstanceOf(Accepted.class);
    return (Accepted) outcome;
  }

  private Accepted one(StreamName stream, long sequence) {
    return accepted(commit(log.now(), stream, sequence));
  }

  private static List<Long> sequences(Stream<RecordedEvent> events) {
    try (events) {
      return events.map(RecordedEvent::sequence).toList();
    }
  }

  private static List<Long> positions(Stream<RecordedCommit> commits) {
    try (commits) {
      return commits.map(RecordedCommit::position).toList();
    }
  }

  @Nested
  class Reading {

    @Test
    void givenAnEmptyJournal_thenThereIsNothing() {
      assertThat(journal.end()).isEqualTo(-1);
      assertThat(journal.reached()).isEqualTo(-1);
      assertThat(journal.head(A)).isEqualTo(-1);
      assertThat(sequences(journal.read(A, 0))).isEmpty();
      assertThat(positions(journal.cursor(0))).isEmpty();
      assertThat(journal.positionAt(log.now())).isEmpty();
      assertThat(journal.halted()).isEmpty();
    }

    @Test
    void givenACommit_thenItsEventsAreReadAsTheyWereAppended() {
      Instant at = log.now();
      Commit commit = commit(at).append(A, 0, created("aaa"), updated("aaa")).build();
      Accepted accepted = accepted(commit);
      assertThat(accepted.position()).isZero();
      assertThat(accepted.repeated()).isFalse();
      assertThat(accepted.time()).isEqualTo(commit.at());
      try (Stream<RecordedEvent> events = journal.read(A, 0)) {
        assertThat(events)
            .containsExactly(
                recorded(commit, 0, accepted.time(), created("aaa")),
                recorded(commit, 1, accepted.time(), updated("aaa")));
      }
      assertThat(sequences(journal.read(A, 1))).containsExactly(1L);
      assertThat(sequences(journal.read(A, 2))).isEmpty();
      assertThat(journal.head(A)).isEqualTo(1);
    }

    private RecordedEvent recorded(Commit commit, long sequence, Instant time, Event event) {
      return new RecordedEvent(A, sequence, 0, time, commit.actor(), commit.cause(), event);
    }

    @Test
    void givenEventsAboutTwoBuckets_thenEachIsFoundByItsSubject() {
      accepted(
          commit(log.now())
              .append(A, 0, created("aaa"), updated("again"), updated("aaa"))
              .append(B, 0, created("bbb"))
              .build());
      Subject first = Subject.of(new BucketId("id-aaa"));
      assertThat(sequences(journal.read(A, first))).containsExactly(0L, 2L);
      assertThat(sequences(journal.read(B, first))).isEmpty();
      accepted(commit(log.now()).append(A, 3, updated("aaa"), updated("again")).build());
      assertThat(sequences(journal.read(A, first, new PositionRange(0, 1))))
          .containsExactly(0L, 2L, 3L);
      assertThat(sequences(journal.read(A, first, new PositionRange(1, 9)))).containsExactly(3L);
      assertThat(sequences(journal.read(A, first, new PositionRange(-1, 0))))
          .containsExactly(0L, 2L);
      assertThat(sequences(journal.read(A, first, new PositionRange(2, 9)))).isEmpty();
      assertThat(sequences(journal.read(A, 1, 0))).containsExactly(1L, 2L);
      assertThat(sequences(journal.read(A, 1, 1))).containsExactly(1L, 2L, 3L, 4L);
      assertThat(sequences(journal.read(A, 0, -1))).isEmpty();
      assertThat(journal.streamOf(first)).contains(A);
      assertThat(journal.streamOf(Subject.of(new BucketId("id-bbb")))).contains(B);
      assertThat(journal.streamOf(Subject.of(new BucketId("id-none")))).isEmpty();
    }

    @Test
    void givenManyStreams_thenAPrefixListsItsOwnInOrder() {
      one(C, 0);
      one(A, 0);
      one(B, 0);
      one(new StreamName("bucketeer"), 0);
      String prefix = StreamName.bucketPrefix(dev.assay.events.EventSamples.PROJECT);
      try (Stream<StreamName> streams = journal.streams(prefix)) {
        assertThat(streams).containsExactly(A, B, C);
      }
      try (Stream<StreamName> streams = journal.streams("none")) {
        assertThat(streams).isEmpty();
      }
    }

    @Test
    void givenCommits_thenTheCursorStartsAnywhereAndIdsFindThem() {
      Commit second = commit(log.now(), B, 0);
      one(A, 0);
      accepted(second);
      one(C, 0);
      assertThat(positions(journal.cursor(0))).containsExactly(0L, 1L, 2L);
      assertThat(positions(journal.cursor(2))).containsExactly(2L);
      assertThat(positions(journal.cursor(3))).isEmpty();
      assertThat(journal.commit(second.id()).orElseThrow().commit()).isEqualTo(second);
      assertThat(journal.commit(new CommitId("none"))).isEmpty();
    }

    @Test
    void givenARecord_thenItsHashIsTheOneOfItsBytes() throws Exception {
      Commit commit = commit(log.now(), A, 0);
      accepted(commit);
      byte[] hash = java.security.MessageDigest.getInstance("SHA-256").digest(codec.encode(commit));
      assertThat(journal.commit(commit.id()).orElseThrow().recordHash())
          .isEqualTo(java.util.HexFormat.of().formatHex(hash));
    }

    @Test
    void givenALaterInstance_thenItReadsTheSame() {
      one(A, 0);
      one(A, 1);
      Journal later = log.open();
      assertThat(later.end()).isEqualTo(1);
      assertThat(sequences(later.read(A, 0))).containsExactly(0L, 1L);
      assertThat(later.id()).isEqualTo(journal.id());
    }
  }

  @Nested
  class Proofs {

    @Test
    void givenAnEmptyJournal_thenItsRootIsTheHashOfNothing() {
      assertThat(journal.tree().size()).isZero();
      assertThat(journal.tree().root(0)).isEqualTo(ReferenceTree.root(List.of()));
      assertThat(journal.entry(0)).isEmpty();
      assertThat(journal.record(0)).isEmpty();
      assertThat(journal.entry(-1)).isEmpty();
    }

    @Test
    void givenAcceptedAndVoidCommits_thenOnlyTheAcceptedOnesAreLeaves() throws Exception {
      Commit first = commit(log.now(), A, 0);
      accepted(first);
      log.appendRaw(codec.encode(commit(log.now(), A, 0)));
      log.appendRaw("junk".getBytes(StandardCharsets.UTF_8));
      one(A, 1);
      assertThat(journal.tree().size()).isEqualTo(2);
      assertThat(new String(journal.entry(0).orElseThrow().bytes(), StandardCharsets.US_ASCII))
          .isEqualTo(
              "assay-commit/1\n0\n%d\n%s\n"
                  .formatted(
                      first.at().toEpochMilli(),
                      HexFormat.of()
                          .formatHex(
                              MessageDigest.getInstance("SHA-256").digest(codec.encode(first)))));
      assertThat(journal.record(0)).hasValue(codec.encode(first));
      assertThat(journal.record(2)).isEmpty();
      assertThat(journal.entry(2)).isEmpty();
    }

    @Test
    void givenManyCommits_thenRootsAndProofsAreThoseOfTheReferenceForEverySize() {
      appendMany(300, 24);
      appendMany(20, 1);
      Journal later = log.open();
      later.end();
      List<LogEntry> entries = entries(journal);
      assertThat(entries).hasSize(320);
      for (int size = 0; size <= entries.size(); size++) {
        MerkleHash root = ReferenceTree.root(entries.subList(0, size));
        assertThat(journal.tree().root(size)).as("root of %d", size).isEqualTo(root);
        assertThat(later.tree().root(size)).as("root of %d, read later", size).isEqualTo(root);
      }
      assertThat(later.tree().inclusion(17, 320).holds(entries.get(17), later.tree().root(320)))
          .isTrue();
      assertThat(later.tree().tile(0, 0, 256)).isEqualTo(journal.tree().tile(0, 0, 256));
      assertThat(later.tree().tile(1, 0, 1))
          .isEqualTo(ReferenceTree.root(entries.subList(0, 256)).toBytes());
      assertThatThrownBy(() -> journal.tree().tile(1, 0, 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("width: 2 (expected: 1..1)");
      assertThatThrownBy(() -> journal.tree().root(321))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("size: 321 (expected: 0..320)");
    }

    /** Several at once, so that they come in batches. */
    private void appendMany(int count, int atOnce) {
      AtomicInteger next = new AtomicInteger();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < atOnce; i++) {
          threads.submit(() -> {
            for (int number = next.getAndIncrement();
                number < count;
                number = next.getAndIncrement()) {
              one(stream("b" + count + "-" + number), 0);
            }
          });
        }
      }
    }

    private List<LogEntry> entries(Journal from) {
      return LongStream.range(0, from.tree().size())
          .mapToObj(position -> from.entry(position).orElseThrow())
          .toList();
    }
  }

  @Nested
  class Conflicts {

    @Test
    void givenAMovedStream_whenAppendedAtItsOldHead_thenConflict() {
      one(A, 0);
      assertThat(journal.append(commit(log.now(), A, 0))).isInstanceOf(Conflict.class);
      assertThat(journal.head(A)).isZero();
    }

    @Test
    void givenAMovedStream_whenExpectedAtItsOldHead_thenConflict() {
      one(A, 0);
      one(A, 1);
      Commit commit = commit(log.now()).append(B, 0, created("bbb")).expect(A, 0).build();
      assertThat(journal.append(commit)).isInstanceOf(Conflict.class);
      assertThat(journal.head(B)).isEqualTo(-1);
    }

    @Test
    void givenStreamsAsExpected_thenAccepted() {
      one(A, 0);
      accepted(commit(log.now()).append(B, 0, created("bbb")).expect(A, 0).expect(C, -1).build());
    }

    @Test
    void givenACommitOverThreeStreams_whenOneHasMoved_thenNothingOfItHappened() {
      one(B, 0);
      Commit torn =
          commit(log.now())
              .append(A, 0, created("aaa"))
              .append(B, 0, created("bbb"))
              .append(C, 0, created("ccc"))
              .build();
      log.appendRaw(codec.encode(torn));
      assertThat(journal.append(torn)).isInstanceOf(Conflict.class);
      assertThat(journal.end()).isZero();
      assertThat(List.of(journal.head(A), journal.head(B), journal.head(C)))
          .containsExactly(-1L, 0L, -1L);
    }

    @Test
    void givenACommitOverThreeStreams_whenNoneHasMoved_thenAllOfItHappened() {
      Accepted whole =
          accepted(
              commit(log.now())
                  .append(A, 0, created("aaa"))
                  .append(B, 0, created("bbb"), updated("bbb"))
                  .append(C, 0, created("ccc"))
                  .build());
      for (StreamName stream : List.of(A, B, C)) {
        try (Stream<RecordedEvent> events = journal.read(stream, 0)) {
          assertThat(events).isNotEmpty().allMatch(event -> event.position() == whole.position());
        }
      }
    }

    @Test
    void givenTwoInstances_whenTheyRaceOnOneStream_thenExactlyOneWinsEachRound() throws Exception {
      Journal other = log.open();
      CyclicBarrier start = new CyclicBarrier(2);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int round = 0; round < 300; round++) {
          Future<AppendOutcome> mine = threads.submit(racer(start, journal, round));
          Future<AppendOutcome> theirs = threads.submit(racer(start, other, round));
          assertThat(List.of(mine.get().getClass(), theirs.get().getClass()))
              .as("round %d", round)
              .containsExactlyInAnyOrder(Accepted.class, Conflict.class);
        }
      }
      assertThat(journal.end()).isEqualTo(299);
      assertThat(other.end()).isEqualTo(299);
      assertThat(sequences(journal.read(A, 0))).hasSize(300).isEqualTo(sequences(other.read(A, 0)));
    }

    private Callable<AppendOutcome> racer(CyclicBarrier start, Journal racing, long sequence) {
      return () -> {
        start.await();
        return racing.append(commit(log.now(), A, sequence));
      };
    }

    @Test
    void givenAVoidCommitAtTheEnd_thenNobodySeesItAndTheBarrierDoesNotWait() {
      Journal other = log.open();
      one(A, 0);
      Commit lost = commit(log.now(), A, 0);
      log.appendRaw(codec.encode(lost));
      for (Journal reader : List.of(journal, other, log.open())) {
        assertThat(reader.end()).isZero();
        assertThat(reader.commit(lost.id())).isEmpty();
        assertThat(positions(reader.cursor(0))).containsExactly(0L);
        assertThat(sequences(reader.read(A, 0))).containsExactly(0L);
      }
      assertThat(one(A, 1).position()).isEqualTo(1);
    }
  }

  @Nested
  class Ids {

    @Test
    void givenACommit_whenSentAgain_thenItCountsOnce() {
      Commit commit = commit(log.now(), A, 0);
      Accepted first = accepted(commit);
      Accepted again = accepted(commit);
      assertThat(again).isEqualTo(new Accepted(first.position(), first.time(), true));
      assertThat(sequences(journal.read(A, 0))).containsExactly(0L);
    }

    @Test
    void givenACommit_whenSentAgainByAnotherInstance_thenItCountsOnce() {
      Commit commit = commit(log.now(), A, 0);
      Accepted first = accepted(commit);
      assertThat(log.open().append(commit))
          .isEqualTo(new Accepted(first.position(), first.time(), true));
    }

    @Test
    void givenACopyOfARecordInTheLog_thenItIsVoid() {
      Commit commit = commit(log.now(), A, 0);
      accepted(commit);
      log.appendRaw(codec.encode(commit));
      assertThat(journal.end()).isZero();
      assertThat(one(A, 1).position()).isEqualTo(1);
    }

    @Test
    void givenACommit_whenItsIdComesWithAnotherRequest_thenRefused() {
      accepted(commit(log.now()).id("mine").asking('a').append(A, 0, created("aaa")).build());
      Commit other = commit(log.now()).id("mine").asking('b').append(A, 1, updated("aaa")).build();
      assertThat(journal.append(other)).isEqualTo(new IdReused(0));
      assertThat(journal.head(A)).isZero();
    }

    @Test
    void givenAVoidCommit_thenItsIdIsStillFree() {
      one(A, 0);
      Commit lost = commit(log.now()).id("free").append(A, 0, updated("aaa")).build();
      log.appendRaw(codec.encode(lost));
      accepted(commit(log.now()).id("free").append(A, 1, updated("aaa")).build());
    }
  }

  @Nested
  class Time {

    @Test
    void givenAnAtTooOld_thenExpired() {
      Commit old = commit(log.now().minusSeconds(11), A, 0);
      assertThat(journal.append(old)).isInstanceOf(Expired.class);
      assertThat(journal.end()).isEqualTo(-1);
    }

    @Test
    void givenAnAtTooFarAhead_thenExpired() {
      Commit early = commit(log.now().plusSeconds(60), A, 0);
      assertThat(journal.append(early)).isInstanceOf(Expired.class);
      assertThat(journal.end()).isEqualTo(-1);
    }

    @Test
    void givenAnAtWithinTheWindow_thenAccepted() {
      accepted(commit(log.now().minusSeconds(5), A, 0));
      accepted(commit(log.now().plusMillis(1_500), A, 1));
    }

    @Test
    void givenAClockThatGoesBack_thenTimeStandsStill() {
      Instant ahead = log.now().plusMillis(1_500);
      Accepted first = accepted(commit(ahead, A, 0));
      Accepted second = accepted(commit(ahead.minusSeconds(3), A, 1));
      Accepted third = accepted(commit(ahead.plusMillis(1), A, 2));
      assertThat(second.time()).isEqualTo(first.time());
      assertThat(third.time()).isEqualTo(first.time().plusMillis(1));
    }

    @Test
    void givenAnInstant_thenItsPositionIsTheLastNotAfterIt() {
      Instant start = log.now();
      Accepted first = accepted(commit(start, A, 0));
      accepted(commit(start, A, 1));
      accepted(commit(start.plusMillis(500), A, 2));
      assertThat(journal.positionAt(first.time().minusMillis(1))).isEmpty();
      assertThat(journal.positionAt(first.time())).hasValue(1);
      assertThat(journal.positionAt(first.time().plusMillis(499))).hasValue(1);
      assertThat(journal.positionAt(first.time().plusMillis(500))).hasValue(2);
      assertThat(journal.positionAt(first.time().plusSeconds(1_000))).hasValue(2);
    }
  }

  @Nested
  class LostHistory {

    private void gapInA() {
      one(A, 0);
      log.appendRaw(codec.encode(commit(log.now(), A, 5)));
      assertThat(journal.end()).isZero();
    }

    private Commit repair(long systemSequence, long head) {
      return commit(log.now())
          .append(StreamName.SYSTEM, systemSequence, new StreamRepaired(A, head))
          .build();
    }

    @Test
    void givenAGap_thenReadsGoOnAndAppendsAreRefusedWithTheFix() {
      gapInA();
      assertThat(sequences(journal.read(A, 0))).containsExactly(0L);
      AppendOutcome outcome = journal.append(commit(log.now(), A, 1));
      assertThat(outcome).isInstanceOf(Refused.class);
      assertThat(((Refused) outcome).reason())
          .contains(A.value())
          .contains("quarantined")
          .contains("StreamRepaired");
      assertThat(journal.halted()).isEmpty();
      one(B, 0);
    }

    @Test
    void givenAGapInAnAppend_thenItIsRefusedAndTheStreamIsQuarantined() {
      assertThat(journal.append(commit(log.now(), A, 3))).isInstanceOf(Refused.class);
      assertThat(journal.append(commit(log.now(), A, 0))).isInstanceOf(Refused.class);
    }

    @Test
    void givenAnExpectationBeyondTheHead_thenThatStreamIsQuarantined() {
      Commit beyond = commit(log.now()).append(B, 0, created("bbb")).expect(A, 4).build();
      assertThat(journal.append(beyond)).isInstanceOf(Refused.class);
      assertThat(journal.append(commit(log.now(), A, 0))).isInstanceOf(Refused.class);
      one(B, 0);
    }

    @Test
    void givenAQuarantine_whenRepaired_thenTheStreamGoesOnFromTheGivenHead() {
      gapInA();
      accepted(repair(0, 5));
      assertThat(journal.head(A)).isEqualTo(5);
      one(A, 6);
      assertThat(sequences(journal.read(A, 0))).containsExactly(0L, 6L);
      assertThat(sequences(journal.read(A, 1))).containsExactly(6L);
      Journal later = log.open();
      assertThat(later.end()).isEqualTo(2);
      assertThat(later.head(A)).isEqualTo(6);
    }

    @Test
    void givenAQuarantine_whenRepairedBelowItsLastEvent_thenRefused() {
      gapInA();
      assertThat(journal.append(repair(0, -1))).isInstanceOf(Refused.class);
      assertThat(journal.append(commit(log.now(), A, 1))).isInstanceOf(Refused.class);
    }

    @Test
    void givenASoundStream_whenRepaired_thenRefused() {
      one(A, 0);
      assertThat(journal.append(repair(0, 9))).isInstanceOf(Refused.class);
      assertThat(journal.head(A)).isZero();
    }
  }

  @Nested
  class StrangeRecords {

    private byte[] withFormat(int format) {
      byte[] record = codec.encode(commit(log.now(), A, 1));
      record[3] = (byte) format;
      return record;
    }

    @Test
    void givenAForeignRecord_thenItIsVoidAndCounted() {
      long before = log.foreignRecords(journal);
      log.appendRaw("hello".getBytes(StandardCharsets.UTF_8));
      log.appendRaw(new byte[0]);
      one(A, 0);
      assertThat(journal.end()).isZero();
      assertThat(log.foreignRecords(journal) - before).isEqualTo(2);
    }

    @Test
    void givenASecondGenesis_thenItIsForeign() {
      long before = log.foreignRecords(journal);
      log.appendRaw(codec.encode(dev.assay.events.codec.Genesis.of(new JournalId("another"))));
      one(A, 0);
      assertThat(log.foreignRecords(journal) - before).isEqualTo(1);
    }

    @Test
    void givenAnUnknownFormat_thenTheReaderStopsBeforeItAndSaysWhy() {
      one(A, 0);
      log.appendRaw(withFormat(9));
      await().untilAsserted(() -> assertThat(journal.halted()).isPresent());
      assertThat(journal.halted().orElseThrow())
          .contains("format: 9")
          .contains("expected: at most 1");
      assertThat(sequences(journal.read(A, 0))).containsExactly(0L);
      assertThatThrownBy(() -> journal.append(commit(log.now(), B, 0)))
          .isInstanceOf(JournalHaltedException.class)
          .hasMessageContaining("format: 9");
      assertThatThrownBy(journal::end).isInstanceOf(JournalHaltedException.class);
    }
  }

  @Nested
  class Following {

    @Test
    void givenAListener_whenTheJournalGrows_thenItIsCalledUntilItEnds() {
      AtomicInteger calls = new AtomicInteger();
      Journal.Subscription subscription = journal.onAdvance(calls::incrementAndGet);
      one(A, 0);
      await().untilAsserted(() -> assertThat(calls).hasPositiveValue());
      int before = calls.get();
      log.open().append(commit(log.now(), A, 1));
      await().untilAsserted(() -> assertThat(calls).hasValueGreaterThan(before));
      subscription.close();
      assertThat(journal.end()).isEqualTo(1);
      int after = calls.get();
      one(A, 2);
      assertThat(calls).hasValue(after);
    }

    @Test
    void givenAnotherInstance_thenTheEndCoversWhatItHadAcknowledged() {
      Journal other = log.open();
      for (int round = 0; round < 100; round++) {
        AppendOutcome outcome = other.append(commit(log.now(), A, round));
        assertThat(outcome).isInstanceOf(Accepted.class);
        assertThat(journal.end()).isEqualTo(((Accepted) outcome).position());
        assertThat(journal.head(A)).isEqualTo(round);
      }
    }

    @Test
    void givenAClosedJournal_whenAppended_thenRefused() {
      journal.close();
      assertThat(journal.append(commit(log.now(), A, 0))).isInstanceOf(Refused.class);
    }

    @Test
    void givenACommitOver900KiB_thenRefusedWithItsSize() {
      Commit large = commit(log.now()).append(A, 0, updated("x".repeat(910 * 1024))).build();
      AppendOutcome outcome = journal.append(large);
      assertThat(outcome).isInstanceOf(Refused.class);
      assertThat(((Refused) outcome).reason()).contains("at most 921600 bytes");
      assertThat(journal.end()).isEqualTo(-1);
    }

    @Test
    void givenACascadeOver900KiB_thenAccepted() {
      accepted(
          commit(log.now())
              .cause("RevokeIteration")
              .append(A, 0, updated("x".repeat(910 * 1024)))
              .build());
    }
  }
}
