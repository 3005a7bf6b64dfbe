package dev.assay.command.channel;

import dev.assay.events.bucket.BucketEvent.ChannelAssigned;
import dev.assay.events.bucket.BucketEvent.ChannelCreated;
import dev.assay.events.bucket.BucketEvent.ChannelDeleted;
import dev.assay.events.bucket.BucketEvent.ChannelEvent;
import dev.assay.events.bucket.BucketEvent.ChannelRestrictionChanged;
import dev.assay.events.bucket.BucketEvent.ChannelRevocationPolicyChanged;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.ChannelUnassigned;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.channel.RollbackCause;
import dev.assay.events.iteration.IterationId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The living channels of a bucket. */
public final class Channels {

  private final Map<ChannelName, ChannelState> byName = new HashMap<>();
  private final Map<ChannelId, ChannelState> byId = new HashMap<>();

  public Channels() {}

  public Channels(List<ChannelSnapshot> snapshots) {
    snapshots.forEach(snapshot -> put(new ChannelState(snapshot)));
  }

  public List<ChannelSnapshot> snapshot() {
    return byId.values().stream().map(ChannelState::snapshot).toList();
  }

  /** The channels that the registry itself moves. */
  public List<ChannelState> managed() {
    return byId.values().stream().filter(ChannelState::isManaged).toList();
  }

  /** Names of the user channels that point at an iteration, in order. */
  public List<String> userChannelsAt(IterationId iteration) {
    return byId.values().stream()
        .filter(channel -> !channel.isManaged() && iteration.equals(channel.current()))
        .map(channel -> channel.name().value())
        .sorted()
        .toList();
  }

  @Nullable ChannelState find(ChannelName name) {
    return byName.get(name);
  }

  public Collection<ChannelState> all() {
    return byId.values();
  }

  public void on(ChannelCreated event) {
    put(new ChannelState(event));
  }

  private void put(ChannelState channel) {
    byName.put(channel.name(), channel);
    byId.put(channel.id(), channel);
  }

  public void on(ChannelRestrictionChanged event) {
    channel(event).restrict(event.restricted());
  }

  public void on(ChannelRevocationPolicyChanged event) {
    channel(event).follow(event.onRevocation());
  }

  public void on(ChannelAssigned event) {
    channel(event).pointAt(event.iterationId());
  }

  public void on(ChannelUnassigned event) {
    channel(event).pointAt(null);
  }

  public void on(ChannelRolledBack event) {
    IterationId target = event.iterationId();
    if (target != null && event.cause() == RollbackCause.MANUAL) {
      channel(event).goBack(target);
    } else {
      channel(event).fallBack(target);
    }
  }

  public void on(ChannelDeleted event) {
    byName.remove(channel(event).name());
    byId.remove(event.channelId());
  }

  public void on(IterationDeleted event) {
    byId.values().forEach(channel -> channel.forget(event.iterationId()));
  }

  private ChannelState channel(ChannelEvent event) {
    return Objects.requireNonNull(
        byId.get(event.channelId()), "a fact about a channel that is not there");
  }
}
