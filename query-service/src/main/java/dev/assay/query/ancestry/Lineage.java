package dev.assay.query.ancestry;

import dev.assay.events.iteration.IterationId;
import dev.assay.projections.access.Access;
import dev.assay.projections.access.Permission;
import dev.assay.projections.ancestry.Kin;
import dev.assay.projections.ancestry.RelationRecord;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.records.Relations;
import dev.assay.query.ancestry.LineageAnswer.Edge;
import dev.assay.query.ancestry.LineageAnswer.Node;
import dev.assay.query.http.Moment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Goes from a version to all that it was built from and to all that was built from it, step by step
 * over all buckets of the organisation, each version once. A deleted version does not end the way:
 * a revocation goes through it, too. For use by one thread.
 */
final class Lineage {

  /** A version that was met, and how far from the one asked about. */
  private record Met(Kin kin, int distance) {}

  private final Moment moment;
  private final Access access;
  private final Relations relations;
  private final LineageQuery query;
  private final Map<IterationId, Met> met = new LinkedHashMap<>();
  private final Map<String, RelationRecord> edges = new LinkedHashMap<>();
  private boolean truncated;

  Lineage(Moment moment, Access access, LineageQuery query) {
    this.moment = moment;
    this.access = access;
    this.relations = moment.records().relations();
    this.query = query;
  }

  LineageAnswer around(BucketRecord bucket, IterationRecord iteration) {
    Met root = new Met(Kin.of(bucket, iteration), 0);
    met.put(iteration.id(), root);
    if (query.direction().up()) {
      walk(root, -1);
    }
    if (query.direction().down()) {
      walk(root, 1);
    }
    List<Node> nodes =
        met.values().stream().filter(this::mayRead).map(this::node).sorted(ORDER).toList();
    return new LineageAnswer(
        iteration.id().value(), nodes, shownEdges(), met.size() - nodes.size(), truncated);
  }

  private static final Comparator<Node> ORDER =
      Comparator.comparingInt(Node::distance)
          .thenComparing(Node::projectId)
          .thenComparing(Node::bucketName)
          .thenComparing(Node::versionName)
          .thenComparing(Node::id);

  /**
   * @param step −1 up, 1 down
   */
  private void walk(Met root, int step) {
    Set<IterationId> seen = new HashSet<>(Set.of(root.kin().iterationId()));
    Deque<Met> todo = new ArrayDeque<>(List.of(root));
    while (!todo.isEmpty() && !truncated) {
      Met at = todo.remove();
      if (Math.abs(at.distance()) < query.depth()) {
        for (RelationRecord relation : beside(at.kin().iterationId(), step)) {
          Kin next = step < 0 ? relation.parent() : relation.child();
          if (reach(next, at.distance() + step)) {
            edges.put(relation.key(), relation);
            if (seen.add(next.iterationId())) {
              todo.add(new Met(next, at.distance() + step));
            }
          }
        }
      }
    }
  }

  /** Notes a version; false where the limit is reached. */
  private boolean reach(Kin kin, int distance) {
    if (met.containsKey(kin.iterationId())) {
      return true;
    }
    if (met.size() >= query.limit()) {
      truncated = true;
      return false;
    }
    met.put(kin.iterationId(), new Met(kin, distance));
    return true;
  }

  /** One more than may be shown tells that there is more. */
  private List<RelationRecord> beside(IterationId iteration, int step) {
    List<RelationRecord> all =
        step < 0 ? relations.parents(iteration) : relations.children(iteration, query.limit() + 1);
    if (all.size() > query.limit()) {
      truncated = true;
    }
    return all.stream().filter(RelationRecord::handsDown).limit(query.limit()).toList();
  }

  private boolean mayRead(Met each) {
    return access.may(Permission.READ, each.kin().projectId(), each.kin().bucketName());
  }

  private Node node(Met each) {
    Kin kin = each.kin();
    var living = moment.records().iteration(kin.iterationId());
    return new Node(
        kin.iterationId().value(),
        kin.projectId().value(),
        kin.bucketName().value(),
        living.map(IterationRecord::name).orElse(kin.name()),
        kin.fingerprint().value(),
        living.map(moment.wire()::status).orElse(null),
        living.isEmpty(),
        each.distance());
  }

  private List<Edge> shownEdges() {
    Map<IterationId, List<RelationRecord>> down = new HashMap<>();
    edges
        .values()
        .forEach(each ->
            down.computeIfAbsent(each.parent().iterationId(), _ -> new ArrayList<>()).add(each));
    List<Edge> shown = new ArrayList<>();
    for (Met each : met.values()) {
      if (mayRead(each)) {
        shown.addAll(edgesFrom(each.kin().iterationId(), down));
      }
    }
    return shown;
  }

  private List<Edge> edgesFrom(IterationId parent, Map<IterationId, List<RelationRecord>> down) {
    List<Edge> shown = new ArrayList<>();
    Set<IterationId> hidden = new HashSet<>();
    Deque<IterationId> through = new ArrayDeque<>();
    for (RelationRecord relation : down.getOrDefault(parent, List.of())) {
      IterationId child = relation.child().iterationId();
      if (isShown(child)) {
        shown.add(edge(relation));
      } else if (hidden.add(child)) {
        through.add(child);
      }
    }
    shown.addAll(throughHidden(parent, through, hidden, down));
    return shown;
  }

  /** Who can be reached by way of versions out of sight alone. */
  private List<Edge> throughHidden(
      IterationId parent,
      Deque<IterationId> through,
      Set<IterationId> hidden,
      Map<IterationId, List<RelationRecord>> down) {
    Set<IterationId> reached = new HashSet<>();
    List<Edge> shown = new ArrayList<>();
    while (!through.isEmpty()) {
      for (RelationRecord relation : down.getOrDefault(through.remove(), List.of())) {
        IterationId child = relation.child().iterationId();
        if (!isShown(child)) {
          if (hidden.add(child)) {
            through.add(child);
          }
        } else if (reached.add(child)) {
          shown.add(new Edge(parent.value(), child.value(), null, null, true));
        }
      }
    }
    return shown;
  }

  private boolean isShown(IterationId iteration) {
    Met known = met.get(iteration);
    return known != null && mayRead(known);
  }

  private Edge edge(RelationRecord relation) {
    var ancestry = moment.wire().ancestry();
    return new Edge(
        relation.parent().iterationId().value(),
        relation.child().iterationId().value(),
        ancestry
            .shown(relation.parent().bucketId(), relation.channelId())
            .map((ChannelRecord channel) -> channel.name().value())
            .orElse(null),
        ancestry.status(relation).name(),
        false);
  }
}
