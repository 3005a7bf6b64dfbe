package dev.assay.command.channel;

import dev.assay.events.bucket.BucketEvent.ChannelCreated;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.IterationId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What decisions need to know of a channel. Its past is kept as the iterations it pointed at, each
 * once, the one that it pointed at last at the end: all that a roll back asks for.
 */
public final class ChannelState {

  private final ChannelId id;
  private final ChannelName name;
  private final boolean managed;
  private boolean restricted;
  private @Nullable IterationId current;
  private final LinkedHashSet<IterationId> past = new LinkedHashSet<>();

  ChannelState(ChannelCreated event) {
    this.id = event.channelId();
    this.name = event.name();
    this.managed = event.managed();
    this.restricted = event.restricted();
  }

  ChannelState(ChannelSnapshot snapshot) {
    this.id = snapshot.id();
    this.name = snapshot.name();
    this.managed = snapshot.managed();
    this.restricted = snapshot.restricted();
    this.current = snapshot.current();
    this.past.addAll(snapshot.past());
  }

  ChannelSnapshot snapshot() {
    return new ChannelSnapshot(id, name, managed, restricted, current, List.copyOf(past));
  }

  public ChannelId id() {
    return id;
  }

  ChannelName name() {
    return name;
  }

  boolean isManaged() {
    return managed;
  }

  boolean isRestricted() {
    return restricted;
  }

  /** What it points at, null for nothing. */
  public @Nullable IterationId current() {
    return current;
  }

  /**
   * The iteration that it pointed at last among those that qualify, leaving the present one aside.
   */
  Optional<IterationId> lastBefore(Predicate<IterationId> qualifies) {
    return past.reversed().stream()
        .filter(iteration -> !iteration.equals(current))
        .filter(qualifies)
        .findFirst();
  }

  void restrict(boolean now) {
    restricted = now;
  }

  void pointAt(@Nullable IterationId iteration) {
    current = iteration;
    if (iteration != null) {
      past.remove(iteration);
      past.add(iteration);
    }
  }

  void forget(IterationId iteration) {
    past.remove(iteration);
  }
}
