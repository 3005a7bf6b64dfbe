package dev.assay.events.journal.arbitration;

import dev.assay.events.journal.Commit;
import dev.assay.events.journal.arbitration.Verdict.Void;
import dev.assay.events.journal.arbitration.Verdict.Void.Kind;
import dev.assay.events.system.SystemEvent.StreamRepaired;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides, from nothing but the records before it, whether a commit is part of history. Every
 * reader applies it to the same order, so all agree (the idea is Tango's, SOSP '13). It knows no
 * clock: all time comes with the record.
 *
 * <p>The questions, in this order; the first that fails decides:
 *
 * <ol>
 *   <li>Is its id new? Else void as a duplicate: a resent copy must always learn that the first one
 *       counts.
 *   <li>Is {@code at} within [append time − 10 s, append time + 2 s], both ends included? Else
 *       void. Asked before anything about streams, so that an old record that is appended again
 *       says nothing about lost history.
 *   <li>Does every {@link StreamRepaired} in its append to the system stream name a quarantined
 *       stream and a head that history is not past? Else void. From here on the repaired streams
 *       count as repaired.
 *   <li>Is no stream that it appends to quarantined? Else void. Expecting a quarantined stream is
 *       allowed: what is known of it still stands.
 *   <li>Is no {@code firstSequence} beyond head + 1 and no expected sequence beyond the head? Else
 *       history was lost: void, and every such stream is quarantined. Asked before conflicts, so
 *       that a conflict elsewhere does not hide it.
 *   <li>Is each {@code firstSequence} head + 1 and each expected stream at its sequence? Else void
 *       as a conflict.
 * </ol>
 *
 * <p>In a copy of another journal (design §3) the commits up to the adopted position were judged
 * long ago, in the topic that they come from. Of that topic neither the append times nor the void
 * records were taken over, and the latter are what a quarantine rests on: the second and the fourth
 * question are not asked, and a repair needs no quarantine. A commit that fails another question
 * cannot have been accepted there: it is a misfit, but for a repeated id, which is void as always.
 *
 * <p>Pure and without state: safe for use by many threads.
 */
public final class Arbiter {

  /** How far {@code at} may be behind the append time. */
  public static final Duration MAX_BEHIND = Duration.ofSeconds(10);

  /** How far {@code at} may be ahead of the append time. */
  public static final Duration MAX_AHEAD = Duration.ofSeconds(2);

  private final long adoptedTo;

  /** For a journal that began with nothing. */
  public Arbiter() {
    this(-1);
  }

  /**
   * @param adoptedTo the last position that was taken over from another journal, −1 for none
   */
  public Arbiter(long adoptedTo) {
    this.adoptedTo = adoptedTo;
  }

  /**
   * Judges a commit.
   *
   * @param state what the records before it came to
   * @param appendTime the broker's time of the record, ms
   */
  public Verdict judge(ArbitrationState state, Commit commit, Instant appendTime) {
    Optional<AcceptedId> earlier = state.accepted(commit.id());
    if (earlier.isPresent()) {
      return new Void(
          Kind.DUPLICATE,
          "id: " + commit.id() + " was accepted at position " + earlier.get().position());
    }
    if (state.position() < adoptedTo) {
      return adopt(state, commit);
    }
    return outOfTime(commit, appendTime).orElseGet(() -> new Judgement(state, commit).verdict());
  }

  private static Verdict adopt(ArbitrationState state, Commit commit) {
    return switch (Judgement.ofAdopted(state, commit).verdict()) {
      case Verdict.Void(var kind, var reason) -> new Verdict.Misfit(state.position() + 1, reason);
      case Verdict.Gap(var streams, var reason) -> new Verdict.Misfit(state.position() + 1, reason);
      case Verdict.Accepted accepted -> accepted;
      case Verdict.Misfit misfit -> misfit;
    };
  }

  private static Optional<Verdict> outOfTime(Commit commit, Instant appendTime) {
    long aheadMillis = commit.at().toEpochMilli() - appendTime.toEpochMilli();
    if (-aheadMillis <= MAX_BEHIND.toMillis() && aheadMillis <= MAX_AHEAD.toMillis()) {
      return Optional.empty();
    }
    return Optional.of(
        new Void(
            Kind.OUT_OF_TIME,
            "at: %s is %d ms %s the append time %s (expected: at most %d ms behind, %d ms ahead)"
                .formatted(
                    commit.at(),
                    Math.abs(aheadMillis),
                    aheadMillis < 0 ? "behind" : "ahead of",
                    appendTime,
                    MAX_BEHIND.toMillis(),
                    MAX_AHEAD.toMillis())));
  }
}
