package dev.assay.standalone.transfer;

import dev.assay.events.export.ExportHeader;
import dev.assay.standalone.start.FailureText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.function.LongConsumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the two commands tell while they work, to standard error, and at their end. */
final class Told {

  private static final long EVERY_NANOS = 2_000_000_000L;
  private static final double NANOS = 1e9;
  private static final JsonMapper JSON = new JsonMapper();

  private Told() {}

  /** Tells now and then how far something has come. */
  static LongConsumer progress(String what, long of) {
    long[] told = {System.nanoTime()};
    return done -> {
      if (System.nanoTime() - told[0] >= EVERY_NANOS) {
        told[0] = System.nanoTime();
        System.err.printf(
            Locale.ROOT, "%s: %,d of %,d commits (%d %%)%n", what, done, of, 100 * done / of);
      }
    };
  }

  static double secondsSince(long startNanos) {
    return (System.nanoTime() - startNanos) / NANOS;
  }

  /** What a file holds, for programs. */
  static ObjectNode json(ExportHeader header) {
    ObjectNode json = JSON.createObjectNode();
    json.put("journalId", header.journalId().value());
    json.put("position", header.position());
    json.put("commits", header.commits());
    json.put("time", header.time().toString());
    json.put("root", header.root());
    header.masterKeyId().ifPresent(id -> json.put("masterKeyId", id));
    header.quarantined().forEach(stream -> json.withArray("quarantined").add(stream.value()));
    return json;
  }

  /** What whoever keeps or takes a file must know beside the file. */
  static void warn(ExportHeader header) {
    header
        .quarantined()
        .forEach(stream ->
            System.err.printf(
                "warning: stream %s is quarantined, part of its history is missing; it stays so in"
                    + " a copy%n",
                stream));
  }

  static void print(PrintWriter out, Object line) {
    out.println(line);
    out.flush();
  }

  /** Says why it did not work, and answers the exit code. */
  static int failed(String command, Exception failure) {
    String why =
        failure instanceof IOException || failure instanceof UncheckedIOException
            ? ioText(failure)
            : FailureText.of(failure);
    System.err.println("assay " + command + ": " + why);
    return 1;
  }

  private static String ioText(Throwable failure) {
    return switch (failure) {
      case UncheckedIOException e when e.getCause() != null -> ioText(e.getCause());
      case FileAlreadyExistsException e -> e.getMessage() + " is there already";
      case NoSuchFileException e -> e.getMessage() + " is not there";
      case AccessDeniedException e -> e.getMessage() + ": this user may not";
      case ConnectException _ -> "the server does not answer; is it still starting?";
      default ->
          failure.getClass() == IOException.class
              ? String.valueOf(failure.getMessage())
              : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    };
  }
}
