package dev.assay.standalone.atomicity;

import dev.assay.broker.EmbeddedBroker;
import dev.assay.broker.EmbeddedBrokerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** One broker for the tests of this package; each has a topic of its own. */
final class SharedBroker {

  private static final Path DIRECTORY = directory();
  private static final EmbeddedBroker BROKER = start();

  private SharedBroker() {}

  static String bootstrapServers() {
    return BROKER.bootstrapServers();
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("assay-broker");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedBroker start() {
    EmbeddedBroker broker =
        EmbeddedBroker.start(EmbeddedBrokerConfig.in(DIRECTORY).withForcedFlush(false));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              broker.close();
              delete();
            }));
    return broker;
  }

  private static void delete() {
    try {
      FileSystemUtils.deleteRecursively(DIRECTORY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
