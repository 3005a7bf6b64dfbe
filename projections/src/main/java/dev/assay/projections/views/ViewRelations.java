package dev.assay.projections.views;

import static dev.assay.projections.views.RegistryCollections.CHILDREN;
import static dev.assay.projections.views.RegistryCollections.CHILDREN_BY_CHANNEL;
import static dev.assay.projections.views.RegistryCollections.CHILDREN_BY_FRESHNESS;
import static dev.assay.projections.views.RegistryCollections.CHILDREN_COUNTS;
import static dev.assay.projections.views.RegistryCollections.CHILDREN_COUNTS_BY_PARENT;
import static dev.assay.projections.views.RegistryCollections.RELATIONS;
import static dev.assay.projections.views.RegistryCollections.RELATIONS_BY_CHILD;
import static dev.assay.projections.views.RegistryCollections.RELATIONS_BY_PARENT;

import dev.assay.events.bucket.BucketId;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.iteration.IterationId;
import dev.assay.projections.ancestry.AncestryStatus;
import dev.assay.projections.ancestry.ChildrenAsked;
import dev.assay.projections.ancestry.ChildrenAsked.Place;
import dev.assay.projections.ancestry.ChildrenCount;
import dev.assay.projections.ancestry.Freshness;
import dev.assay.projections.ancestry.RelationRecord;
import dev.assay.projections.ancestry.Stretch;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.records.Relations;
import dev.assay.projections.store.IndexKey;
import dev.assay.projections.store.IndexSpec;
import dev.assay.projections.store.Scan;
import dev.assay.projections.store.ViewReads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What was built from what, as one read snapshot shows it. For use by one thread. */
final class ViewRelations implements Relations {

  /** Comes behind every id. */
  private static final String LAST = "~";

  private final ViewReads reads;
  private final Function<ChannelId, Optional<ChannelRecord>> channels;

  ViewRelations(ViewReads reads, Function<ChannelId, Optional<ChannelRecord>> channels) {
    this.reads = reads;
    this.channels = channels;
  }

  @Override
  public List<RelationRecord> parents(IterationId child) {
    return reads.scan(
        RELATIONS, Scan.of(RELATIONS_BY_CHILD, IndexKey.of(child.value()), Integer.MAX_VALUE));
  }

  @Override
  public List<RelationRecord> children(IterationId parent, int limit) {
    return reads.scan(RELATIONS, Scan.of(RELATIONS_BY_PARENT, IndexKey.of(parent.value()), limit));
  }

  /** Reads one part of the index after the other, for each place that may hold children. */
  @Override
  public List<RelationRecord> children(ChildrenAsked asked, Stretch stretch) {
    List<RelationRecord> read = new ArrayList<>();
    var parts = parts(asked);
    for (var part : stretch.backward() ? parts.reversed() : parts) {
      int left = stretch.limit() - read.size();
      if (left > 0) {
        read.addAll(reads.scan(RELATIONS, scan(asked, part, stretch, left)));
      }
    }
    return read;
  }

  private static List<IndexKey> parts(ChildrenAsked asked) {
    var whole = whole(asked);
    var within = asked.within();
    return within == null
        ? List.of(whole)
        : within.stream().map(place -> part(whole, place)).toList();
  }

  private static IndexKey whole(ChildrenAsked asked) {
    var parent = IndexKey.of(asked.parentId().value());
    return asked.channelId() == null ? parent : parent.with(asked.channelId().value());
  }

  private static IndexKey part(IndexKey whole, Place place) {
    var project = whole.with(place.project().value());
    return place.bucket() == null ? project : project.with(place.bucket().value());
  }

  private static Scan<RelationRecord> scan(
      ChildrenAsked asked, IndexKey part, Stretch stretch, int limit) {
    var scan = Scan.of(index(asked), part, limit);
    var directed = stretch.backward() ? scan.descending() : scan;
    return stretch.after().map(place -> directed.after(after(asked, place))).orElse(directed);
  }

  private static Scan.After after(ChildrenAsked asked, List<String> place) {
    return new Scan.After(whole(asked).with(place.toArray()), key(place));
  }

  /** {@link RelationRecord#key} of the relation at a place. */
  private static String key(List<String> place) {
    return String.join("/", place.subList(2, place.size()));
  }

  private static IndexSpec<RelationRecord> index(ChildrenAsked asked) {
    return asked.channelId() == null ? CHILDREN : CHILDREN_BY_CHANNEL;
  }

  @Override
  public int count(ChildrenAsked asked) {
    var within = asked.within();
    return within == null
        ? counts(asked.parentId()).stream().mapToInt(count -> counted(asked, count)).sum()
        : within.stream().mapToInt(place -> count(asked, place)).sum();
  }

  private List<ChildrenCount> counts(BucketId parent) {
    return reads.scan(
        CHILDREN_COUNTS,
        Scan.of(CHILDREN_COUNTS_BY_PARENT, IndexKey.of(parent.value()), Integer.MAX_VALUE));
  }

  private int count(ChildrenAsked asked, Place place) {
    return place.bucket() == null
        ? reads
            .get(CHILDREN_COUNTS, ChildrenCount.key(asked.parentId(), place.project()))
            .map(count -> counted(asked, count))
            .orElse(0)
        : Math.toIntExact(reads.count(RELATIONS, index(asked), part(whole(asked), place)));
  }

  private static int counted(ChildrenAsked asked, ChildrenCount count) {
    return asked.channelId() == null
        ? count.total()
        : count.byChannel().getOrDefault(asked.channelId().value(), 0);
  }

  /** Looks at the first and the last child of each channel, whatever their number. */
  @Override
  public Optional<AncestryStatus> status(BucketId parent) {
    var freshness = new Freshness(channels);
    Optional<AncestryStatus> all = Optional.empty();
    var whole = IndexKey.of(parent.value());
    var next = first(Scan.of(CHILDREN_BY_FRESHNESS, whole, 1));
    while (next.isPresent() && !all.equals(Optional.of(AncestryStatus.OUT_OF_DATE))) {
      String via = next.get().deciding().map(ChannelId::value).orElse("");
      var same = whole.with(via);
      var last = first(Scan.of(CHILDREN_BY_FRESHNESS, same, 1).descending()).orElse(next.get());
      var status = freshness.of(next.get()).and(freshness.of(last));
      all = Optional.of(all.map(had -> had.and(status)).orElse(status));
      next =
          first(
              Scan.of(CHILDREN_BY_FRESHNESS, whole, 1)
                  .after(new Scan.After(same.with(LAST), LAST)));
    }
    return all;
  }

  private Optional<RelationRecord> first(Scan<RelationRecord> scan) {
    return reads.scan(RELATIONS, scan).stream().findFirst();
  }
}
