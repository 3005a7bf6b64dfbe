package dev.assay.events;

import dev.assay.events.bucket.BucketId;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.IterationId;

/**
 * A thing that facts are about.
 *
 * @param kind what it is
 * @param id its identity, unique within the kind
 */
public record Subject(Kind kind, String id) {

  /** The kinds of things by which facts are indexed. */
  public enum Kind {
    BUCKET,
    ITERATION,
    BUILD,
    CHANNEL
  }

  public static Subject of(BucketId id) {
    return new Subject(Kind.BUCKET, id.value());
  }

  public static Subject of(IterationId id) {
    return new Subject(Kind.ITERATION, id.value());
  }

  public static Subject of(BuildId id) {
    return new Subject(Kind.BUILD, id.value());
  }

  public static Subject of(ChannelId id) {
    return new Subject(Kind.CHANNEL, id.value());
  }
}
