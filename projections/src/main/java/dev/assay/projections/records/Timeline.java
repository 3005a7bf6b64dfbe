package dev.assay.projections.records;

import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.BucketCreated;
import dev.assay.events.bucket.BucketEvent.BucketDeleted;
import dev.assay.events.bucket.BucketEvent.BucketUpdated;
import dev.assay.events.bucket.BucketEvent.ChannelCreated;
import dev.assay.events.bucket.BucketEvent.ChannelDeleted;
import dev.assay.events.bucket.BucketEvent.ChannelEvent;
import dev.assay.events.bucket.BucketEvent.ChildRecorded;
import dev.assay.events.bucket.BucketEvent.IterationCreated;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.bucket.BucketEvent.IterationEvent;
import dev.assay.events.bucket.BucketEvent.IterationPublished;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.projections.channel.IterationRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was there in one bucket stream, and from which position to which: its buckets, one after the
 * other, with their iterations and channels. It only grows, so it answers for every position that
 * it has come to. Not safe for use by many threads.
 */
final class Timeline {

  /**
   * All of it, to be kept.
   *
   * @param sequence of the last event that it includes
   */
  record Saved(
      long sequence,
      List<IterationSpan> iterations,
      List<ChannelSpan> channels,
      List<RecordedChild> children) {}

  /** What a bucket has held, in the order in which it began. */
  private static final class Contents {
    final List<IterationId> iterations = new ArrayList<>();
    final List<IterationId> published = new ArrayList<>();
    final List<ChannelId> channels = new ArrayList<>();
    final List<RecordedChild> children = new ArrayList<>();
    final Map<Fingerprint, List<IterationId>> byFingerprint = new HashMap<>();
  }

  private final Map<BucketId, Contents> contents = new HashMap<>();
  private final LinkedHashMap<IterationId, IterationSpan> iterations = new LinkedHashMap<>();
  private final LinkedHashMap<ChannelId, ChannelSpan> channels = new LinkedHashMap<>();
  private final List<RecordedChild> children = new ArrayList<>();
  private long sequence = -1;

  Timeline() {}

  /** As it was when it was saved. */
  Timeline(Saved saved) {
    sequence = saved.sequence();
    saved.iterations().forEach(this::begin);
    saved.channels().forEach(this::begin);
    saved.children().forEach(this::begin);
    saved.iterations().stream()
        .filter(IterationSpan::published)
        .sorted(Comparator.comparingLong(IterationSpan::publishedAt))
        .forEachOrdered(span -> in(span.bucket()).published.add(span.id()));
  }

  Saved save() {
    return new Saved(
        sequence,
        List.copyOf(iterations.values()),
        List.copyOf(channels.values()),
        List.copyOf(children));
  }

  /** Sequence of the last event that it has seen, −1 for none. */
  long sequence() {
    return sequence;
  }

  /** How much it keeps, in entries. */
  int weight() {
    return 1 + iterations.size() + channels.size() + children.size();
  }

  void apply(RecordedEvent recorded) {
    sequence = recorded.sequence();
    if (recorded.event() instanceof BucketEvent event) {
      apply(event, recorded);
    }
  }

  /** Only what begins and ends things matters. */
  private void apply(BucketEvent event, RecordedEvent recorded) {
    switch (event) {
      case BucketCreated _, BucketUpdated _ -> {}
      case BucketDeleted e -> end(e.bucketId(), recorded.position());
      case IterationEvent e -> iteration(e, recorded);
      case ChannelEvent e -> channel(e, recorded.position());
    }
  }

  private void iteration(IterationEvent event, RecordedEvent recorded) {
    long at = recorded.position();
    if (event instanceof IterationCreated e) {
      begin(IterationSpan.begun(e, recorded));
    } else if (event instanceof IterationPublished e) {
      iterations.computeIfPresent(e.iterationId(), (_, span) -> span.published(e.number(), at));
      in(e.bucketId()).published.add(e.iterationId());
    } else if (event instanceof IterationDeleted e) {
      iterations.computeIfPresent(e.iterationId(), (_, span) -> span.ended(at));
    } else if (event instanceof ChildRecorded e) {
      begin(RecordedChild.of(e, at));
    }
  }

