package dev.assay.command.bucket;

import dev.assay.command.iteration.IterationState;
import dev.assay.command.revocation.Inheritance;
import dev.assay.command.revocation.Lineage.Kin;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.StreamName;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.modelling.command.Aggregate;

/**
 * Carries a revocation, or its end, to every descendant of an iteration, within one unit of work
 * and so in one commit. It loads buckets in no order, so it must run alone in its instance.
 */
final class Cascade {

  /** Loads a bucket into the unit of work. */
  interface Loader {
    Aggregate<Bucket> load(StreamName stream) throws Exception;
  }

  /** How a recorded child stands to its parent now. */
  private enum Standing {
    CHILD,
    /** It is deleted; those built from it are descendants all the same. */
    GONE,
    /** It is there, but the build that was made from the parent is not. */
    ESTRANGED
  }

  private final Loader loader;
  private final Instant now;
  private final Map<StreamName, Aggregate<Bucket>> loaded = new HashMap<>();

  Cascade(Loader loader, Instant now) {
    this.loader = loader;
    this.now = now;
  }

  /**
   * Hands down revocations to the descendants of an iteration, and moves their channels.
   *
   * @return the descendants, by bucket
   */
  Map<StreamName, Set<IterationId>> spread(
      StreamName stream, IterationId root, List<Inheritance> revocations) throws Exception {
    Map<StreamName, Set<IterationId>> reached = new TreeMap<>();
    walk(new Kin(stream, root), false, reached);
    for (Map.Entry<StreamName, Set<IterationId>> bucket : reached.entrySet()) {
      load(bucket.getKey()).execute(each -> inherit(each, bucket.getValue(), revocations));
    }
    if (revocations.stream().anyMatch(Inheritance::movesChannels)) {
      for (Map.Entry<StreamName, Set<IterationId>> bucket : reached.entrySet()) {
        load(bucket.getKey()).execute(each -> each.rollBackOff(bucket.getValue(), now));
      }
    }
    return reached;
  }

  /** Takes back what the descendants of an iteration inherited from it. */
  void recall(StreamName stream, IterationId root) throws Exception {
    Map<StreamName, Set<IterationId>> reached = new TreeMap<>();
    walk(new Kin(stream, root), true, reached);
    for (Map.Entry<StreamName, Set<IterationId>> bucket : reached.entrySet()) {
      load(bucket.getKey()).execute(each -> disinherit(each, bucket.getValue(), root));
    }
  }

  private void inherit(Bucket bucket, Set<IterationId> heirs, List<Inheritance> revocations) {
    bucket
        .revocations(now)
        .ifPresent(decisions ->
            heirs.forEach(heir -> revocations.forEach(each -> decisions.inherit(heir, each))));
  }

  private void disinherit(Bucket bucket, Set<IterationId> heirs, IterationId ancestor) {
    bucket
        .revocations(now)
        .ifPresent(decisions -> heirs.forEach(heir -> decisions.disinherit(heir, ancestor)));
  }

  /**
   * @param estranged whether those count who are no children any more, and theirs
   */
  private void walk(Kin root, boolean estranged, Map<StreamName, Set<IterationId>> reached)
      throws Exception {
    Set<IterationId> seen = new HashSet<>(Set.of(root.iteration()));
    Deque<Kin> todo = new ArrayDeque<>(List.of(root));
    while (!todo.isEmpty()) {
      Kin parent = todo.remove();
      for (Kin child : load(parent.stream()).invoke(in -> in.childrenOf(parent.iteration()))) {
        Standing standing =
            load(child.stream()).invoke(in -> standing(in, child, parent.iteration()));
        if ((standing != Standing.ESTRANGED || estranged) && seen.add(child.iteration())) {
          todo.add(child);
          if (standing != Standing.GONE) {
            reached.computeIfAbsent(child.stream(), _ -> new HashSet<>()).add(child.iteration());
          }
        }
      }
    }
  }

  private static Standing standing(Bucket bucket, Kin child, IterationId parent) {
    Optional<IterationState> living = bucket.living(child.iteration());
    if (living.isEmpty()) {
      return Standing.GONE;
    }
    return living.get().isChildOf(parent) ? Standing.CHILD : Standing.ESTRANGED;
  }

  private Aggregate<Bucket> load(StreamName stream) throws Exception {
    Aggregate<Bucket> known = loaded.get(stream);
    if (known == null) {
      known = loader.load(stream);
      loaded.put(stream, known);
    }
    return known;
  }
}
