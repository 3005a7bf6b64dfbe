package dev.assay.standalone.http;

import static dev.assay.standalone.http.Fixtures.newBucket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.export.ExportCheck;
import dev.assay.events.export.ExportFile;
import dev.assay.events.export.ExportHeader;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordedCommit;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The journal as a file, from a server that goes on answering. */
class ExportCallsTest {

  private static final String EXPORT = "//assay/v1/export";

  @TempDir private Path directory;
  private final RegistryServer server = RegistryServer.shared();

  private ExportHeader download(String query) throws Exception {
    Path file = directory.resolve("export.zip");
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<Path> response =
          http.send(server.owner().request(EXPORT + query).build(), BodyHandlers.ofFile(file));
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type")).contains("application/zip");
      ExportHeader header = check(file);
      assertThat(response.headers().firstValueAsLong("Assay-Position")).hasValue(header.position());
      assertThat(response.headers().firstValue("Content-Disposition").orElseThrow())
          .contains("assay-" + header.journalId() + "-" + header.position() + ".zip");
      return header;
    }
  }

  private static ExportHeader check(Path file) throws IOException {
    try (ExportFile exported = ExportFile.open(file)) {
      ExportCheck.check(exported, done -> {});
      assertThat(exported.checkpoint().orElseThrow())
          .startsWith(
              "assay/journal/%s\n%d\n"
                  .formatted(exported.header().journalId(), exported.header().commits()));
      return exported.header();
    }
  }

  private static Instant time(Journal journal, long position) {
    try (Stream<RecordedCommit> commits = journal.cursor(position)) {
      return commits.findFirst().orElseThrow().time();
    }
  }

  @Test
  void givenAWriteThatWasAnswered_whenExported_thenItIsInTheFile() throws Exception {
    newBucket(server.contributor());
    long end = server.journal().end();
    ExportHeader header = download("");
    assertThat(header.position()).isGreaterThanOrEqualTo(end);
    assertThat(header.root())
        .isEqualTo(server.journal().tree().root(header.position() + 1).toString());
  }

  @Test
  void givenWritersAtTheSameTime_thenTheFileIsOfOneMoment() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              while (!enough.get()) {
                newBucket(server.contributor());
              }
            });
    try {
      for (int round = 0; round < 5; round++) {
        download("");
      }
    } finally {
      enough.set(true);
      writer.join();
    }
  }

  @Test
  void givenAPositionOrAnInstant_thenTheFileEndsThere() throws Exception {
    newBucket(server.contributor());
    assertThat(download("?as_of=position:0").position()).isZero();
    Instant first = time(server.journal(), 0);
    ExportHeader dated = download("?as_of=" + first);
    assertThat(dated.position()).isEqualTo(server.journal().positionAt(first).orElseThrow());
    assertThat(download("?as_of=" + Instant.now()).position()).isEqualTo(server.journal().end());
  }

  @ParameterizedTest
  @CsvSource({
    "yesterday, RFC 3339",
    "position:, position:N",
    "position:-1, position:N",
    "position:01, position:N",
    "position:99999999999, 'not beyond position:'",
    "position:9999999999999999999999, position:N",
    "2020-01-01T00:00:00Z, not before the registry began",
    "2999-01-01T00:00:00Z, not later than now",
    "'', RFC 3339",
  })
  void givenNoSuchMoment_thenRefusedWithTheField(String asOf, String expected) {
    assertThat(server.owner().get(EXPORT + "?as_of=" + asOf).refused(400, 3).text("/message"))
        .startsWith("as_of: ")
        .contains(expected);
  }
}
