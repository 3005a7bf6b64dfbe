package dev.assay.projections.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An export takes the same memory however long the log is. */
class AuditExportTest {

  @TempDir private Path directory;

  /** A million rows are some 700 MB as JSON; the heap has 32 MiB. */
  @ParameterizedTest
  @CsvSource({"jsonl, 1000000", "csv, 100000"})
  void givenMoreRowsThanTheHeapHolds_whenExported_thenAllAreGiven(String format, int rows)
      throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ExportInSmallHeap.class.getName(),
                directory.toString(),
                format,
                Integer.toString(rows))
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said).contains(rows + " rows in ");
    assertThat(process.exitValue()).as(said).isZero();
  }
}
