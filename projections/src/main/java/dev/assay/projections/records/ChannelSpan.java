package dev.assay.projections.records;

import dev.assay.events.bucket.BucketId;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;

/** When a channel was there. */
record ChannelSpan(ChannelId id, BucketId bucket, ChannelName name, Span span) {

  ChannelSpan ended(long position) {
    return new ChannelSpan(id, bucket, name, span.ended(position));
  }
}
