package dev.assay.projections.records;

import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.BucketDeleted;
import dev.assay.events.bucket.BucketEvent.ChannelCreated;
import dev.assay.events.bucket.BucketEvent.ChannelDeleted;
import dev.assay.events.bucket.BucketEvent.ChannelEvent;
import dev.assay.events.bucket.BucketEvent.IterationCreated;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.bucket.BucketEvent.IterationEvent;
import dev.assay.events.bucket.BucketEvent.IterationPublished;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.projections.bucket.BucketFold;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.channel.ChannelFold;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.iteration.IterationFold;
import dev.assay.projections.iteration.IterationRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One bucket stream, folded so far: the bucket, its channels, an index of its iterations, and the
 * few iterations that were used last. Answers for its newest position and for the {@code window}
 * positions before it. Not safe for use by many threads.
 */
final class FoldedBucket {

  private static final String ONLY = "";

  /** What a bucket costs without any iteration, in entries. */
  private static final int BASE_WEIGHT = 8;

  /** What the index knows of an iteration; number 0 until it is complete. */
  private record Indexed(Fingerprint fingerprint, int number) {}

  private final RecentVersions<String, BucketRecord> bucket =
      new RecentVersions<>(Comparator.naturalOrder());
  private final RecentVersions<ChannelName, ChannelRecord> channels =
      new RecentVersions<>(Comparator.comparing(ChannelName::value));
  private final RecentVersions<IterationId, Indexed> index =
      new RecentVersions<>(Comparator.comparing(IterationId::value));
  private final RecentVersions<Fingerprint, IterationId> byFingerprint =
      new RecentVersions<>(Comparator.comparing(Fingerprint::value));
  private final RecentVersions<Integer, IterationId> byNumber =
      new RecentVersions<>(Comparator.naturalOrder());
  private final RecentVersions<IterationId, IterationRecord> iterations =
      new RecentVersions<>(Comparator.comparing(IterationId::value));
  private final Map<ChannelId, ChannelName> channelNames = new HashMap<>();

  /** The iterations that are held, the one used last at the end. */
  private final LinkedHashMap<IterationId, Boolean> held = new LinkedHashMap<>(16, 0.75f, true);

  private final int maxHeld;
  private final long window;
  private long sequence = -1;
  private long position = -1;

  /**
   * @param maxHeld how many iterations are held whole
   * @param window for how many positions back it can answer
   */
  FoldedBucket(int maxHeld, long window) {
    this.maxHeld = maxHeld;
    this.window = window;
  }

  /** Sequence of the last event that is folded in, −1 for none. */
  long sequence() {
    return sequence;
  }

  /** Position of the last event that is folded in, −1 for none. */
  long position() {
    return position;
  }

  /** Whether it can answer for a position. */
  boolean reachesBackTo(long asked) {
    return asked >= position - window;
  }

  /** How much it keeps, counted in entries of the index. */
  int weight() {
    return BASE_WEIGHT + index.size() + channels.size();
  }

  void apply(RecordedEvent recorded) {
    if (recorded.event() instanceof BucketEvent event) {
      long at = recorded.position();
      bucket.put(at, ONLY, BucketFold.apply(bucket.newest(ONLY), recorded));
      if (event instanceof IterationEvent e) {
        iteration(e, recorded);
      } else if (event instanceof ChannelEvent e) {
        channel(e, recorded);
      } else if (event instanceof BucketDeleted) {
        clear(at);
      }
    }
    sequence = recorded.sequence();
    position = recorded.position();
    forget(position - window);
  }

  Optional<BucketRecord> bucketAt(long asked) {
    return bucket.at(asked, ONLY);
  }

  Optional<ChannelRecord> channelAt(long asked, ChannelName name) {
    return channels.at(asked, name);
  }

  /** In order of their names. */
  List<ChannelRecord> channelsAt(long asked) {
    return channels.allAt(asked);
  }

  Optional<IterationId> iterationAt(long asked, Fingerprint fingerprint) {
    return byFingerprint.at(asked, fingerprint);
  }

  Optional<IterationId> newestPublishedAt(long asked) {
    return byNumber.highestAt(asked);
  }

  /** Whether the iteration was there at a position. */
  boolean livesAt(long asked, IterationId id) {
    return index.at(asked, id).isPresent();
  }

  /** The iteration, if it is held with what it was at the position. */
  Optional<IterationRecord> heldAt(long asked, IterationId id) {
    return held.get(id) == null ? Optional.empty() : iterations.at(asked, id);
  }

  /** Holds an iteration that was folded up to {@link #position()}. */
  void hold(IterationRecord iteration) {
    iterations.load(iteration.lastPosition(), iteration.id(), iteration);
    held.put(iteration.id(), true);
    if (held.size() > maxHeld) {
      iterations.evict(held.pollFirstEntry().getKey());
    }
  }

  private void iteration(IterationEvent event, RecordedEvent recorded) {
    long at = recorded.position();
    var id = event.iterationId();
    if (event instanceof IterationCreated created) {
      index.put(at, id, new Indexed(created.fingerprint(), 0));
      byFingerprint.put(at, created.fingerprint(), id);
      var iteration = IterationFold.apply(null, recorded);
      if (iteration != null) {
        hold(iteration);
      }
      return;
    }
    var before = iterations.newest(id);
    if (before != null) {
      iterations.put(at, id, IterationFold.apply(before, recorded));
    }
    var indexed = index.newest(id);
    if (indexed == null) {
      throw new IllegalStateException(
          "event "
              + recorded.sequence()
              + " of "
              + recorded.stream()
              + " is about iteration "
              + id
              + " (expected: an iteration that was created before)");
    }
    if (event instanceof IterationPublished published) {
      index.put(at, id, new Indexed(indexed.fingerprint(), published.number()));
      byNumber.put(at, published.number(), id);
    } else if (event instanceof IterationDeleted) {
      index.put(at, id, null);
      byFingerprint.put(at, indexed.fingerprint(), null);
      if (indexed.number() > 0) {
        byNumber.put(at, indexed.number(), null);
      }
    }
  }

  private void channel(ChannelEvent event, RecordedEvent recorded) {
    var id = event.channelId();
    if (event instanceof ChannelCreated created) {
      channelNames.put(id, created.name());
    }
    var name = channelNames.get(id);
    if (name == null) {
      throw new IllegalStateException(
          "event "
              + recorded.sequence()
              + " of "
              + recorded.stream()
              + " is about channel "
              + id
              + " (expected: a channel that was created before)");
    }
    channels.put(recorded.position(), name, ChannelFold.apply(channels.newest(name), recorded));
    if (event instanceof ChannelDeleted) {
      channelNames.remove(id);
    }
  }

  private void clear(long at) {
    channels.clear(at);
    index.clear(at);
    byFingerprint.clear(at);
    byNumber.clear(at);
    iterations.clear(at);
    channelNames.clear();
  }

  private void forget(long before) {
    bucket.forgetBefore(before);
    channels.forgetBefore(before);
    index.forgetBefore(before);
    byFingerprint.forgetBefore(before);
    byNumber.forgetBefore(before);
    iterations.forgetBefore(before);
  }
}
