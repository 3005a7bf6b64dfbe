package dev.assay.standalone.verify;

import dev.assay.events.export.ExportRefusedException;
import dev.assay.events.journal.checkpoint.NoteVerifier;
import dev.assay.events.journal.replica.IndexedHashes;
import dev.assay.events.journal.verification.KeptCheckpoint;
import dev.assay.events.journal.verification.KeptHashes;
import dev.assay.events.journal.verification.UnverifiableException;
import dev.assay.events.journal.verification.Verification;
import dev.assay.events.journal.verification.VerificationReport;
import dev.assay.standalone.start.AssayProperties;
import dev.assay.standalone.start.FailureText;
import dev.assay.standalone.start.SettingsReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Replays a journal from its records alone and says whether it fits what was kept. Changes nothing
 * but that it takes the lock of a stopped data directory.
 */
public final class Verifier {

  /** It fits, or there was nothing to compare with. */
  static final int FITS = 0;

  /** It could not be found out. */
  static final int UNKNOWN = 1;

  /** The journal is not what it was. */
  static final int DOES_NOT_FIT = 3;

  /** The journal fits, a checkpoint that was handed in is forged. */
  static final int FORGED = 4;

  private static final long TELL_NANOS = 2_000_000_000L;

  private Verifier() {}

  /**
   * @param settings Spring properties as {@code --name=value}
   * @param json whether to say it to a program
   * @return the exit code: 0 fits, 1 could not be found out, 3 does not fit, 4 a checkpoint is
   *     forged
   */
  public static int run(
      VerifyRequest request, List<String> settings, PrintWriter out, boolean json) {
    PrintStream standardOutput = System.out;
    // What is logged must not get between what a program reads.
    System.setOut(System.err);
    try {
      Optional<AssayProperties> properties = SettingsReader.read(settings);
      if (properties.isEmpty()) {
        return UNKNOWN;
      }
      VerificationReport report = verify(request, properties.get());
      if (json) {
        out.println(ReportJson.of(report));
      } else {
        ReportText.lines(report).forEach(out::println);
      }
      out.flush();
      return code(report);
    } catch (UnverifiableException e) {
      return failed(String.valueOf(e.getMessage()));
    } catch (ExportRefusedException e) {
      return failed("the file is damaged: " + e.getMessage());
    } catch (IOException | UncheckedIOException e) {
      return failed(
          e.getClass() == IOException.class ? String.valueOf(e.getMessage()) : e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("interrupted");
    } catch (RuntimeException e) {
      return failed(FailureText.of(e));
    } finally {
      System.setOut(standardOutput);
    }
  }

  private static int failed(String why) {
    System.err.println("assay verify: " + why);
    return UNKNOWN;
  }

  private static int code(VerificationReport report) {
    if (report.misfit().isPresent()) {
      return DOES_NOT_FIT;
    }
    return report.forged() ? FORGED : FITS;
  }

  private static VerificationReport verify(VerifyRequest request, AssayProperties properties)
      throws IOException, InterruptedException {
    List<NoteVerifier> keys = KeptFiles.keys(request.keys());
    List<KeptCheckpoint> checkpoints =
        new ArrayList<>(KeptFiles.checkpoints(request.checkpoints()));
    List<KeptHashes> hashes = new ArrayList<>();
    if (request.tiles().isPresent()) {
      hashes.add(
          new KeptHashes(
              request.tiles().get().toString(), TileDirectory.open(request.tiles().get())));
    }
    try (OpenedLog opened = new OpenedLog()) {
      OpenedLog.Log log = opened.open(request, properties);
      checkpoints.addAll(log.beside());
      IndexedHashes.open(properties.dataDir().resolve("index"))
          .map(opened::keep)
          .ifPresent(index -> hashes.add(new KeptHashes("the local index", index)));
      return Verification.of(log.records(), checkpoints, keys, hashes, progress());
    }
  }

  private static LongConsumer progress() {
    long[] told = {System.nanoTime()};
    return read -> {
      if (System.nanoTime() - told[0] >= TELL_NANOS) {
        told[0] = System.nanoTime();
        System.err.printf(Locale.ROOT, "verifying: %,d records%n", read);
      }
    };
  }
}
