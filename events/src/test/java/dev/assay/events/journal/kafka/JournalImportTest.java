package dev.assay.events.journal.kafka;

import static dev.assay.events.journal.CommitFixtures.commit;
import static dev.assay.events.journal.CommitFixtures.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.events.codec.Genesis;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.export.Export;
import dev.assay.events.export.ExportCheck;
import dev.assay.events.export.ExportFile;
import dev.assay.events.journal.AppendOutcome.Accepted;
import dev.assay.events.journal.CommitRecord;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.JournalRefusedException;
import dev.assay.events.journal.JournalState;
import dev.assay.events.journal.RandomJournalOperations;
import dev.assay.events.journal.memory.InMemoryJournal;
import dev.assay.events.journal.memory.InMemoryLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalImportTest {

  private static final JournalCodec CODEC = new JournalCodec();
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir private Path directory;
  private final KafkaJournalFixture log = new KafkaJournalFixture();
  private final InMemoryJournal original = inMemory("original");

  @AfterEach
  void close() {
    log.close();
    original.close();
  }

  private static InMemoryJournal inMemory(String id) {
    return new InMemoryJournal(new InMemoryLog(new JournalId(id), CLOCK));
  }

  /** With lost history, repairs, repeated ids and void commits among the good ones. */
  private void randomHistory(int operations) {
    long seed = new Random().nextLong();
    System.out.println("JournalImportTest seed " + seed);
    try (InMemoryJournal twin = inMemory("twin")) {
      new RandomJournalOperations(seed, CLOCK, List.of(original), twin).run(operations);
    }
  }

  private void history(int commits) {
    for (int sequence = 0; sequence < commits; sequence++) {
      original.append(commit(CLOCK.instant(), stream("aaa"), sequence));
    }
  }

  private Path export(Journal journal, long position) throws IOException {
    Path file = Files.createTempFile(directory, "export", ".zip");
    try (OutputStream out = Files.newOutputStream(file)) {
      Export.of(journal, position, CLOCK.instant()).writeTo(out, Optional.empty(), done -> {});
    }
    return file;
  }

  private Path export() throws IOException {
    return export(original, original.end());
  }

  private void importFile(Path exported) throws IOException {
    importInto(log, exported);
  }

  private static long importInto(KafkaJournalFixture into, Path exported) throws IOException {
    AtomicLong written = new AtomicLong();
    try (ExportFile file = ExportFile.open(exported)) {
      ExportCheck.check(file, done -> {});
      JournalImport.run(into.config(into.newIndex()).build(), file, written::set);
    }
    return written.get();
  }

  private static List<CommitRecord> records(Journal journal) {
    try (Stream<CommitRecord> records = journal.records(0)) {
      return records.toList();
    }
  }

  @Test
  void givenARandomHistory_whenExportedAndImported_thenItAnswersTheSame() throws IOException {
    randomHistory(400);
    importFile(export());
    KafkaJournal copy = log.open();
    assertThat(JournalState.of(copy)).isEqualTo(JournalState.of(original));
    assertThat(copy.quarantined().keySet()).isEqualTo(original.quarantined().keySet());
    assertThat(copy.id()).isNotEqualTo(original.id());
    assertSameExport(copy);
  }

  /** Export of an import: the same records under the same root. */
  private void assertSameExport(Journal copy) throws IOException {
    try (ExportFile first = ExportFile.open(export());
        ExportFile second = ExportFile.open(export(copy, copy.end()))) {
      assertThat(second.header().root()).isEqualTo(first.header().root());
      assertThat(second.header().time()).isEqualTo(first.header().time());
      assertThat(second.header().quarantined()).isEqualTo(first.header().quarantined());
      Iterator<byte[]> expected = first.records();
      second.records().forEachRemaining(record -> assertThat(record).isEqualTo(expected.next()));
      assertThat(expected.hasNext()).isFalse();
    }
  }

  @Test
  void givenACopy_whenItGoesOnAndIsCopiedAgain_thenThatAnswersTheSame() throws IOException {
    history(30);
    importFile(export());
    KafkaJournal copy = log.open();
    assertThat(copy.append(commit(log.now(), stream("aaa"), 30))).isInstanceOf(Accepted.class);
    try (KafkaJournalFixture second = new KafkaJournalFixture()) {
      importInto(second, export(copy, copy.end()));
      KafkaJournal copied = second.open();
      assertThat(JournalState.of(copied)).isEqualTo(JournalState.of(copy));
      assertThat(copied.adopts().orElseThrow().journalId()).isEqualTo(copy.id());
    }
  }

  @Test
  void givenAPointInTime_whenImported_thenHistoryEndsThereAndGoesOnDifferently()
      throws IOException {
    history(30);
    importFile(export(original, 11));
    KafkaJournal copy = log.open();
    assertThat(copy.end()).isEqualTo(11);
    assertThat(copy.head(stream("aaa"))).isEqualTo(11);
    assertThat(copy.append(commit(log.now(), stream("aaa"), 12))).isInstanceOf(Accepted.class);
    assertThat(copy.tree().root(12)).isEqualTo(original.tree().root(12));
    assertThat(copy.tree().root(13)).isNotEqualTo(original.tree().root(13));
  }

  @Test
  void givenAnImportThatWasCutOff_whenTriedAgain_thenItGoesOnBehindWhatIsThere()
      throws IOException {
    history(30);
    Path file = export();
    for (int there : new int[] {0, 1, 17, 30}) {
      try (KafkaJournalFixture partial = new KafkaJournalFixture();
          ExportFile opened = ExportFile.open(file)) {
        TestTopics.create(partial.topic());
        partial.appendRaw(
            CODEC.encode(Genesis.copy(new JournalId("copy"), opened.header().adoption())));
        records(original).stream().limit(there).forEach(r -> partial.appendRaw(r.bytes()));
        if (there < 30) {
          assertThatThrownBy(partial::open)
              .isInstanceOf(JournalRefusedException.class)
              .hasMessageContaining("an unfinished copy of journal original, %d of 30", there)
              .hasMessageContaining("import the same file again");
        }
        importInto(partial, file);
        KafkaJournal copy = partial.open();
        assertThat(copy.id()).isEqualTo(new JournalId("copy"));
        assertThat(JournalState.of(copy)).isEqualTo(JournalState.of(original));
      }
    }
  }

  @Test
  void givenAJournalInTheTopic_thenRefused() throws IOException {
    history(3);
    JournalId there = log.open().id();
    assertRefused(export(), "holds journal " + there, "expected: nothing", "assay.kafka.topic");
  }

  @Test
  void givenTheImportOfAnotherFile_thenRefused() throws IOException {
    history(3);
    importFile(export(original, 1));
    JournalId there = log.open().id();
    assertRefused(export(), "holds journal " + there);
  }

  @Test
  void givenACopyThatHasGoneOn_thenRefused() throws IOException {
    history(3);
    importFile(export());
    KafkaJournal copy = log.open();
    copy.append(commit(log.now(), stream("aaa"), 3));
    assertRefused(export(), "the record at offset 4 is not that of position 3");
    assertThat(log.open().end()).isEqualTo(3);
  }

  @Test
  void givenAnotherRecordWhereTheImportWasCutOff_thenRefused() throws IOException {
    history(3);
    try (ExportFile opened = ExportFile.open(export())) {
      TestTopics.create(log.topic());
      log.appendRaw(CODEC.encode(Genesis.copy(new JournalId("copy"), opened.header().adoption())));
      log.appendRaw(CODEC.encode(commit(CLOCK.instant(), stream("aaa"), 0)));
    }
    assertRefused(export(), "the record at offset 1 is not that of position 0", "delete the topic");
  }

  @Test
  void givenATopicOfSomebodyElse_thenRefused() throws IOException {
    history(3);
    TestTopics.create(log.topic());
    log.appendRaw(new byte[] {1, 2, 3});
    assertRefused(export(), "holds records of somebody else");
  }

  @Test
  void givenATopicWithWrongSettings_thenRefused() throws IOException {
    history(3);
    TestTopics.create(log.topic(), 1, Map.of("retention.ms", "1000000"));
    assertRefused(export(), "retention.ms=1000000 (expected: -1)");
  }

  private void assertRefused(Path file, String... parts) {
    assertThatThrownBy(() -> importFile(file))
        .isInstanceOf(JournalRefusedException.class)
        .message()
        .contains(parts)
        .contains("fix: ")
        .doesNotContain("\n");
  }
}
