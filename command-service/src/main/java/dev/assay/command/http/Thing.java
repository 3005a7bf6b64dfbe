package dev.assay.command.http;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.Fingerprint;

/** The one thing that a call is about, of which a condition may be asked. */
public sealed interface Thing {

  /** A bucket. */
  record OfBucket(ProjectId project, BucketName bucket) implements Thing {}

  /** A version. */
  record OfVersion(ProjectId project, BucketName bucket, Fingerprint fingerprint)
      implements Thing {}

  /** A channel. */
  record OfChannel(ProjectId project, BucketName bucket, ChannelName channel) implements Thing {}
}
