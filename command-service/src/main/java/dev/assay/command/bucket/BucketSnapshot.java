package dev.assay.command.bucket;

import dev.assay.command.channel.ChannelSnapshot;
import dev.assay.command.iteration.IterationSnapshot;
import dev.assay.command.revocation.Lineage;
import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a bucket's stream as an aggregate snapshot.
 *
 * @param format raised whenever the state changes its shape or meaning; others are not read
 * @param living null where the bucket is deleted
 * @param lineage what was built from iterations of the stream
 */
public record BucketSnapshot(
    int format, String stream, @Nullable Living living, List<Lineage.Family> lineage) {

  /** The format that is written and read. */
  static final int FORMAT = 2;

  /** A bucket that is there. */
  public record Living(
      BucketId id,
      ProjectId project,
      BucketName name,
      Digest description,
      Digest labels,
      List<IterationSnapshot> iterations,
      List<ChannelSnapshot> channels) {}
}
