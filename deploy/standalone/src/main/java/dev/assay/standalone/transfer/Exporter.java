package dev.assay.standalone.transfer;

import dev.assay.events.export.Export;
import dev.assay.events.export.ExportHeader;
import dev.assay.standalone.admin.AdminClient;
import dev.assay.standalone.data.DataDirectory;
import dev.assay.standalone.start.AssayProperties;
import dev.assay.standalone.start.SettingsReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes the journal of a registry to a file: asks the server where one runs on the data directory,
 * else reads the journal itself under the directory's lock.
 */
public final class Exporter {

  private static final String CALL = "/assay/v1/export";
  private static final int BUFFER_BYTES = 1 << 18;

  private final ExportRequest request;
  private final AssayProperties properties;
  private final OutputStream standardOutput;

  private Exporter(ExportRequest request, AssayProperties properties, OutputStream standardOutput) {
    this.request = request;
    this.properties = properties;
    this.standardOutput = standardOutput;
  }

  /**
   * @param settings Spring properties as {@code --name=value}
   * @param out where to say what was written
   * @param json whether to say it to a program
   * @return the exit code: 0 if the file is there and was read back, 1 if not (the cause was
   *     printed)
   */
  public static int run(
      ExportRequest request, List<String> settings, PrintWriter out, boolean json) {
    PrintStream standardOutput = System.out;
    // What is logged must not get into the file, or between what a program reads.
    System.setOut(System.err);
    try {
      Optional<AssayProperties> properties = SettingsReader.read(settings);
      if (properties.isEmpty()) {
        return 1;
      }
      new Exporter(request, properties.get(), standardOutput).run(out, json);
      return 0;
    } catch (IOException | RuntimeException e) {
      return Told.failed("export", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Told.failed("export", new IOException("interrupted"));
    } finally {
      System.setOut(standardOutput);
    }
  }

  private void run(PrintWriter out, boolean json) throws IOException, InterruptedException {
    if (request.toStandardOutput()) {
      write(standardOutput);
      standardOutput.flush();
      return;
    }
    long start = System.nanoTime();
    try (ExportTarget target = ExportTarget.open(request.path(), request.force())) {
      try (OutputStream file =
          new BufferedOutputStream(Files.newOutputStream(target.path()), BUFFER_BYTES)) {
        write(file);
      }
      report(target.finish(), Told.secondsSince(start), out, json);
    }
  }

  private void report(ExportHeader header, double seconds, PrintWriter out, boolean json)
      throws IOException {
    Path file = request.path().toAbsolutePath();
    long bytes = Files.size(file);
    Told.warn(header);
    Told.print(
        out,
        json
            ? Told.json(header).put("file", file.toString()).put("bytes", bytes)
            : String.format(
                Locale.ROOT,
                "Exported journal %s, positions 0 to %d (%s), root %s, to %s: %,d bytes, %.1f s.%s",
                header.journalId(),
                header.position(),
                header.time(),
                header.root(),
                file,
                bytes,
                seconds,
                header
                    .masterKeyId()
                    .map(id -> " Keep master.key (" + id + ") with it, elsewhere.")
                    .orElse("")));
  }

  private void write(OutputStream out) throws IOException, InterruptedException {
    if (DataDirectory.inUse(properties.dataDir())) {
      askServer(out);
    } else {
      readJournal(out);
    }
  }

  private void askServer(OutputStream out) throws IOException, InterruptedException {
    Path directory = properties.dataDir();
    String query =
        request
            .asOf()
            .map(point -> "?as_of=" + URLEncoder.encode(point, StandardCharsets.UTF_8))
            .orElse("");
    AdminClient.of(directory.resolve("admin.env"), directory.resolve("tls").resolve("ca.pem"))
        .download(CALL + query, out);
  }

  private void readJournal(OutputStream out) throws IOException {
    try (StoppedRegistry registry = StoppedRegistry.open(properties)) {
      Instant now = Clock.systemUTC().instant();
      long position =
          new ExportPoint(registry.journal(), now)
              .position(request.asOf())
              .orElseThrow(refusal -> new IOException(refusal.message()));
      Export export = Export.of(registry.journal(), position, now);
      export.writeTo(
          out,
          registry.checkpoint(export.header()),
          Told.progress("exporting", export.header().commits()));
    }
  }
}
