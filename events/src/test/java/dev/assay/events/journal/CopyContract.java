package dev.assay.events.journal;

import static dev.assay.events.journal.CommitFixtures.commit;
import static dev.assay.events.journal.CommitFixtures.created;
import static dev.assay.events.journal.CommitFixtures.stream;
import static dev.assay.events.journal.CommitFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.events.codec.Genesis;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.AppendOutcome.Accepted;
import dev.assay.events.journal.AppendOutcome.Refused;
import dev.assay.events.journal.memory.InMemoryJournal;
import dev.assay.events.journal.memory.InMemoryLog;
import dev.assay.events.system.SystemEvent.StreamRepaired;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link Journal} does with a log that took over another journal. */
public abstract class CopyContract {

  private static final StreamName A = stream("aaa");
  private static final StreamName B = stream("bbb");
  private static final Instant LONG_AGO = Instant.parse("2024-02-29T12:00:00.123Z");
  private static final JournalCodec CODEC = new JournalCodec();

  private final List<JournalFixture> logs = new ArrayList<>();
  private final InMemoryLog oldLog = new InMemoryLog(new JournalId("old"), () -> LONG_AGO);
  private final Journal old = new InMemoryJournal(oldLog);

  /** A fresh log that begins with this genesis. */
  protected abstract JournalFixture newLog(Genesis genesis);

  @AfterEach
  void close() {
    logs.forEach(JournalFixture::close);
    old.close();
  }

  private void write(Commit... commits) {
    for (Commit commit : commits) {
      assertThat(old.append(commit)).isInstanceOf(Accepted.class);
    }
  }

  private void someHistory() {
    write(
        commit(LONG_AGO).id("first").append(A, 0, created("aaa"), updated("aaa")).build(),
        commit(LONG_AGO.plusMillis(5)).append(A, 2, updated("aaa")).expect(B, -1).build(),
        commit(LONG_AGO.minusSeconds(3)).append(B, 0, created("bbb")).build(),
        commit(LONG_AGO.plusMillis(900), A, 3));
  }

  private static List<byte[]> records(Journal journal, long position) {
    try (Stream<CommitRecord> records = journal.records(0)) {
      return new ArrayList<>(records.map(CommitRecord::bytes).limit(position + 1).toList());
    }
  }

  private static Adoption adoption(Journal of, long position) {
    return new Adoption(of.id(), position, of.tree().root(position + 1).toString());
  }

  private JournalFixture copy(Adoption adoption, List<byte[]> records) {
    JournalFixture log = newLog(Genesis.copy(new JournalId("copy"), adoption));
    logs.add(log);
    records.forEach(log::appendRaw);
    return log;
  }

  private JournalFixture copy() {
    return copy(adoption(old, old.end()), records(old, old.end()));
  }

