package dev.assay.events.journal.kafka;

import static dev.assay.events.journal.CommitFixtures.commit;
import static dev.assay.events.journal.CommitFixtures.stream;
import static dev.assay.events.journal.CommitFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.codec.Genesis;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.StreamName;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An index that is not the topic's is rebuilt from it. */
class ReplicaRecoveryTest {

  private static final StreamName STREAM = stream("aaa");
  private static final JournalCodec CODEC = new JournalCodec();

  private KafkaJournalFixture log;
  private Path index;

  @BeforeEach
  void open() {
    log = new KafkaJournalFixture();
    index = log.newIndex();
  }

  @AfterEach
  void close() {
    log.close();
  }

  private List<RecordedCommit> appendAndClose(int count) {
    try (KafkaJournal journal = log.open(index)) {
      for (int i = 0; i < count; i++) {
        Commit commit = commit(log.now(), STREAM, journal.head(STREAM) + 1);
        assertThat(journal.append(commit)).isInstanceOf(AppendOutcome.Accepted.class);
      }
      return all(journal);
    }
  }

  private static List<RecordedCommit> all(KafkaJournal journal) {
    try (Stream<RecordedCommit> commits = journal.cursor(0)) {
      return commits.toList();
    }
  }

  private void assertHolds(List<RecordedCommit> expected) {
    try (KafkaJournal journal = log.open(index)) {
      assertThat(all(journal)).isEqualTo(expected);
      assertThat(journal.head(STREAM)).isEqualTo(expected.size() - 1L);
      assertThat(journal.append(commit(log.now(), STREAM, expected.size())))
          .isInstanceOf(AppendOutcome.Accepted.class);
    }
  }

  @Test
  void givenASoundIndex_thenItGoesOnWhereItWasAndKeepsAggregateSnapshots() {
    List<RecordedCommit> expected = appendAndClose(3);
    try (KafkaJournal journal = log.open(index)) {
      journal.snapshots().put(STREAM, 2, new byte[] {7});
    }
    try (KafkaJournal journal = log.open(index)) {
      assertThat(journal.snapshots().get(STREAM))
          .hasValueSatisfying(kept -> {
            assertThat(kept.sequence()).isEqualTo(2);
            assertThat(kept.state()).containsExactly(7);
          });
    }
    assertHolds(expected);
  }

  @Test
  void givenTheFilesOfAKilledProcess_thenItGoesOnFromThem() throws IOException {
    Path killed = log.newIndex();
    List<RecordedCommit> expected;
    try (KafkaJournal journal = log.open(index)) {
      for (int i = 0; i < 100; i++) {
        journal.append(commit(log.now(), STREAM, i));
      }
      journal.snapshots().put(STREAM, 99, new byte[] {7});
      copy(index, killed);
      journal.append(commit(log.now(), STREAM, 100));
      expected = all(journal);
    }
    index = killed;
    try (KafkaJournal journal = log.open(killed)) {
      assertThat(journal.snapshots().get(STREAM)).as("kept, so not rebuilt").isPresent();
    }
    assertHolds(expected);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void givenADeletedIndex_thenItIsRebuilt() {
    List<RecordedCommit> expected = appendAndClose(3);
    SharedBroker.delete(index);
    assertHolds(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {".log", "MANIFEST", "CURRENT"})
  void givenTruncatedFiles_thenItIsRebuilt(String kind) throws IOException {
    List<RecordedCommit> expected = appendAndClose(3);
    log.open(index).close();
    try (Stream<Path> files = Files.list(index)) {
      for (Path file : files.filter(f -> f.getFileName().toString().contains(kind)).toList()) {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
          opened.setLength(opened.length() / 2);
        }
      }
    }
    assertHolds(expected);
  }

  @Test
  void givenAnIndexOfAnotherJournal_thenItIsRebuiltAndItsAggregateSnapshotsAreGone() {
    log.open().close();
    try (KafkaJournalFixture other = new KafkaJournalFixture();
        KafkaJournal journal = other.open(index)) {
      journal.append(commit(other.now(), stream("bbb"), 0));
      journal.snapshots().put(stream("bbb"), 0, new byte[] {1});
    }
    try (KafkaJournal journal = log.open(index)) {
      assertThat(journal.reached()).isEqualTo(-1);
      assertThat(journal.head(stream("bbb"))).isEqualTo(-1);
      assertThat(journal.snapshots().get(stream("bbb"))).isEmpty();
    }
    assertHolds(List.of());
  }

  /** Two topics with the same genesis; the second holds less, or something else. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void givenARestoredTopic_thenTheIndexOfTheLostOneIsRebuilt(int restored) {
    JournalId id = new JournalId("restored");
    try (KafkaJournalFixture lost = new KafkaJournalFixture()) {
      TestTopics.create(lost.topic());
      lost.appendRaw(CODEC.encode(Genesis.of(id)));
      try (KafkaJournal journal = lost.open(index)) {
        for (int i = 0; i < 3; i++) {
          journal.append(commit(lost.now(), STREAM, i));
        }
      }
    }
    TestTopics.create(log.topic());
    log.appendRaw(CODEC.encode(Genesis.of(id)));
    for (int i = 0; i < restored; i++) {
      log.appendRaw(CODEC.encode(commit(log.now()).append(STREAM, i, updated("again")).build()));
    }
    try (KafkaJournal journal = log.open(index)) {
      assertThat(journal.id()).isEqualTo(id);
      assertThat(journal.reached()).isEqualTo(restored - 1L);
      assertThat(journal.head(STREAM)).isEqualTo(restored - 1L);
    }
  }
}
