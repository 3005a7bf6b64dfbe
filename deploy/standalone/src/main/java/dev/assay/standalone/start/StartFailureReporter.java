package dev.assay.standalone.start;

import dev.assay.broker.BrokerStartException;
import dev.assay.command.secrets.SealBrokenException;
import dev.assay.events.journal.JournalRefusedException;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.projections.store.ViewStoreException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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
    // A full disk first: whatever could not be written, space is the fix.
    return diskFull(failure)
        .or(() -> find(failure, StartRefusedException.class).map(StartFailureReporter::refused))
        .or(() -> find(failure, PortInUseException.class).map(StartFailureReporter::portInUse))
        .or(() ->
            find(failure, SealBrokenException.class).map(StartFailureReporter::otherMasterKey))
        .or(() -> find(failure, JournalRefusedException.class).map(e -> e.getMessage() + "."))
        .or(() ->
            find(failure, JournalUnavailableException.class).map(StartFailureReporter::noKafka))
        .or(() -> find(failure, BrokerStartException.class).map(e -> e.getMessage() + "."))
        .or(() -> find(failure, ViewStoreException.class).map(StartFailureReporter::noViews))
        .orElseGet(() -> unexpected(failure));
  }

  private static String portInUse(PortInUseException e) {
    return "server.port: "
        + e.getPort()
        + " is taken by another process. Fix: stop that one, or start with --server.port=ANOTHER.";
  }

  private static String refused(StartRefusedException e) {
    return e.getMessage() + ". Fix: " + e.fix() + ".";
  }

  private static String otherMasterKey(SealBrokenException e) {
    return e.getMessage()
        + ". Fix: copy master.key of the installation that began this journal into assay.data-dir.";
  }

  private static String noKafka(JournalUnavailableException e) {
    return e.getMessage()
        + ". Fix: check that Kafka runs and assay.kafka.bootstrap-servers names it.";
  }

  private static String noViews(ViewStoreException e) {
    return e.getMessage()
        + ". Fix: check that MongoDB runs and assay.mongodb.uri names it; embedded views may be"
        + " deleted, a start builds them anew.";
  }

  private static Optional<String> diskFull(Throwable failure) {
    return causes(failure)
        .map(cause -> String.valueOf(cause.getMessage()))
        .filter(message -> message.toLowerCase(Locale.ROOT).contains("no space left"))
        .findFirst()
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

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> kind) {
    return causes(failure).filter(kind::isInstance).map(kind::cast).findFirst();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }
}
