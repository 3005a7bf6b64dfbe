package dev.assay.command.iteration;

import dev.assay.command.bucket.Digest;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.IterationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of a build as it is kept in an aggregate snapshot. */
public record BuildSnapshot(
    BuildId id,
    String componentType,
    BuildStatus status,
    String packerRunUuid,
    @Nullable String platform,
    Digest labels,
    @Nullable Digest sourceExternalIdentifier,
    @Nullable Digest metadata,
    @Nullable IterationId parent,
    @Nullable ChannelId parentChannel,
    List<Digest> artifacts) {}
