package dev.assay.projections.ancestry;

import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.BuildDeleted;
import dev.assay.events.bucket.BucketEvent.IterationPublished;
import dev.assay.events.bucket.BucketEvent.ParentRecorded;
import dev.assay.events.journal.RecordedEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Folds what one iteration was built from, out of the events about it. Whether it or a parent is
 * gone, and whether it is the newest, others know. For use by one thread.
 */
public final class ChildFold {

  private Kin child;
  private final Map<String, RelationRecord> relations = new LinkedHashMap<>();

  /**
   * @param child as it was created
   */
  public ChildFold(Kin child) {
    this.child = child;
  }

  public void apply(RecordedEvent recorded) {
    if (!(recorded.event() instanceof BucketEvent event)) {
      return;
    }
    switch (event) {
      case ParentRecorded e -> recorded(e);
      case BuildDeleted e -> relations.replaceAll((_, relation) -> relation.without(e.buildId()));
      case IterationPublished e -> {
        child = child.numbered(e.number());
        relations.replaceAll((_, relation) -> relation.published(e.number()));
      }
      default -> {}
    }
  }

  private void recorded(ParentRecorded event) {
    var tracked = event.parent().tracked();
    if (tracked != null) {
      var made = RelationRecord.of(child, tracked, event);
      relations.merge(made.key(), made, (known, _) -> known.with(event.buildId()));
    }
  }

  /** The number that the iteration has, or had when it was deleted; 0 if it never was complete. */
  public int number() {
    return child.number();
  }

  public Collection<RelationRecord> relations() {
    return relations.values();
  }
}
