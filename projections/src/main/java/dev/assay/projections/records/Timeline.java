package dev.assay.projections.records;

import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.BucketCreated;
import dev.assay.events.bucket.BucketEvent.BucketDeleted;
import dev.assay.events.bucket.BucketEvent.BucketUpdated;
import dev.assay.events.bucket.BucketEvent.ChannelCreated;
import dev.assay.events.bucket.BucketEvent.ChannelDeleted;
import dev.assay.events.bucket.BucketEvent.ChannelEvent;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was there in one bucket stream, and from which position to which: its buckets, one after the
 * other, with their iterations and channels. It only grows, so it answers for every position that
 * it has come to. Not safe for use by many threads.
 */
final class Timeline {

  private static final long OPEN = Long.MAX_VALUE;

  /** From a position on, up to before another one. */
  record Span(long from, long until) {

    static Span since(long position) {
      return new Span(position, OPEN);
    }

    boolean holds(long position) {
      return from <= position && position < until;
    }

    boolean open() {
      return until == OPEN;
    }

    Span ended(long position) {
      return open() ? new Span(from, position) : this;
    }
  }

  /** A bucket of the stream. */
  record Life(BucketId id, Span span) {}

  /**
   * An iteration.
   *
   * @param number 0 until it is complete
   * @param publishedAt position from which on it has its number
   */
  record IterationSpan(
      IterationId id,
      BucketId bucket,
      Fingerprint fingerprint,
      Instant createdAt,
      int number,
      long publishedAt,
      Span span) {

    int numberAt(long position) {
      return publishedAt <= position ? number : 0;
    }

    private IterationSpan published(int as, long position) {
      return new IterationSpan(id, bucket, fingerprint, createdAt, as, position, span);
    }

    private IterationSpan ended(long position) {
      return new IterationSpan(
          id, bucket, fingerprint, createdAt, number, publishedAt, span.ended(position));
    }
  }

  /** A channel. */
  record ChannelSpan(ChannelId id, BucketId bucket, ChannelName name, Span span) {}

  private final List<Life> lives = new ArrayList<>();
  private final Map<BucketId, List<IterationId>> iterationsOf = new HashMap<>();
  private final Map<BucketId, List<ChannelId>> channelsOf = new HashMap<>();
  private final Map<IterationId, IterationSpan> iterations = new HashMap<>();
  private final Map<ChannelId, ChannelSpan> channels = new HashMap<>();
  private long sequence = -1;

  /** Sequence of the last event that it has seen, −1 for none. */
  long sequence() {
    return sequence;
  }

  /** How much it keeps, in entries. */
  int weight() {
    return 1 + lives.size() + iterations.size() + channels.size();
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
      case BucketCreated e -> lives.add(new Life(e.bucketId(), Span.since(recorded.position())));
      case BucketDeleted e -> end(e.bucketId(), recorded.position());
      case BucketUpdated _ -> {}
      case IterationEvent e -> iteration(e, recorded);
      case ChannelEvent e -> channel(e, recorded.position());
    }
  }

  private void iteration(IterationEvent event, RecordedEvent recorded) {
    long at = recorded.position();
    if (event instanceof IterationCreated e) {
      begin(e, recorded);
    } else if (event instanceof IterationPublished e) {
      iterations.computeIfPresent(e.iterationId(), (_, span) -> span.published(e.number(), at));
    } else if (event instanceof IterationDeleted e) {
      iterations.computeIfPresent(e.iterationId(), (_, span) -> span.ended(at));
    }
  }

  private void channel(ChannelEvent event, long at) {
    if (event instanceof ChannelCreated e) {
      begin(e, at);
    } else if (event instanceof ChannelDeleted e) {
      channels.computeIfPresent(e.channelId(), (_, span) -> ended(span, at));
    }
  }

  private void begin(IterationCreated e, RecordedEvent recorded) {
    iterationsOf.computeIfAbsent(e.bucketId(), _ -> new ArrayList<>()).add(e.iterationId());
    iterations.put(
        e.iterationId(),
        new IterationSpan(
            e.iterationId(),
            e.bucketId(),
            e.fingerprint(),
            recorded.time(),
            0,
            OPEN,
            Span.since(recorded.position())));
  }

  private void begin(ChannelCreated e, long at) {
    channelsOf.computeIfAbsent(e.bucketId(), _ -> new ArrayList<>()).add(e.channelId());
    channels.put(
        e.channelId(), new ChannelSpan(e.channelId(), e.bucketId(), e.name(), Span.since(at)));
  }

  private void end(BucketId bucket, long at) {
    lives.replaceAll(
        life -> life.id().equals(bucket) ? new Life(bucket, life.span().ended(at)) : life);
    iterationsOf
        .getOrDefault(bucket, List.of())
        .forEach(id -> iterations.computeIfPresent(id, (_, span) -> span.ended(at)));
    channelsOf
        .getOrDefault(bucket, List.of())
        .forEach(id -> channels.computeIfPresent(id, (_, span) -> ended(span, at)));
  }

  private static ChannelSpan ended(ChannelSpan span, long at) {
    return new ChannelSpan(span.id(), span.bucket(), span.name(), span.span().ended(at));
  }

  Optional<IterationSpan> iteration(long position, IterationId id) {
    return Optional.ofNullable(iterations.get(id)).filter(it -> it.span().holds(position));
  }

  Optional<ChannelSpan> channel(long position, ChannelId id) {
    return Optional.ofNullable(channels.get(id)).filter(it -> it.span().holds(position));
  }

  /** The iterations of a bucket that were there at a position, the oldest first. */
  List<IterationSpan> iterations(long position, BucketId bucket) {
    return iterationsOf.getOrDefault(bucket, List.of()).stream()
        .flatMap(id -> iteration(position, id).stream())
        .toList();
  }

  /** The channels of a bucket that were there at a position, the oldest first. */
  List<ChannelSpan> channels(long position, BucketId bucket) {
    return channelsOf.getOrDefault(bucket, List.of()).stream()
        .flatMap(id -> channel(position, id).stream())
        .toList();
  }

  /** What history keeps of an iteration, living or not. */
  Optional<IterationRef> reference(IterationId id) {
    return Optional.ofNullable(iterations.get(id))
        .map(it -> new IterationRef(it.id(), it.fingerprint(), it.number()));
  }
}
