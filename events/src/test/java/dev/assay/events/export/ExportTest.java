package dev.assay.events.export;

import static dev.assay.events.journal.CommitFixtures.commit;
import static dev.assay.events.journal.CommitFixtures.created;
import static dev.assay.events.journal.CommitFixtures.stream;
import static dev.assay.events.journal.CommitFixtures.updated;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.events.bucket.BucketEvent.BucketUpdated;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.Adoption;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitRecord;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.checkpoint.Checkpoint;
import dev.assay.events.journal.checkpoint.NoteSigner;
import dev.assay.events.journal.checkpoint.NoteVerifier;
import dev.assay.events.journal.checkpoint.SignedNote;
import dev.assay.events.journal.memory.InMemoryJournal;
import dev.assay.events.journal.memory.InMemoryLog;
import dev.assay.events.system.SystemEvent.CheckpointKeyCreated;
import dev.assay.events.system.SystemEvent.TokenKeyCreated;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportTest {

  private static final Instant THEN = Instant.parse("2026-03-04T05:06:07.089Z");
  private static final StreamName A = stream("aaa");
  private static final int LARGE = 300_000;

  @TempDir private Path directory;
  private final InMemoryLog log = new InMemoryLog(new JournalId("exported"), () -> THEN);
  private final InMemoryJournal journal = new InMemoryJournal(log);
  private KeyPair keys = newKeys();

  @BeforeEach
  void history() {
    append(commit(THEN, A, 0));
    append(
        commit(THEN)
            .append(StreamName.SYSTEM, 0, new TokenKeyCreated("k", "RS256", "s", "p", "key-1"))
            .build());
    for (int sequence = 1; sequence < 12; sequence++) {
      append(commit(THEN).append(A, sequence, large(sequence)).build());
    }
    append(
        commit(THEN.plusMillis(7))
            .append(
                StreamName.SYSTEM,
                1,
                new TokenKeyCreated("l", "RS256", "s", "p", "key-2"),
                new CheckpointKeyCreated(new JournalId("exported"), "c", "s", publicKey(), "key-2"))
            .append(stream("bbb"), 0, created("bbb"), updated("bbb"))
            .build());
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private void append(Commit commit) {
    assertThat(journal.append(commit)).isInstanceOf(AppendOutcome.Accepted.class);
  }

  /** So that several parts are needed. */
  private static BucketUpdated large(int seed) {
    StringBuilder text = new StringBuilder(LARGE);
    new Random(seed).ints(LARGE, 'a', 'z' + 1).forEach(c -> text.append((char) c));
    return new BucketUpdated(new BucketId("id-aaa"), text.toString(), null);
  }

  private Path export(long position) throws IOException {
    Path file = directory.resolve("export-" + position);
    Files.write(file, bytes(position));
    return file;
  }

  private byte[] bytes(long position) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Export.of(journal, position, THEN)
        .writeTo(out, Optional.of(note(checkpoint(position)).toString()), done -> {});
    return out.toByteArray();
  }

  private String publicKey() {
    return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
  }

  private Checkpoint checkpoint(long position) {
    return new Checkpoint(
        "assay/journal/exported", position + 1, journal.tree().root(position + 1));
  }

  private SignedNote note(Checkpoint checkpoint) {
    try {
      NoteVerifier verifier = NoteVerifier.of(checkpoint.origin(), keys.getPublic());
      return new NoteSigner(verifier, keys.getPrivate()).sign(checkpoint.text());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<byte[]> records(ExportFile file) {
    List<byte[]> records = new ArrayList<>();
    file.records().forEachRemaining(records::add);
    return records;
  }

  private List<byte[]> original(long position) {
    try (Stream<CommitRecord> records = journal.records(0)) {
      return records.limit(position + 1).map(CommitRecord::bytes).toList();
    }
  }

  private static void check(Path file) throws IOException {
    try (ExportFile opened = ExportFile.open(file)) {
      ExportCheck.check(opened, done -> {});
      opened.checkpoint();
    }
  }

  private static void assertRefused(Path file, String... parts) {
    assertThatThrownBy(() -> check(file))
        .isInstanceOf(ExportRefusedException.class)
        .message()
        .contains(parts)
        .doesNotContain("\n");
  }

  @Test
  void givenAJournal_thenTheFileHoldsItByteForByte() throws IOException {
    try (ExportFile file = ExportFile.open(export(13))) {
      assertThat(file.header().adoption())
          .isEqualTo(
              new Adoption(new JournalId("exported"), 13, journal.tree().root(14).toString()));
      assertThat(file.header().time()).isEqualTo(THEN.plusMillis(7));
      assertThat(file.header().masterKeyId()).contains("key-2");
      assertThat(file.checkpoint()).contains(note(checkpoint(13)).toString());
      assertThat(file.parts()).isGreaterThan(2);
      assertThat(records(file)).containsExactlyElementsOf(original(13));
    }
    check(export(13));
  }

  @Test
  void givenAPosition_thenTheFileHoldsThePrefixAndWhatWasTrueThen() throws IOException {
    Path file = export(12);
    append(commit(THEN.plusMillis(9), A, 12));
    assertThat(bytes(12)).isEqualTo(Files.readAllBytes(file));
    try (ExportFile opened = ExportFile.open(file)) {
      assertThat(opened.header().masterKeyId()).contains("key-1");
      assertThat(opened.header().root()).isEqualTo(journal.tree().root(13).toString());
      assertThat(records(opened)).containsExactlyElementsOf(original(12));
    }
    try (ExportFile first = ExportFile.open(export(0))) {
      assertThat(first.header().masterKeyId()).isEmpty();
    }
    check(export(0));
  }

  @Test
  void givenAPositionThatIsNotThere_thenRefused() {
    for (long position : new long[] {-1, 14, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> Export.of(journal, position, THEN))
          .hasMessage("position: %d (expected: 0..13)", position);
    }
  }

  @Test
  void givenAQuarantine_thenOnlyAnExportFromThenOnHasIt() {
    log.append(new JournalCodec().encode(commit(THEN, A, 99)));
    assertThat(Export.of(journal, 13, THEN).header().quarantined()).isEqualTo(Set.of(A));
    append(commit(THEN, stream("bbb"), 2));
    assertThat(Export.of(journal, 14, THEN).header().quarantined()).isEqualTo(Set.of(A));
    assertThat(Export.of(journal, 12, THEN).header().quarantined()).isEmpty();
  }

  @Nested
  class Damage {

    @Test
    void givenAFileCutAnywhere_thenRefused() throws IOException {
      byte[] whole = bytes(13);
      for (int i = 0; i < 100; i++) {
        int length = (int) ((long) whole.length * i / 100);
        assertCut(Arrays.copyOf(whole, length));
      }
      assertCut(Arrays.copyOf(whole, whole.length - 1));
    }

    private void assertCut(byte[] part) throws IOException {
      assertRefused(Files.write(directory.resolve("cut"), part), "cut, damaged, or no file");
    }

    /** A flip in the archive's own bookkeeping, a time say, changes nothing that counts. */
    @Test
    void givenAFlippedByteAnywhere_thenRefusedOrNothingIsLost() throws IOException {
      byte[] whole = bytes(2);
      Random random = new Random(5);
      int refused = 0;
      for (int i = 0; i < 150; i++) {
        int at = i < 40 ? i : random.nextInt(whole.length);
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        Path file = Files.write(directory.resolve("flipped"), flipped);
        try (ExportFile opened = ExportFile.open(file)) {
          ExportCheck.check(opened, done -> {});
          assertThat(records(opened)).as("flip at %d", at).containsExactlyElementsOf(original(2));
        } catch (ExportRefusedException e) {
          refused++;
        }
      }
      assertThat(refused).isGreaterThan(100);
    }

    @Test
    void givenAFlipAmongTheRecords_thenThePositionIsNamed() throws IOException {
      try (ExportFile file = ExportFile.open(export(13))) {
        assertThat(file.parts()).isGreaterThan(2);
      }
      Archive archive = Archive.read(export(13));
      String part = archive.parts().get(1);
      byte[] changed = archive.content(part);
      changed[9] ^= 1;
      archive.put(part, changed);
      long position = Long.parseLong(part.substring("records/".length()));
      assertThat(position).isPositive();
      assertRefused(archive.write(directory), "records from position " + position + " on: changed");
    }

    @Test
    void givenAnEditedRecordUnderNewSums_thenTheRootShowsIt() throws IOException {
      Archive archive = Archive.read(export(0));
      byte[] edited = new JournalCodec().encode(commit(THEN, A, 0));
      archive.putRecords(0, List.of(edited));
      archive.sumUp();
      assertRefused(archive.write(directory), "positions 0 to 0: root: ", "as the file says");
    }

    @Test
    void givenACheckpointOfSomethingElse_thenRefused() throws IOException {
      Checkpoint right = checkpoint(13);
      assertRefusedWith(
          new Checkpoint("assay/journal/other", 14, right.root()), "origin=assay/journal/other");
      assertRefusedWith(new Checkpoint(right.origin(), 13, right.root()), "size=13");
      assertRefusedWith(
          new Checkpoint(right.origin(), 14, journal.tree().root(13)), "as the records are");
      keys = newKeys();
      assertRefusedWith(right, "not signed by a key of journal exported");
      Archive archive = Archive.read(export(13));
      archive.put("checkpoint", "hello".getBytes(UTF_8));
      archive.sumUp();
      assertRefused(archive.write(directory), "note: ");
    }

    private void assertRefusedWith(Checkpoint checkpoint, String message) throws IOException {
      Archive archive = Archive.read(export(13));
      archive.put("checkpoint", note(checkpoint).toString().getBytes(UTF_8));
      archive.sumUp();
      assertRefused(archive.write(directory), "checkpoint: ", message);
    }

    @Test
    void givenADroppedRecordUnderNewSums_thenThePositionIsNamed() throws IOException {
      Archive archive = Archive.read(export(1));
      archive.putRecords(0, original(0));
      archive.sumUp();
      assertRefused(archive.write(directory), "no part that begins with position 1");
    }

    @Test
    void givenAMissingPart_thenThePositionIsNamed() throws IOException {
      Archive archive = Archive.read(export(13));
      archive.remove(archive.parts().get(1));
      assertRefused(archive.write(directory), "SHA256SUMS lists them");
      archive.sumUp();
      assertRefused(archive.write(directory), "no part that begins with position");
    }

    @Test
    void givenMoreRecordsThanItSays_thenRefused() throws IOException {
      Archive archive = Archive.read(export(1));
      archive.putRecords(0, original(2));
      archive.sumUp();
      assertRefused(archive.write(directory), "bytes after position 1");
      archive.putRecords(0, original(1));
      archive.putRecords(2, List.of(original(2).getLast()));
      archive.sumUp();
      assertRefused(archive.write(directory), "2 parts with records (expected: 1");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "2147483647", "99"})
    void givenALengthThatCannotBe_thenThePositionIsNamed(int length) throws IOException {
      Archive archive = Archive.read(export(0));
      byte[] part = java.nio.ByteBuffer.allocate(20).putInt(length).array();
      archive.put("records/0000000000000000000", part);
      archive.sumUp();
      assertRefused(archive.write(directory), "no whole record at position 0");
    }

    @Test
    void givenARecordThatIsNoCommit_thenThePositionIsNamed() throws IOException {
      Archive archive = Archive.read(export(1));
      byte[] newer = original(1).getLast().clone();
      newer[3] = 9;
      archive.putRecords(0, List.of(original(0).getFirst(), newer));
      archive.sumUp();
      assertRefused(archive.write(directory), "record at position 1", "format: 9", "newer Assay");
      archive.putRecords(0, List.of(original(0).getFirst(), "hello".getBytes(UTF_8)));
      archive.sumUp();
      assertRefused(archive.write(directory), "record at position 1: no commit");
    }

    @Test
    void givenAStranger_thenRefused() throws IOException {
      Archive archive = Archive.read(export(0));
      archive.put("blobs/abc", new byte[] {1});
      assertRefused(archive.write(directory), "blobs/abc: not known here");
      archive.sumUp();
      assertRefused(archive.write(directory), "blobs/abc: not known here");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "\"format\" : 1 | \"format\" : 2 | format: 2 (expected: 1; a newer Assay wrote it",
          "\"position\" : 1 | \"position\" : -1 | position: -1",
          "\"position\" : 1 | \"position\" : \"x\" | position: \"x\"",
          "\"journalId\" : \"exported\" | \"journalId\" : \" \" | journalId",
          "\"journalId\" | \"other\" | journalId",
          "2026-03-04T05 | 2026-03-44T05 | time: 2026-03-44",
          "2026-03-04T05 | 2026-03-04T06 | time: 2026-03-04T05",
          "\"root\" : \" | \"root\" : \"zz | root: zz",
          "\"masterKeyId\" : \"key-1\" | \"masterKeyId\" : \"key-3\" | masterKeyId: key-1"
              + " (expected: key-3",
          "{ | [ | cannot be read",
        })
    void givenAHeaderThatIsNotTrue_thenTheFieldIsNamed(String what, String by, String message)
        throws IOException {
      Archive archive = Archive.read(export(1));
      String header = new String(archive.content("assay-export.json"), UTF_8);
      assertThat(header).contains(what);
      archive.put("assay-export.json", header.replace(what, by).getBytes(UTF_8));
      assertRefused(archive.write(directory), "assay-export.json: changed");
      archive.sumUp();
      assertRefused(archive.write(directory), message);
    }

    @Test
    void givenSomethingElse_thenRefused() throws IOException {
      assertRefused(Files.write(directory.resolve("empty"), new byte[0]), "no file that Assay");
      assertRefused(Files.write(directory.resolve("text"), "hello".getBytes(UTF_8)), "cut");
      assertRefused(Archive.empty().write(directory), "SHA256SUMS: missing");
    }
  }
}
