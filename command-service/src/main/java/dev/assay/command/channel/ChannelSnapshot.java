package dev.assay.command.channel;

import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.IterationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a channel as it is kept in an aggregate snapshot.
 *
 * @param current what it points at, null for nothing
 * @param past what it pointed at, the latest at the end
 */
public record ChannelSnapshot(
    ChannelId id,
    ChannelName name,
    boolean managed,
    boolean restricted,
    @Nullable IterationId current,
    List<IterationId> past) {}
