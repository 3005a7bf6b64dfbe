package dev.assay.projections.records;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.channel.ChannelId;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.channel.AssignmentRecord;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.paging.SortOrder;
import java.util.List;

/**
 * All that reads can ask for, of one moment: of now, over a read snapshot of the views, or of a
 * moment of the past, over the journal. Whoever answers from it need not know which.
 *
 * <p>Of a {@link SortOrder} the first term counts; what is equal by it is ordered by id.
 */
public interface RegistryRecords extends RecordSource {

  /** What buckets can be sorted by. */
  List<String> BUCKET_ORDERS = List.of("name", "created_at");

  /**
   * What iterations can be sorted by; a name is a number, so {@code v10} comes after {@code v9}.
   */
  List<String> ITERATION_ORDERS = List.of("name", "created_at");

  /**
   * The living buckets of a project.
   *
   * @param order by one of {@link #BUCKET_ORDERS}
   * @throws IllegalArgumentException if it is by something else
   */
  Page<BucketRecord> buckets(ProjectId project, SortOrder order, PageRequest request);

  /**
   * The living iterations of a bucket.
   *
   * @param order by one of {@link #ITERATION_ORDERS}
   * @throws IllegalArgumentException if it is by something else
   */
  Page<IterationRecord> iterations(BucketId bucket, SortOrder order, PageRequest request);

  /**
   * What a channel has pointed at, the newest first; gaps, in which it pointed at nothing, are left
   * out.
   */
  Page<AssignmentRecord> history(ChannelId channel, PageRequest request);

  /** How many rows {@link #history} has in all. */
  int historyCount(ChannelId channel);
}
