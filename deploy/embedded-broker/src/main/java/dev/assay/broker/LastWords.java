package dev.assay.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka ends the process, without shutdown hooks, when it can no longer keep its promises. This
 * says in one line why, and what to do, before it does.
 */
final class LastWords {

  private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);

  /** With less than this, the disk is what failed. */
  private static final long FULL_BELOW_BYTES = 1L << 20;

  private LastWords() {}

  /** From here on, for the broker whose data lies in the directory. */
  static void prepare(Path dataDirectory) {
    Exit.setHaltProcedure((status, message) -> {
      LOG.error("This process ends, its embedded broker cannot go on: {}", explain(dataDirectory));
      Runtime.getRuntime().halt(status);
    });
  }

  static String explain(Path dataDirectory) {
    return isFull(dataDirectory)
        ? "the disk of " + dataDirectory + " is full; fix: free space, then start again"
        : "the lines above say why; fix: check the disk of " + dataDirectory + ", then start again";
  }

  private static boolean isFull(Path dataDirectory) {
    try {
      return Files.getFileStore(dataDirectory).getUsableSpace() < FULL_BELOW_BYTES;
    } catch (IOException e) {
      LOG.warn("the free space of {} cannot be learnt", dataDirectory, e);
      return false;
    }
  }
}