  private void assertRefused(List<byte[]> records, String... parts) {
    JournalFixture log = copy(adoption(old, old.end()), records);
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(log::open)
          .isInstanceOf(JournalRefusedException.class)
          .message()
          .contains(parts);
    }
  }

  @Test
  void givenACopy_thenItAnswersAsTheOriginalDid() {
    someHistory();
    Journal copy = copy().open();
    assertThat(JournalState.of(copy)).isEqualTo(JournalState.of(old));
    assertThat(copy.id()).isEqualTo(new JournalId("copy"));
    assertThat(copy.adopts()).contains(adoption(old, 3));
    assertThat(records(copy, 9)).containsExactlyElementsOf(records(old, 9));
  }

  @Test
  void givenABeginningOfAJournal_thenTheCopyEndsThere() {
    someHistory();
    Journal copy = copy(adoption(old, 1), records(old, 1)).open();
    assertThat(copy.end()).isEqualTo(1);
    assertThat(copy.head(B)).isEqualTo(-1);
    assertThat(copy.tree().root(2)).isEqualTo(old.tree().root(2));
  }

  @Test
  void givenACopy_thenItGoesOnFromThere() {
    someHistory();
    JournalFixture log = copy();
    Journal copy = log.open();
    Commit next = commit(log.now(), A, 4);
    assertThat(copy.append(next)).isEqualTo(new Accepted(4, next.at(), false));
    Journal later = log.open();
    assertThat(later.end()).isEqualTo(4);
    assertThat(later.tree().root(4)).isEqualTo(old.tree().root(4));
    assertThat(later.tree().root(5)).isEqualTo(copy.tree().root(5));
  }

  @Test
  void givenACopy_whenAnOldCommitIsSentAgain_thenItCountsOnce() {
    someHistory();
    Commit first;
    try (Stream<RecordedCommit> commits = old.cursor(0)) {
      first = commits.findFirst().orElseThrow().commit();
    }
    assertThat(copy().open().append(first)).isEqualTo(new Accepted(0, LONG_AGO, true));
  }

  @Test
  void givenACopy_thenAfterItTheTimeRuleHolds() {
    someHistory();
    JournalFixture log = copy();
    log.appendRaw(CODEC.encode(commit(LONG_AGO.plusSeconds(1), A, 4)));
    Journal copy = log.open();
    assertThat(copy.end()).isEqualTo(3);
    assertThat(copy.append(commit(log.now(), A, 4))).isInstanceOf(Accepted.class);
  }

  @Test
  void givenACopyFromAClockThatWasAhead_thenTimeStandsStill() {
    Instant ahead =
        Instant.now().plusSeconds(3_600).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    InMemoryLog early = new InMemoryLog(new JournalId("early"), () -> ahead);
    try (Journal original = new InMemoryJournal(early)) {
      original.append(commit(ahead, A, 0));
      JournalFixture log = copy(adoption(original, 0), records(original, 0));
      assertThat(log.open().append(commit(log.now(), A, 1)))
          .isEqualTo(new Accepted(1, ahead, false));
    }
  }

  @Test
  void givenACopyOfACopy_thenItAnswersAsTheFirstOneDid() {
    someHistory();
    JournalFixture log = copy();
    Journal copy = log.open();
    copy.append(commit(log.now(), B, 1));
    JournalFixture second = newLog(Genesis.copy(new JournalId("second"), adoption(copy, 4)));
    logs.add(second);
    records(copy, 4).forEach(second::appendRaw);
    assertThat(JournalState.of(second.open())).isEqualTo(JournalState.of(copy));
  }

  @Test
  void givenPartOfTheRecords_thenRefusedWithTheNumbers() {
    someHistory();
    List<byte[]> records = records(old, 9);
    records.removeLast();
    assertRefused(records, "an unfinished copy of journal old", "3 of 4 commits");
  }

  @Test
  void givenPartOfTheRecords_whenTheRestFollows_thenItIsACopy() {
    someHistory();
    List<byte[]> records = records(old, 9);
    JournalFixture log = copy(adoption(old, 3), records.subList(0, 2));
    assertThatThrownBy(log::open).isInstanceOf(JournalRefusedException.class);
    records.subList(2, 4).forEach(log::appendRaw);
    assertThat(JournalState.of(log.open())).isEqualTo(JournalState.of(old));
  }

  @Test
  void givenARecordTwice_thenTheSecondIsVoid() {
    someHistory();
    List<byte[]> records = records(old, 9);
    records.add(2, records.get(1));
    Journal copy = copy(adoption(old, 3), records).open();
    assertThat(JournalState.of(copy)).isEqualTo(JournalState.of(old));
  }

  @Test
  void givenStrangersAmongTheRecords_thenTheyAreForeign() {
    someHistory();
    List<byte[]> records = records(old, 9);
    records.add(2, "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    records.add(1, CODEC.encode(Genesis.of(new JournalId("another"))));
    Journal copy = copy(adoption(old, 3), records).open();
    assertThat(JournalState.of(copy)).isEqualTo(JournalState.of(old));
  }

  @Test
  void givenAMissingRecord_thenRefusedWithThePositionThatDoesNotFit() {
    someHistory();
    List<byte[]> records = records(old, 9);
    records.remove(1);
    assertRefused(records, "firstSequence: 3 of " + A, "2");
  }

  @Test
  void givenRecordsThatChangedPlaces_thenRefused() {
    someHistory();
    List<byte[]> records = records(old, 9);
    Collections.swap(records, 1, 3);
    assertRefused(records, "firstSequence: 3 of " + A);
  }

  @Test
  void givenAnEditedRecord_thenRefused() {
    someHistory();
    List<byte[]> records = records(old, 9);
    records.set(3, CODEC.encode(commit(LONG_AGO.plusMillis(900), A, 3)));
    assertRefused(records, "positions 0 to 3 have the root", "as journal old had it");
  }

  @Test
  void givenAnotherTimeOfACommit_thenRefused() {
    someHistory();
    List<byte[]> records = records(old, 9);
    Commit earlier = commit(LONG_AGO.plusMillis(900).minusSeconds(60), A, 3);
    records.set(3, CODEC.encode(earlier));
    assertRefused(records, "positions 0 to 3 have the root");
  }

  @Test
  void givenAHistoryWithARepair_thenTheCopyHasIt() {
    write(commit(LONG_AGO, A, 0));
    oldLog.append(CODEC.encode(commit(LONG_AGO, A, 5)));
    write(
        commit(LONG_AGO).append(StreamName.SYSTEM, 0, new StreamRepaired(A, 5)).build(),
        commit(LONG_AGO, A, 6));
    assertThat(old.quarantined()).isEmpty();
    assertThat(JournalState.of(copy().open())).isEqualTo(JournalState.of(old));
  }

  @Test
  void givenAQuarantine_thenTheCopyKeepsItUntilItIsRepaired() {
    write(commit(LONG_AGO, A, 0), commit(LONG_AGO, B, 0));
    oldLog.append(CODEC.encode(commit(LONG_AGO, A, 5)));
    assertThat(old.quarantined()).isEqualTo(java.util.Map.of(A, 1L));
    Adoption sound = adoption(old, 1);
    JournalFixture log =
        copy(new Adoption(sound.journalId(), 1, sound.root(), Set.of(A)), records(old, 1));
    Journal copy = log.open();
    assertThat(copy.quarantined()).isEqualTo(java.util.Map.of(A, 1L));
    assertThat(copy.append(commit(log.now(), A, 1))).isInstanceOf(Refused.class);
    assertThat(copy.append(commit(log.now(), B, 1))).isInstanceOf(Accepted.class);
    Commit repair =
        commit(log.now()).append(StreamName.SYSTEM, 0, new StreamRepaired(A, 0)).build();
    assertThat(copy.append(repair)).isInstanceOf(Accepted.class);
    assertThat(copy.append(commit(log.now(), A, 1))).isInstanceOf(Accepted.class);
    assertThat(log.open().quarantined()).isEmpty();
  }
}
