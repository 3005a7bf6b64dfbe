package dev.assay.standalone.verify;

import dev.assay.events.export.ExportFile;
import dev.assay.events.export.ExportedRecords;
import dev.assay.events.journal.kafka.TopicRecords;
import dev.assay.events.journal.verification.KeptCheckpoint;
import dev.assay.events.journal.verification.RecordSource;
import dev.assay.standalone.admin.AdminClient;
import dev.assay.standalone.data.DataDirectory;
import dev.assay.standalone.data.ImportStage;
import dev.assay.standalone.start.AssayProperties;
import dev.assay.standalone.start.Broker;
import dev.assay.standalone.start.StartRefusedException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * The records that are to be verified, from wherever they lie, and the checkpoints beside them: an
 * exported file, a Kafka elsewhere, a stopped data directory, or a running one, whose server is
 * asked for an export.
 */
final class OpenedLog implements AutoCloseable {

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /**
   * What was opened.
   *
   * @param beside checkpoints that lie with the records
   */
  record Log(RecordSource records, List<KeptCheckpoint> beside) {}

  /**
   * @throws IOException if it cannot be read
   * @throws RuntimeException what a start throws that cannot be
   */
  Log open(VerifyRequest request, AssayProperties properties)
      throws IOException, InterruptedException {
    if (request.file().isPresent()) {
      return exported(request.file().get().toString(), request.file().get());
    }
    List<KeptCheckpoint> beside =
        KeptFiles.ofInstallation(properties.dataDir().resolve("checkpoints"));
    if (!properties.kafka().embedded()) {
      return new Log(topic(properties.kafka().bootstrapServers(), properties), beside);
    }
    return DataDirectory.inUse(properties.dataDir())
        ? new Log(running(properties.dataDir()), beside)
        : new Log(stopped(properties), beside);
  }

  private Log exported(String name, Path path) throws IOException {
    ExportFile file = keep(ExportFile.open(path));
    return new Log(
        new ExportedRecords(name, file),
        file.checkpoint().isPresent()
            ? List.of(KeptFiles.parse("checkpoint in " + name, file.checkpoint().get()))
            : List.of());
  }

  private RecordSource running(Path directory) throws IOException, InterruptedException {
    Path file = Files.createTempFile("assay-verify", ".zip");
    opened.push(() -> Files.deleteIfExists(file));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      AdminClient.of(directory.resolve("admin.env"), directory.resolve("tls").resolve("ca.pem"))
          .download("/assay/v1/export", out);
    }
    return exported("exported by the running server of " + directory, file).records();
  }

  private RecordSource stopped(AssayProperties properties) {
    if (!Files.isDirectory(properties.dataDir().resolve("broker"))) {
      throw new StartRefusedException(
          "assay.data-dir: %s holds no registry (expected: the directory of one)"
              .formatted(properties.dataDir().toAbsolutePath()),
          "name it with --assay.data-dir=DIRECTORY, or its Kafka with"
              + " --assay.kafka.bootstrap-servers");
    }
    DataDirectory directory = keep(DataDirectory.open(properties.dataDir()));
    new ImportStage(directory).settle();
    Broker broker = keep(Broker.start(properties.kafka(), directory.broker()));
    return topic(broker.bootstrapServers(), properties);
  }

  private RecordSource topic(String bootstrapServers, AssayProperties properties) {
    AssayProperties.Kafka kafka = properties.kafka();
    return keep(TopicRecords.open(bootstrapServers, kafka.topic(), Map.copyOf(kafka.properties())));
  }

  <T extends AutoCloseable> T keep(T resource) {
    opened.push(resource);
    return resource;
  }

  @Override
  public void close() throws IOException {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }
}
