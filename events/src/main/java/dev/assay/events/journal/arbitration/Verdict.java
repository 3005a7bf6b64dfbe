package dev.assay.events.journal.arbitration;

import dev.assay.events.journal.StreamName;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** What the order of the log makes of a commit. */
public sealed interface Verdict {

  /**
   * It is history and takes the next position.
   *
   * @param time its time: max(at, time of the last accepted one)
   * @param heads the new head of every stream that it moved, by its appends or by a repair
   * @param repaired streams whose quarantine it lifts
   */
  record Accepted(Instant time, Map<StreamName, Long> heads, Set<StreamName> repaired)
      implements Verdict {
    public Accepted {
      heads = Map.copyOf(heads);
      repaired = Set.copyOf(repaired);
    }
  }

  /**
   * It never happened, for every reader alike.
   *
   * @param reason what stood against it
   */
  record Void(Kind kind, String reason) implements Verdict {

    /** Why a commit is void, in the order in which the arbiter asks. */
    public enum Kind {
      /** Its id is among the accepted ones. */
      DUPLICATE,
      /** Its {@code at} is too far from the append time. */
      OUT_OF_TIME,
      /** It repairs what is not quarantined, or to a head that history is already past. */
      INVALID_REPAIR,
      /** A stream that it appends to is quarantined. */
      QUARANTINED,
      /** A stream had moved. */
      CONFLICT
    }
  }

  /**
   * It stands where the commits that were taken over from another journal must stand, and cannot be
   * one of them: the copy is not what its genesis says, and the reader stops before it.
   *
   * @param position the position that it would have had
   * @param reason what stood against it
   */
  record Misfit(long position, String reason) implements Verdict {}

  /**
   * It rests on history that this log does not hold: it is void, and the streams are quarantined.
   *
   * @param streams the streams whose history is missing, at least one
   * @param reason what was found
   */
  record Gap(Set<StreamName> streams, String reason) implements Verdict {
    public Gap {
      streams = Set.copyOf(streams);
    }
  }
}
