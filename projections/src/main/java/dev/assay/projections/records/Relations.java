package dev.assay.projections.records;

import dev.assay.events.bucket.BucketId;
import dev.assay.events.iteration.IterationId;
import dev.assay.projections.ancestry.AncestryStatus;
import dev.assay.projections.ancestry.ChildrenAsked;
import dev.assay.projections.ancestry.RelationRecord;
import dev.assay.projections.ancestry.Stretch;
import java.util.List;
import java.util.Optional;

/** What was built from what, all of one moment. */
public interface Relations {

  /**
   * What an iteration was built from, as far as that is tracked here, in the order of their ids; of
   * a deleted one too.
   */
  List<RelationRecord> parents(IterationId child);

  /**
   * What was built from an iteration, directly, in the order of their places; of a deleted one too.
   *
   * @param limit how many at most
   */
  List<RelationRecord> children(IterationId parent, int limit);

  /** The relations between a bucket and the buckets whose newest complete iteration uses it. */
  List<RelationRecord> children(ChildrenAsked asked, Stretch stretch);

  /** How many relations there are in all. */
  int count(ChildrenAsked asked);

  /** How fresh all children of a bucket are together; empty if it has none. */
  Optional<AncestryStatus> status(BucketId parent);
}
