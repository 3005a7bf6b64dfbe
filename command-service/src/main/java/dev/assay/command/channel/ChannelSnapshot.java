package dev.assay.command.channel;

import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.channel.OnRevocation;
import dev.assay.events.iteration.IterationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a channel as it is kept in an aggregate snapshot.
 *
 * @param current what it points at, null for nothing
 * @param onRevocation what it does when that is revoked
 * @param past what it pointed at, the latest at the end
 * @param trail how it came to where it is
 */
public record ChannelSnapshot(
    ChannelId id,
    ChannelName name,
    boolean managed,
    boolean restricted,
    OnRevocation onRevocation,
    @Nullable IterationId current,
    List<IterationId> past,
    List<IterationId> trail) {}
