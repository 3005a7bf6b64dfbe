package dev.assay.standalone.start;

import dev.assay.broker.BrokerStartException;
import dev.assay.events.export.ExportRefusedException;
import dev.assay.events.journal.JournalRefusedException;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.secrets.SealBrokenException;
import dev.assay.projections.store.ViewStoreException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;

/** Says in one line why something did not work and what to do about it. */
public final class FailureText {

  private static final Logger LOG = LoggerFactory.getLogger(FailureText.class);

  private FailureText() {}

  /** Cause and fix; what nobody foresaw goes to the log as a whole. */
  public static String of(Throwable failure) {
    // A full disk first: whatever could not be written, space is the fix.
    return diskFull(failure)
        .or(() -> find(failure, StartRefusedException.class).map(FailureText::refused))
        .or(() -> find(failure, PortInUseException.class).map(FailureText::portInUse))
        .or(() -> find(failure, SealBrokenException.class).map(FailureText::otherMasterKey))
        .or(() -> find(failure, JournalRefusedException.class).map(e -> e.getMessage() + "."))
        .or(() -> find(failure, JournalUnavailableException.class).map(FailureText::noKafka))
        .or(() -> find(failure, ExportRefusedException.class).map(FailureText::noExport))
        .or(() -> find(failure, BrokerStartException.class).map(e -> e.getMessage() + "."))
        .or(() -> find(failure, ViewStoreException.class).map(FailureText::noViews))
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

  private static String noExport(ExportRefusedException e) {
    return e.getMessage() + ". Fix: use another back-up.";
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
    LOG.error("Failed", failure);
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
