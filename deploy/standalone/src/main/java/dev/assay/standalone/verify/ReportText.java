package dev.assay.standalone.verify;

import dev.assay.events.journal.verification.CheckedCheckpoint;
import dev.assay.events.journal.verification.CheckedCheckpoint.Result;
import dev.assay.events.journal.verification.CheckedCheckpoint.Signature;
import dev.assay.events.journal.verification.Misfit;
import dev.assay.events.journal.verification.VerificationReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report for people. */
final class ReportText {

  private static final int SHOWN = 20;

  private ReportText() {}

  static List<String> lines(VerificationReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: journal %s, %d commits%s, root %s"
            .formatted(
                report.source(),
                report.identity().journal(),
                report.size(),
                report.time().map(ReportText::until).orElse(""),
                report.root()));
    report
        .identity()
        .adopts()
        .ifPresent(adopts ->
            lines.add(
                "positions 0 to %d were taken over from journal %s"
                    .formatted(adopts.position(), adopts.journalId())));
    checkpoints(report, lines);
    report.repeats().stream()
        .limit(SHOWN)
        .map(repeat ->
            "note: the record at offset %d repeats position %d; every reader passes over it"
                .formatted(repeat.offset(), repeat.position()))
        .forEach(lines::add);
    report.notes().stream().limit(SHOWN).map("note: "::concat).forEach(lines::add);
    lines.add(verdict(report));
    return lines;
  }

  private static String until(Instant time) {
    return " up to " + time;
  }

  /** Those that fit are many and alike: the largest stands for them. */
  private static void checkpoints(VerificationReport report, List<String> lines) {
    List<CheckedCheckpoint> fitting =
        report.checkpoints().stream().filter(one -> one.result() == Result.FITS).toList();
    if (!fitting.isEmpty()) {
      long unsigned =
          fitting.stream().filter(one -> one.signature() == Signature.NOT_CHECKED).count();
      lines.add(
          "%d checkpoints fit, the largest over the first %d commits%s"
              .formatted(
                  fitting.size(),
                  report.confirmed(),
                  unsigned == 0
                      ? ", all signed by the given key"
                      : "; " + unsigned + " signatures not checked, no --verifier-key of theirs"));
    }
    report.checkpoints().stream()
        .filter(one -> one.result() != Result.FITS)
        .limit(SHOWN)
        .map(one ->
            "%s %s: size %d, %s"
                .formatted(
                    one.result() == Result.DOES_NOT_FIT ? "does not fit:" : "not counted:",
                    one.kept().name(),
                    one.kept().checkpoint().size(),
                    one.message()))
        .forEach(lines::add);
  }

  private static String verdict(VerificationReport report) {
    if (report.misfit().isPresent()) {
      return wrong(report.misfit().get());
    }
    if (report.confirmed() == 0) {
      return "Nothing to compare with: no checkpoint was kept. Keep this root, or a checkpoint.";
    }
    String open =
        report.confirmed() == report.size()
            ? ""
            : "; positions %d to %d are in no checkpoint yet"
                .formatted(report.confirmed(), report.size() - 1);
    return (report.forged() ? "A CHECKPOINT IS FORGED. The journal fits the others" : "It fits")
        + ": positions 0 to "
        + (report.confirmed() - 1)
        + open
        + ".";
  }

  private static String wrong(Misfit misfit) {
    String where =
        misfit.exact()
            ? "position " + misfit.from()
            : "one of the positions " + misfit.from() + " to " + misfit.to();
    return "IT DOES NOT FIT. The first wrong position is %s (%s): %s."
        .formatted(where, misfit.kind().name().toLowerCase(Locale.ROOT), misfit.message());
  }
}
