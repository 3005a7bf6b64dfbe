package dev.assay.command.revocation;

import dev.assay.events.bucket.BucketEvent.ChildRecorded;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.StreamName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which iterations were built from those of a bucket's stream. It outlives them and the bucket, so
 * that deleting what lies between an ancestor and its descendants frees nobody.
 */
public final class Lineage {

  /** An iteration and where it lives. */
  public record Kin(StreamName stream, IterationId iteration) {}

  /** The children of one iteration, as an aggregate snapshot keeps them. */
  public record Family(IterationId parent, List<Kin> children) {}

  private final Map<IterationId, List<Kin>> children = new HashMap<>();

  public Lineage() {}

  public Lineage(List<Family> snapshot) {
    snapshot.forEach(family -> children.put(family.parent(), new ArrayList<>(family.children())));
  }

  public List<Family> snapshot() {
    return children.entrySet().stream()
        .map(entry -> new Family(entry.getKey(), List.copyOf(entry.getValue())))
        .toList();
  }

  public void on(ChildRecorded event) {
    ChildRecorded.Child child = event.child();
    Kin kin =
        new Kin(StreamName.bucket(child.projectId(), child.bucketName()), child.iterationId());
    List<Kin> known = children.computeIfAbsent(event.iterationId(), _ -> new ArrayList<>(1));
    if (known.isEmpty() || !known.getLast().equals(kin)) {
      known.add(kin);
    }
  }

  /** May name a child twice. */
  public List<Kin> childrenOf(IterationId iteration) {
    return List.copyOf(children.getOrDefault(iteration, List.of()));
  }
}
