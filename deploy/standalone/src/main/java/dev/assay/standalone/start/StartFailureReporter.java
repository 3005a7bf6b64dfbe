package dev.assay.standalone.start;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Says in one line why Assay does not start and what to do about it. Found by Spring Boot through
 * spring.factories.
 */
final class StartFailureReporter implements SpringBootExceptionReporter {

  private static final Logger LOG = LoggerFactory.getLogger(StartFailureReporter.class);

  /** Spring Boot makes reporters with the context that failed; null if there is none yet. */
  StartFailureReporter(@Nullable ConfigurableApplicationContext context) {}

  @Override
  public boolean reportException(Throwable failure) {
    System.err.println("Assay cannot start: " + explain(failure));
    return true;
  }

  private static String explain(Throwable failure) {
    return find(failure, StartRefusedException.class)
        .map(refused -> refused.getMessage() + ". Fix: " + refused.fix() + ".")
        .or(() -> find(failure, PortInUseException.class).map(StartFailureReporter::portInUse))
        .or(() -> diskFull(failure))
        .orElseGet(() -> unexpected(failure));
  }

  private static String portInUse(PortInUseException e) {
    return "server.port: "
        + e.getPort()
        + " is taken by another process. Fix: stop that one, or start with --server.port=ANOTHER.";
  }

  private static Optional<String> diskFull(Throwable failure) {
    return find(failure, IOException.class)
        .map(e -> String.valueOf(e.getMessage()))
        .filter(message -> message.toLowerCase(Locale.ROOT).contains("no space left"))
        .map(message -> "the disk is full (" + message + "). Fix: free space, then start again.");
  }

  private static String unexpected(Throwable failure) {
    LOG.error("Start failed", failure);
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root + ". The log above says more.";
  }

  private static <T extends Throwable> Optional<T> find(
      @Nullable Throwable failure, Class<T> kind) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (kind.isInstance(e)) {
        return Optional.of(kind.cast(e));
      }
    }
    return Optional.empty();
  }
}
