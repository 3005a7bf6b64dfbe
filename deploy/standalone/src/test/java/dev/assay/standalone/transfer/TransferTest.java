package dev.assay.standalone.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.export.Export;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.CommitRecord;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.RequestInfo;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.memory.InMemoryJournal;
import dev.assay.events.journal.memory.InMemoryLog;
import dev.assay.events.system.SystemEvent.TokenKeyCreated;
import dev.assay.standalone.credentials.MasterKeyFile;
import dev.assay.standalone.start.SettingsReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files into data directories and out of them, on disk and with the embedded broker. */
class TransferTest {

  private static final int COMMITS = 20;

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path masterKey = Path.of("");
  private String masterKeyId = "";
  private Path file = Path.of("");

  @BeforeEach
  void exportedRegistry() throws IOException {
    masterKey = directory.resolve("kept.key");
    masterKeyId = MasterKeyFile.open(masterKey, Optional.empty()).id();
    file = directory.resolve("backup.zip");
    try (Journal journal = journal();
        OutputStream to = Files.newOutputStream(file)) {
      Export.of(journal, COMMITS - 1, Instant.now()).writeTo(to, Optional.empty(), done -> {});
    }
  }

  private Journal journal() {
    Journal journal =
        new InMemoryJournal(new InMemoryLog(new JournalId("exported"), InstantSource.system()));
    for (int i = 0; i < COMMITS; i++) {
      assertThat(journal.append(commit(i))).isInstanceOf(AppendOutcome.Accepted.class);
    }
    return journal;
  }

  private Commit commit(int sequence) {
    return new Commit(
        new CommitId(UUID.randomUUID().toString()),
        "00".repeat(32),
        null,
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        Actor.system("test"),
        "CreateTokenKey",
        new RequestInfo("request", null, null),
        List.of(
            new Append(
                StreamName.SYSTEM,
                sequence,
                List.of(new TokenKeyCreated("key-" + sequence, "RS256", "s", "p", masterKeyId)))),
        List.of());
  }

  private Path data(String name) {
    return directory.resolve(name);
  }

  private int importInto(Path data, Path from, Optional<Path> key) {
    return told(() ->
        Importer.run(
            new ImportRequest(from, key), settings(data), new PrintWriter(out, true), true));
  }

  private int export(Path data, String to, Optional<String> asOf, boolean force) {
    return told(() ->
        Exporter.run(
            new ExportRequest(to, asOf, force), settings(data), new PrintWriter(out, true), true));
  }

  private static List<String> settings(Path data) {
    return List.of("--assay.data-dir=" + data);
  }

  private interface Command {
    int run();
  }

