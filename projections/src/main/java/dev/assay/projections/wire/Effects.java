package dev.assay.projections.wire;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.InheritedRevocationEnded;
import dev.assay.events.bucket.BucketEvent.RevocationInherited;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.StreamName;
import java.util.function.BiPredicate;

/**
 * What a change of a version did to others, in numbers; Assay's own.
 *
 * @param descendants versions that inherited a revocation, or were freed of one, and that the
 *     caller may read
 * @param channels channels that were moved, in buckets that the caller may read
 * @param hidden how many of both there are beside that the caller may not read
 */
public record Effects(int descendants, int channels, int hidden) {

  /** Nothing else was changed. */
  public static final Effects NONE = new Effects(0, 0, 0);

  private static final String BUCKET = "bucket/";

  /**
   * @param mayRead whether the caller may read a bucket
   */
  public static Effects of(Commit commit, BiPredicate<ProjectId, BucketName> mayRead) {
    int descendants = 0;
    int channels = 0;
    int hidden = 0;
    for (Append append : commit.appends()) {
      int about = count(append, RevocationInherited.class, InheritedRevocationEnded.class);
      int moved = count(append, ChannelRolledBack.class);
      if (about + moved > 0 && mayRead(append.stream(), mayRead)) {
        descendants += about;
        channels += moved;
      } else {
        hidden += about + moved;
      }
    }
    return new Effects(descendants, channels, hidden);
  }

  private static int count(Append append, Class<?>... types) {
    int count = 0;
    for (Object event : append.events()) {
      for (Class<?> type : types) {
        count += type.isInstance(event) ? 1 : 0;
      }
    }
    return count;
  }

  private static boolean mayRead(StreamName stream, BiPredicate<ProjectId, BucketName> mayRead) {
    String[] names = stream.value().substring(BUCKET.length()).split("/", 2);
    return mayRead.test(new ProjectId(names[0]), new BucketName(names[1]));
  }
}