  private void channel(ChannelEvent event, long at) {
    if (event instanceof ChannelCreated e) {
      begin(new ChannelSpan(e.channelId(), e.bucketId(), e.name(), Span.since(at)));
    } else if (event instanceof ChannelDeleted e) {
      channels.computeIfPresent(e.channelId(), (_, span) -> span.ended(at));
    }
  }

  private void begin(IterationSpan span) {
    var bucket = in(span.bucket());
    bucket.iterations.add(span.id());
    bucket
        .byFingerprint
        .computeIfAbsent(span.fingerprint(), _ -> new ArrayList<>(1))
        .add(span.id());
    iterations.put(span.id(), span);
  }

  private void begin(ChannelSpan span) {
    in(span.bucket()).channels.add(span.id());
    channels.put(span.id(), span);
  }

  private void begin(RecordedChild child) {
    in(child.parent()).children.add(child);
    children.add(child);
  }

  private void end(BucketId bucket, long at) {
    var ended = in(bucket);
    ended.iterations.forEach(id -> iterations.computeIfPresent(id, (_, span) -> span.ended(at)));
    ended.channels.forEach(id -> channels.computeIfPresent(id, (_, span) -> span.ended(at)));
  }

  private Contents in(BucketId bucket) {
    return contents.computeIfAbsent(bucket, _ -> new Contents());
  }

  private Optional<Contents> known(BucketId bucket) {
    return Optional.ofNullable(contents.get(bucket));
  }

  Optional<IterationSpan> iteration(long position, IterationId id) {
    return Optional.ofNullable(iterations.get(id)).filter(it -> it.span().holds(position));
  }

  Optional<IterationSpan> iteration(long position, BucketId bucket, Fingerprint fingerprint) {
    return known(bucket)
        .flatMap(it -> Optional.ofNullable(it.byFingerprint.get(fingerprint)))
        .flatMap(ids -> living(position, ids).findFirst());
  }

  Optional<ChannelSpan> channel(long position, ChannelId id) {
    return Optional.ofNullable(channels.get(id)).filter(it -> it.span().holds(position));
  }

  Optional<ChannelSpan> channel(long position, BucketId bucket, ChannelName name) {
    return channels(position, bucket).stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** The iterations of a bucket that were there at a position, the oldest first. */
  List<IterationSpan> iterations(long position, BucketId bucket) {
    return known(bucket).map(it -> living(position, it.iterations).toList()).orElse(List.of());
  }

  /** The channels of a bucket that were there at a position, the oldest first. */
  List<ChannelSpan> channels(long position, BucketId bucket) {
    return known(bucket).map(it -> it.channels).orElse(List.of()).stream()
        .flatMap(id -> channel(position, id).stream())
        .toList();
  }

  /**
   * The complete iteration with the highest number: the last one that was completed, since a number
   * is higher than all that are there.
   */
  Optional<IterationSpan> newestPublished(long position, BucketId bucket) {
    @Nullable Contents held = contents.get(bucket);
    if (held == null) {
      return Optional.empty();
    }
    for (int i = publishedUpTo(position, held.published) - 1; i >= 0; i--) {
      var span = iteration(position, held.published.get(i));
      if (span.isPresent()) {
        return span;
      }
    }
    return Optional.empty();
  }

  /** How many of those that were completed one after the other were so at a position. */
  private int publishedUpTo(long position, List<IterationId> published) {
    int low = 0;
    int high = published.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      var span = iterations.get(published.get(middle));
      if (span != null && span.publishedAt() <= position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** What was recorded as built from a bucket, in order. */
  List<RecordedChild> children(long position, BucketId bucket) {
    return known(bucket).map(it -> it.children).orElse(List.of()).stream()
        .takeWhile(child -> child.from() <= position)
        .toList();
  }

  private Stream<IterationSpan> living(long position, List<IterationId> ids) {
    return ids.stream().flatMap(id -> iteration(position, id).stream());
  }

  /** What history keeps of an iteration, living or not. */
  Optional<IterationRef> reference(IterationId id) {
    return Optional.ofNullable(iterations.get(id))
        .map(it -> new IterationRef(it.id(), it.fingerprint(), it.number()));
  }
}
