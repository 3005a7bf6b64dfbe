package dev.assay.events.journal.arbitration;

import dev.assay.events.bucket.BucketEvent.InheritedRevocationEnded;
import dev.assay.events.bucket.BucketEvent.RevocationInherited;
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

  /**
   * The limit for a commit, in bytes: a cascade may be larger, since it must be one commit. So may
   * a late child of a revoked parent that brings descendants of its own.
   */
  public static int limitBytes(Commit commit) {
    return CASCADES.contains(commit.cause()) || descendants(commit) > 0
        ? CASCADE_BYTES
        : ORDINARY_BYTES;
  }

  /** How many descendants inherit a revocation, or are freed of one, by a commit. */
  static long descendants(Commit commit) {
    return commit.appends().stream()
        .flatMap(append -> append.events().stream())
        .filter(event ->
            event instanceof RevocationInherited || event instanceof InheritedRevocationEnded)
        .count();
  }
}
