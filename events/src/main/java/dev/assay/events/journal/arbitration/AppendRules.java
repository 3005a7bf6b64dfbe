package dev.assay.events.journal.arbitration;

import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a writer makes of its commit before it is sent and after it was judged, the same for every
 * kind of journal. Pure: safe for use by many threads.
 */
public final class AppendRules {

  private AppendRules() {}

  /**
   * The outcome that is certain without sending, empty if the commit must be sent to know. What
   * looks like lost history is sent: the log decides, so that every reader learns of it.
   *
   * @param state what this instance has read, which only grows
   * @param recordBytes size of the encoded commit
   */
  public static Optional<AppendOutcome> beforeSend(
      ArbitrationState state, Commit commit, int recordBytes) {
    Optional<AcceptedId> earlier = state.accepted(commit.id());
    if (earlier.isPresent()) {
      return Optional.of(repeated(earlier.get(), commit));
    }
    return tooLarge(commit, recordBytes)
        .<AppendOutcome>map(refused -> refused)
        .or(() -> certain(new Judgement(state, commit).verdict()));
  }

  /** Heads only grow, so a conflict stays one; a quarantine is taken as this instance knows it. */
  private static Optional<AppendOutcome> certain(Verdict verdict) {
    if (!(verdict instanceof Verdict.Void no)) {
      return Optional.empty();
    }
    return switch (no.kind()) {
      case CONFLICT -> Optional.of(new AppendOutcome.Conflict(no.reason()));
      case QUARANTINED -> Optional.of(new AppendOutcome.Refused(no.reason()));
      case DUPLICATE, OUT_OF_TIME, INVALID_REPAIR -> Optional.empty();
    };
  }

  /**
   * The outcome of a commit that was sent and judged.
   *
   * @param state what this instance had read when the verdict fell, this commit included if it was
   *     accepted
   */
  public static AppendOutcome afterVerdict(ArbitrationState state, Commit commit, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Accepted accepted -> first(state, commit);
      case Verdict.Gap gap -> new AppendOutcome.Refused(gapMessage(gap));
      case Verdict.Misfit misfit -> new AppendOutcome.Refused(misfit.reason());
      case Verdict.Void no ->
          switch (no.kind()) {
            case DUPLICATE -> repeated(known(state, commit), commit);
            case OUT_OF_TIME -> new AppendOutcome.Expired(no.reason());
            case INVALID_REPAIR, QUARANTINED -> new AppendOutcome.Refused(no.reason());
            case CONFLICT -> new AppendOutcome.Conflict(no.reason());
          };
    };
  }

  private static AppendOutcome first(ArbitrationState state, Commit commit) {
    AcceptedId accepted = known(state, commit);
    return new AppendOutcome.Accepted(accepted.position(), accepted.time(), false);
  }

  private static AcceptedId known(ArbitrationState state, Commit commit) {
    return state
        .accepted(commit.id())
        .orElseThrow(() ->
            new IllegalStateException(
                "id: " + commit.id() + " unknown (expected: accepted before)"));
  }

  private static AppendOutcome repeated(AcceptedId earlier, Commit commit) {
    return earlier.requestHash().equals(commit.requestHash())
        ? new AppendOutcome.Accepted(earlier.position(), earlier.time(), true)
        : new AppendOutcome.IdReused(earlier.position());
  }

  /**
   * Why a commit is too large, empty if it is not.
   *
   * @param recordBytes size of the encoded commit
   */
  public static Optional<AppendOutcome.Refused> tooLarge(Commit commit, int recordBytes) {
    int limit = CommitLimits.limitBytes(commit);
    return recordBytes <= limit
        ? Optional.empty()
        : Optional.of(
            new AppendOutcome.Refused(
                "commit: %d bytes with %d events, %d of them about descendants (expected: at most %d bytes)"
                    .formatted(
                        recordBytes,
                        commit.appends().stream().mapToInt(append -> append.events().size()).sum(),
                        CommitLimits.descendants(commit),
                        limit),
                true));
  }

  private static String gapMessage(Verdict.Gap gap) {
    return gap.reason()
        + "; "
        + gap.streams().stream()
            .sorted()
            .map(Quarantine::message)
            .collect(Collectors.joining("; "));
  }
}
