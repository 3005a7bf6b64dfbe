package dev.assay.projections.records;

import dev.assay.events.Subject;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.BucketCreated;
import dev.assay.events.bucket.BucketEvent.ChildRecorded;
import dev.assay.events.bucket.BucketEvent.IterationCreated;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.PositionRange;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import dev.assay.projections.ancestry.AncestryStatus;
import dev.assay.projections.ancestry.ChildFold;
import dev.assay.projections.ancestry.ChildrenAsked;
import dev.assay.projections.ancestry.Freshness;
import dev.assay.projections.ancestry.Kin;
import dev.assay.projections.ancestry.RelationRecord;
import dev.assay.projections.ancestry.Stretch;
import dev.assay.projections.iteration.IterationRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What was built from what as of a position, out of the events of parents and children: of each
 * child from its own, found by what its parent's stream says. For use by one thread.
 */
final class JournalRelations implements Relations {

  private static final Comparator<List<String>> LEXICAL =
      (one, other) -> {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
          int compared = one.get(i).compareTo(other.get(i));
          if (compared != 0) {
            return compared;
          }
        }
        return Integer.compare(one.size(), other.size());
      };

  private static final Comparator<RelationRecord> BY_PLACE =
      Comparator.comparing(RelationRecord::place, LEXICAL);

  private final Journal journal;
  private final RecordSource records;
  private final long position;
  private final Function<BucketId, List<RecordedChild>> childrenOf;

  /**
   * @param records those as of the position
   */
  JournalRelations(Journal journal, RecordSource records, long position) {
    this.journal = journal;
    this.records = records;
    this.position = position;
    this.childrenOf = bucket -> recorded(Subject.of(bucket));
  }

  /**
   * @param records those as of the position
   * @param childrenOf what was recorded up to the position as built from a bucket, in order
   */
  JournalRelations(
      Journal journal,
      RecordSource records,
      long position,
      Function<BucketId, List<RecordedChild>> childrenOf) {
    this.journal = journal;
    this.records = records;
    this.position = position;
    this.childrenOf = childrenOf;
  }

  @Override
  public List<RelationRecord> parents(IterationId child) {
    return fold(child).stream()
        .flatMap(fold -> relations(child, fold))
        .sorted(
            Comparator.comparing((RelationRecord each) -> each.parent().iterationId().value())
                .thenComparing(RelationRecord::key))
        .toList();
  }

  @Override
  public List<RelationRecord> children(IterationId parent, int limit) {
    return recorded(Subject.of(parent)).stream()
        .map(RecordedChild::iterationId)
        .distinct()
        .flatMap(child -> parents(child).stream())
        .filter(relation -> relation.parent().iterationId().equals(parent))
        .sorted(BY_PLACE)
        .limit(limit)
        .toList();
  }

  @Override
  public int count(ChildrenAsked asked) {
    return children(asked).size();
  }

  @Override
  public Optional<AncestryStatus> status(BucketId parent) {
    var freshness = new Freshness(records::channel);
    return children(ChildrenAsked.all(parent)).stream()
        .map(freshness::of)
        .reduce(AncestryStatus::and);
  }

  /** All that are asked for, in the order of their places. */
  private List<RelationRecord> children(ChildrenAsked asked) {
    Map<BucketId, Optional<IterationId>> newest = new HashMap<>();
    Set<IterationId> children = new LinkedHashSet<>();
    for (var child : childrenOf.apply(asked.parentId())) {
      var id = newest.computeIfAbsent(child.bucketId(), this::newest);
      if (id.filter(child.iterationId()::equals).isPresent()) {
        children.add(child.iterationId());
      }
    }
    return children.stream()
        .flatMap(child -> parents(child).stream())
        .filter(asked::holds)
        .sorted(BY_PLACE)
        .toList();
  }

  @Override
  public List<RelationRecord> children(ChildrenAsked asked, Stretch stretch) {
    var all = children(asked);
    return (stretch.backward() ? all.reversed() : all)
        .stream()
            .filter(
                relation -> stretch.after().map(at -> isBehind(relation, at, stretch)).orElse(true))
            .limit(stretch.limit())
            .toList();
  }

  private static boolean isBehind(RelationRecord relation, List<String> place, Stretch stretch) {
    int compared = LEXICAL.compare(relation.place(), place);
    return stretch.backward() ? compared < 0 : compared > 0;
  }

  private Stream<RelationRecord> relations(IterationId child, ChildFold fold) {
    var living = records.iteration(child);
    boolean newest =
        living
            .filter(IterationRecord::published)
            .map(found -> newest(found.bucketId()))
            .filter(Optional.of(child)::equals)
            .isPresent();
    return fold.relations().stream()
        .map(relation -> living.isPresent() ? relation : relation.childGone(fold.number()))
        .map(relation -> relation.newest(newest && !relation.builds().isEmpty()))
        .map(this::ofParent);
  }

  private Optional<IterationId> newest(BucketId bucket) {
    return records.newestPublished(bucket).map(IterationRecord::id);
  }

  private RelationRecord ofParent(RelationRecord relation) {
    var parent = relation.parent().iterationId();
    return records.iteration(parent).isPresent()
        ? relation
        : relation.parentGone(fold(parent).map(ChildFold::number).orElse(0));
  }

  /** The iteration as its own events tell it; empty where it was not there yet. */
  private Optional<ChildFold> fold(IterationId id) {
    return journal
        .streamOf(Subject.of(id))
        .flatMap(stream -> {
          var fold = begun(stream, id);
          fold.ifPresent(begun -> upToPosition(stream, Subject.of(id), begun::apply));
          return fold;
        });
  }

  private Optional<ChildFold> begun(StreamName stream, IterationId id) {
    return first(stream, Subject.of(id), IterationCreated.class)
        .flatMap(created ->
            first(stream, Subject.of(created.bucketId()), BucketCreated.class)
                .map(bucket ->
                    new ChildFold(
                        new Kin(
                            bucket.projectId(),
                            bucket.bucketId(),
                            bucket.name(),
                            id,
                            created.fingerprint(),
                            0))));
  }

  private <E extends BucketEvent> Optional<E> first(
      StreamName stream, Subject subject, Class<E> type) {
    try (var events = journal.read(stream, subject)) {
      return events
          .findFirst()
          .filter(first -> first.position() <= position)
          .map(RecordedEvent::event)
          .filter(type::isInstance)
          .map(type::cast);
    }
  }

  private List<RecordedChild> recorded(Subject parent) {
    List<RecordedChild> children = new ArrayList<>();
    journal
        .streamOf(parent)
        .ifPresent(stream ->
            upToPosition(
                stream,
                parent,
                recorded -> {
                  if (recorded.event() instanceof ChildRecorded child) {
                    children.add(RecordedChild.of(child, recorded.position()));
                  }
                }));
    return children;
  }

  private void upToPosition(StreamName stream, Subject subject, Consumer<RecordedEvent> each) {
    try (var events = journal.read(stream, subject, new PositionRange(0, position))) {
      events.forEachOrdered(each);
    }
  }
}
