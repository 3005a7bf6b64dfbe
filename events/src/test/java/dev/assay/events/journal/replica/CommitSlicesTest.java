package dev.assay.events.journal.replica;

import static dev.assay.events.journal.CommitFixtures.commit;
import static dev.assay.events.journal.CommitFixtures.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.Event;
import dev.assay.events.Subject;
import dev.assay.events.bucket.BucketEvent.BucketUpdated;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitFixtures;
import dev.assay.events.journal.PositionRange;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.arbitration.Arbiter;
import dev.assay.events.journal.arbitration.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** A large commit is read in parts: nothing but the part is looked at. */
class CommitSlicesTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final JournalCodec CODEC = new JournalCodec();

  private static final PositionRange ALL = new PositionRange(0, Long.MAX_VALUE);

  @TempDir private Path directory;
  private IndexDatabase database;
  private Replica replica;

  @BeforeEach
  void open() throws Exception {
    database = IndexDatabase.open(directory);
    replica = new Replica(database, CODEC);
  }

  @AfterEach
  void close() {
    replica.close();
  }

  private static Event event(String bucket, int n) {
    return new BucketUpdated(new BucketId("id-" + bucket), bucket + " " + n, null);
  }

  private static Event[] events(String bucket, int count) {
    return IntStream.range(0, count).mapToObj(n -> event(bucket, n)).toArray(Event[]::new);
  }

  private Commit accept(CommitFixtures made) {
    Commit commit = made.build();
    byte[] record = CODEC.encode(commit);
    try (ReplicaBatch batch = replica.batch()) {
      Verdict.Accepted verdict = (Verdict.Accepted) new Arbiter().judge(batch, commit, NOW);
      batch.accept(commit, verdict, record, new byte[32]);
      batch.passed(replica.tip().nextOffset(), new byte[32]);
      replica.write(batch);
    }
    return commit;
  }

  private void forgetTheWholeCommit() {
    database.put(Column.COMMITS, IndexKeys.number(0), new byte[0]);
  }

  private static void assertReads(Stream<RecordedEvent> read, Append append) {
    try (read) {
      assertThat(read.toList())
          .allSatisfy(event -> {
            assertThat(event.position()).isZero();
            assertThat(event.time()).isEqualTo(NOW);
            assertThat(event.stream()).isEqualTo(append.stream());
            assertThat(event.cause()).isEqualTo("CreateBucket");
            assertThat(event.event())
                .isEqualTo(append.events().get((int) (event.sequence() - append.firstSequence())));
          })
          .extracting(RecordedEvent::sequence)
          .containsExactlyElementsOf(
              IntStream.range(0, append.events().size())
                  .mapToObj(n -> append.firstSequence() + n)
                  .toList());
    }
  }

  @Test
  void givenALargeCommitOverManyStreams_thenEachIsReadWithoutTheRest() {
    CommitFixtures large = commit(NOW);
    for (int n = 0; n < 400; n++) {
      large.append(stream("b" + n), 0, events("b" + n, 2));
    }
    Commit commit = accept(large);
    forgetTheWholeCommit();

    for (Append append : commit.appends()) {
      assertReads(replica.read(append.stream(), 0), append);
    }
    assertReads(
        replica.read(stream("b7"), Subject.of(new BucketId("id-b7")), ALL),
        commit.appends().get(7));
  }

  @Test
  void givenALargeCommitInOneStream_thenAPartIsReadWithoutTheRest() {
    StreamName stream = stream("b");
    Commit commit = accept(commit(NOW).append(stream, 0, events("b", 1_000)));
    forgetTheWholeCommit();

    assertReads(replica.read(stream, 0), commit.appends().getFirst());
    try (Stream<RecordedEvent> last = replica.read(stream, 999)) {
      assertThat(last.map(RecordedEvent::event).toList()).isEqualTo(List.of(event("b", 999)));
    }
  }

  @Test
  void givenALargeCommit_thenItIsStillReadAsOne() {
    CommitFixtures large = commit(NOW);
    for (int n = 0; n < 400; n++) {
      large.append(stream("b" + n), 0, events("b" + n, 2));
    }
    Commit commit = accept(large);

    assertThat(replica.commit(0))
        .hasValueSatisfying(read -> assertThat(read.commit()).isEqualTo(commit));
  }

  @Test
  void givenALargeCommit_whenASliceIsMissingAtAStart_thenTheIndexIsBegunAnew()
      throws RocksDBException {
    accept(commit(NOW).append(stream("b"), 0, events("b", 1_000)));
    close();
    assertThat(openedAgain()).isZero();

    try (IndexDatabase damaged = IndexDatabase.open(directory);
        WriteBatch loss = new WriteBatch()) {
      loss.delete(damaged.family(Column.SLICES), new EventPlace(0, 0, 0).bytes());
      damaged.write(loss);
    }
    assertThat(openedAgain()).isEqualTo(-1);
  }

  /** The position that a start finds. */
  private long openedAgain() {
    try (Replica opened = new ReplicaDirectory(directory, CODEC).open()) {
      return opened.tip().position();
    }
  }

  @Test
  void givenAnOrdinaryCommit_thenItIsNotKeptTwice() {
    accept(commit(NOW).append(stream("b"), 0, events("b", 3)));

    assertThat(database.get(Column.SLICES, new EventPlace(0, 0, 0).bytes())).isNull();
  }
}
