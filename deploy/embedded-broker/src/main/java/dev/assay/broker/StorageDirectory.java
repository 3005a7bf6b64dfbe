package dev.assay.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * The directory that Kafka keeps its logs in. It is formatted beside its place and then renamed, so
 * that it is either absent or complete, whenever the process ends.
 */
final class StorageDirectory {

  private static final String NAME = "kafka";

  private StorageDirectory() {}

  static Path formatted(Path dataDirectory) throws IOException {
    Path storage = dataDirectory.resolve(NAME);
    if (Files.notExists(storage)) {
      Path unfinished = dataDirectory.resolve(NAME + ".formatting");
      deleteTree(unfinished);
      format(unfinished);
      Files.move(unfinished, storage, StandardCopyOption.ATOMIC_MOVE);
      flush(dataDirectory);
    }
    return storage;
  }

  private static void format(Path directory) throws IOException {
    Files.createDirectories(directory);
    try {
      formatter(directory.toString()).run();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new BrokerStartException("Directory " + directory + " cannot be formatted", e);
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        flush(file);
      }
    }
    flush(directory);
  }

  private static Formatter formatter(String directory) {
    return new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(BrokerProperties.NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setDirectories(List.of(directory))
        .setMetadataLogDirectory(directory);
  }

  private static void flush(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (Files.notExists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