  private int told(Command command) {
    out.getBuffer().setLength(0);
    err.reset();
    PrintStream before = System.err;
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      return command.run();
    } finally {
      System.setErr(before);
    }
  }

  private JsonNode answer() {
    return new JsonMapper().readTree(out.toString());
  }

  private void assertRefused(int code, String... parts) {
    assertThat(code).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString(StandardCharsets.UTF_8).lines().filter(l -> l.startsWith("assay ")))
        .singleElement()
        .asString()
        .contains(parts);
  }

  private static List<CommitRecord> records(Path data) {
    try (StoppedRegistry registry =
            StoppedRegistry.open(SettingsReader.read(settings(data)).orElseThrow());
        Stream<CommitRecord> records = registry.journal().records(0)) {
      return records.toList();
    }
  }

  @Test
  void givenAFile_whenImportedAndExportedAgain_thenTheRecordsAreTheSame() throws IOException {
    Path data = data("restored");
    assertThat(importInto(data, file, Optional.of(masterKey))).as(err.toString()).isZero();
    assertThat(answer().path("journalId").asString()).isEqualTo("exported");
    assertThat(answer().path("commits").asInt()).isEqualTo(COMMITS);
    assertThat(Files.readString(data.resolve("master.key"))).isEqualTo(Files.readString(masterKey));
    assertThat(data.resolve("import")).doesNotExist();
    String root = answer().path("root").asString();

    String again = directory.resolve("again.zip").toString();
    assertThat(export(data, again, Optional.empty(), false)).as(err.toString()).isZero();
    assertThat(answer().path("root").asString()).isEqualTo(root);
    assertThat(answer().path("journalId").asString()).isNotEqualTo("exported");
    assertThat(answer().path("masterKeyId").asString()).isEqualTo(masterKeyId);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(again))))
        .isEqualTo("rw-------");

    assertRefused(export(data, again, Optional.empty(), false), again, "is there already");
    assertThat(export(data, again, Optional.of("position:4"), true)).isZero();
    Path second = data("second");
    assertThat(importInto(second, Path.of(again), Optional.of(masterKey))).isZero();
    List<CommitRecord> all = records(data);
    List<CommitRecord> some = records(second);
    assertThat(all).hasSize(COMMITS);
    assertThat(some).hasSize(5);
    for (int i = 0; i < some.size(); i++) {
      assertThat(some.get(i).bytes()).isEqualTo(all.get(i).bytes());
      assertThat(some.get(i).entry()).isEqualTo(all.get(i).entry());
    }
    assertRefused(
        export(data, again, Optional.of("position:20"), true),
        "as_of: position:20 (expected: not beyond position:19, the end of the journal)");
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left.filter(path -> path.toString().endsWith(".new"))).isEmpty();
    }
  }

  @Test
  void givenNoRegistry_whenExported_thenRefusedAndNothingIsBegun() {
    assertRefused(
        export(data("none"), directory.resolve("x.zip").toString(), Optional.empty(), false),
        "holds no registry");
    assertThat(data("none")).doesNotExist();
    assertThat(directory.resolve("x.zip")).doesNotExist();
  }

  @Nested
  class Refused {

    private void assertNothingWritten(Path data) throws IOException {
      try (Stream<Path> files = Files.list(data)) {
        assertThat(files.map(path -> String.valueOf(path.getFileName())))
            .isSubsetOf("lock", "master.key");
      }
    }

    @Test
    void givenNoMasterKey_thenItsIdIsNamed() throws IOException {
      assertRefused(
          importInto(data("restored"), file, Optional.empty()),
          "master.key: not there (expected: master key " + masterKeyId,
          "--master-key=FILE");
      assertNothingWritten(data("restored"));
    }

    @Test
    void givenAnotherMasterKey_thenBothIdsAreNamed() throws IOException {
      Path other = directory.resolve("other.key");
      String otherId = MasterKeyFile.open(other, Optional.empty()).id();
      assertRefused(
          importInto(data("restored"), file, Optional.of(other)),
          "holds master key " + otherId + " (expected: master key " + masterKeyId);
      Files.copy(other, data("restored").resolve("master.key"));
      assertRefused(importInto(data("restored"), file, Optional.of(masterKey)), otherId);
      assertNothingWritten(data("restored"));
    }

    @Test
    void givenADamagedFile_thenItIsNamedWithThePosition() throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      Path cut = Files.write(directory.resolve("cut.zip"), Arrays.copyOf(bytes, bytes.length / 2));
      assertRefused(
          importInto(data("restored"), cut, Optional.of(masterKey)),
          "cut.zip: no end of an archive");
      bytes[bytes.length / 2] ^= 1;
      Path flipped = Files.write(directory.resolve("flipped.zip"), bytes);
      assertRefused(
          importInto(data("restored"), flipped, Optional.of(masterKey)),
          "flipped.zip: records from position 0 on");
      assertRefused(
          importInto(data("restored"), directory.resolve("none.zip"), Optional.of(masterKey)),
          "none.zip is not there");
      assertNothingWritten(data("restored"));
    }

    @Test
    void givenADataDirectoryThatHoldsSomething_thenItIsNamed() throws IOException {
      for (String name : List.of("broker", "index", "views", "stranger")) {
        Files.createDirectories(data(name).resolve(name));
        assertRefused(
            importInto(data(name), file, Optional.of(masterKey)),
            "holds " + name + " (expected: nothing but master.key",
            "--assay.data-dir=");
      }
    }

    @Test
    void givenAnImportThatWasCutOff_thenOnlyAnotherImportGoesOn() throws IOException {
      Path data = data("restored");
      Files.createDirectories(data.resolve("import/broker/kafka"));
      Files.writeString(data.resolve("import/broker/kafka/half"), "half");
      Files.createDirectories(data.resolve("import/index"));
      String to = directory.resolve("x.zip").toString();
      assertRefused(export(data, to, Optional.empty(), false), "holds no registry");
      assertThat(importInto(data, file, Optional.of(masterKey))).as(err.toString()).isZero();
      assertThat(data.resolve("import")).doesNotExist();
      assertThat(records(data)).hasSize(COMMITS);
    }
  }
}
