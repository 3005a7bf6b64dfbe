package dev.assay.projections.iteration;

import dev.assay.events.bucket.BucketId;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.TemplateType;
import dev.assay.projections.revocation.RevocationFold;
import dev.assay.projections.revocation.RevocationRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A living iteration with its builds, in the order in which these were created.
 *
 * @param number 0 until it is complete, then the bucket's next number
 * @param author name of who created it
 * @param hasDescendants whether another iteration was built from it
 * @param revocations its own, if there is one, then the inherited ones, at most one from each
 *     ancestor
 * @param updatedAt time of the last event of it or of one of its builds; assigning a channel does
 *     not change it
 * @param lastPosition position of the last event that changed what an answer shows of it: a further
 *     child changes nothing
 */
public record IterationRecord(
    IterationId id,
    BucketId bucketId,
    Fingerprint fingerprint,
    int number,
    TemplateType templateType,
    String author,
    List<BuildRecord> builds,
    boolean hasDescendants,
    List<RevocationRecord> revocations,
    Instant createdAt,
    Instant updatedAt,
    long lastPosition) {

  /**
   * Whether every build that was registered is done: it has its number, and channels may point at
   * it.
   */
  public boolean published() {
    return number > 0;
  }

  /** The revocation that counts: the earliest. */
  public Optional<RevocationRecord> revocation() {
    return RevocationFold.shown(revocations);
  }

  /** {@code v0} until it is complete, then {@code v} and its number. */
  public String name() {
    return name(number);
  }

  public static String name(int number) {
    return "v" + number;
  }

  public Optional<BuildRecord> build(BuildId id) {
    return builds.stream().filter(build -> build.id().equals(id)).findFirst();
  }
}
