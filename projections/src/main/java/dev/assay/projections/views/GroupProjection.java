package dev.assay.projections.views;

import dev.assay.events.journal.RecordedCommit;
import dev.assay.projections.store.CollectionSpec;
import dev.assay.projections.store.ViewGroup;
import java.util.List;

/** How commits become changes of one group's documents. For use by many threads. */
interface GroupProjection {

  ViewGroup group();

  /**
   * Fetches together what these commits are about; it costs a look each if something is left out.
   */
  void fetch(List<RecordedCommit> commits, RecordBatch batch);

  /**
   * Applies a commit.
   *
   * @throws IllegalStateException if one of its events cannot follow
   */
  void apply(RecordedCommit commit, RecordBatch batch);

  /**
   * Whether it asks again for what it puts into a collection; what it does not ask for would only
   * fill the cache.
   */
  boolean asksFor(CollectionSpec<?> collection);
}
