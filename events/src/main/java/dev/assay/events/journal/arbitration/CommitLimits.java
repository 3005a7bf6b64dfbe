package dev.assay.events.journal.arbitration;

import dev.assay.events.journal.Commit;
import java.util.Set;

/** How large a record may be. Writers keep to it; readers take what the topic took. */
public final class CommitLimits {

  /** Limit of an ordinary commit's record, in bytes: 900 KiB. */
  public static final int ORDINARY_BYTES = 900 * 1024;

  /** Limit of a cascade's record, in bytes: 14 MiB, with room below the topic's 16 MiB. */
  public static final int CASCADE_BYTES = 14 * 1024 * 1024;

  private static final Set<String> CASCADES = Set.of("RevokeIteration", "RestoreIteration");

  private CommitLimits() {}

  /** The limit for a commit, in bytes: a cascade may be larger, since it must be one commit. */
  public static int limitBytes(Commit commit) {
    return CASCADES.contains(commit.cause()) ? CASCADE_BYTES : ORDINARY_BYTES;
  }
}
