package dev.assay.events.journal.kafka;

import dev.assay.broker.EmbeddedBroker;
import dev.assay.broker.EmbeddedBrokerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** One broker for all tests of this JVM; every test has topics of its own. */
public final class SharedBroker {

  private static final Path DIRECTORY = temporary("assay-broker");
  private static final EmbeddedBroker BROKER = start();

  private SharedBroker() {}

  /** Where it listens. */
  public static String bootstrapServers() {
    return BROKER.bootstrapServers();
  }

  private static EmbeddedBroker start() {
    EmbeddedBroker broker =
        EmbeddedBroker.start(EmbeddedBrokerConfig.in(DIRECTORY).withForcedFlush(false));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              broker.close();
              delete(DIRECTORY);
            }));
    return broker;
  }

  static Path temporary(String prefix) {
    try {
      return Files.createTempDirectory(prefix);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
