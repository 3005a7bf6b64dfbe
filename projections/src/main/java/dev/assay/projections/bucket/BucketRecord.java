package dev.assay.projections.bucket;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.iteration.IterationId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A living bucket.
 *
 * @param updatedAt time of the last event that changed what an answer shows of it
 * @param iterationCount all its living iterations, complete or not
 * @param latestChannelId its managed channel, null until that is made (in the bucket's first
 *     commit)
 * @param latestIterationId what the managed channel points at, null for nothing
 * @param hasChildren whether anything was ever built from one of its iterations
 * @param lastPosition position of the last event that changed what an answer shows of it
 */
public record BucketRecord(
    BucketId id,
    ProjectId projectId,
    BucketName name,
    String description,
    Map<String, String> labels,
    Instant createdAt,
    Instant updatedAt,
    long iterationCount,
    @Nullable ChannelId latestChannelId,
    @Nullable IterationId latestIterationId,
    boolean hasChildren,
    long lastPosition) {

  BucketRecord touched(Instant time, long position) {
    return new BucketRecord(
        id,
        projectId,
        name,
        description,
        labels,
        createdAt,
        time,
        iterationCount,
        latestChannelId,
        latestIterationId,
        hasChildren,
        position);
  }

  BucketRecord described(String newDescription, Map<String, String> newLabels) {
    return new BucketRecord(
        id,
        projectId,
        name,
        newDescription,
        newLabels,
        createdAt,
        updatedAt,
        iterationCount,
        latestChannelId,
        latestIterationId,
        hasChildren,
        lastPosition);
  }

  BucketRecord counting(long iterations) {
    return new BucketRecord(
        id,
        projectId,
        name,
        description,
        labels,
        createdAt,
        updatedAt,
        iterations,
        latestChannelId,
        latestIterationId,
        hasChildren,
        lastPosition);
  }

  BucketRecord pointing(@Nullable ChannelId channel, @Nullable IterationId iteration) {
    return new BucketRecord(
        id,
        projectId,
        name,
        description,
        labels,
        createdAt,
        updatedAt,
        iterationCount,
        channel,
        iteration,
        hasChildren,
        lastPosition);
  }

  BucketRecord parent() {
    return new BucketRecord(
        id,
        projectId,
        name,
        description,
        labels,
        createdAt,
        updatedAt,
        iterationCount,
        latestChannelId,
        latestIterationId,
        true,
        lastPosition);
  }
}
