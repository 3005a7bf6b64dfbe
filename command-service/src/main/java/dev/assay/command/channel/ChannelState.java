package dev.assay.command.channel;

import dev.assay.events.bucket.BucketEvent.ChannelCreated;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.channel.OnRevocation;
import dev.assay.events.iteration.IterationId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What decisions need to know of a channel. Its past is kept as the iterations it pointed at, each
 * once, the one that it pointed at last at the end: all that a revocation or a deletion asks for.
 * Its trail is the way that it came: whoever rolls it back by hand cuts the way off behind, so that
 * the next time it goes further back, and nothing takes it forward to what was left by hand.
 */
public final class ChannelState {

  private final ChannelId id;
  private final ChannelName name;
  private final boolean managed;
  private boolean restricted;
  private OnRevocation onRevocation = OnRevocation.ROLL_BACK;
  private @Nullable IterationId current;
  private final LinkedHashSet<IterationId> past = new LinkedHashSet<>();
  private final List<IterationId> trail = new ArrayList<>();

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
    this.onRevocation = snapshot.onRevocation();
    this.past.addAll(snapshot.past());
    this.trail.addAll(snapshot.trail());
  }

  ChannelSnapshot snapshot() {
    return new ChannelSnapshot(
        id,
        name,
        managed,
        restricted,
        onRevocation,
        current,
        List.copyOf(past),
        List.copyOf(trail));
  }

  public ChannelId id() {
    return id;
  }

  public ChannelName name() {
    return name;
  }

  public boolean isManaged() {
    return managed;
  }

  public boolean isRestricted() {
    return restricted;
  }

  OnRevocation onRevocation() {
    return onRevocation;
  }

  void follow(OnRevocation policy) {
    onRevocation = policy;
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

  /** On the way that it came, the last one before the present one that qualifies. */
  Optional<IterationId> furtherBack(Predicate<IterationId> qualifies) {
    return trail.reversed().stream()
        .dropWhile(iteration -> iteration.equals(current))
        .filter(iteration -> !iteration.equals(current))
        .filter(qualifies)
        .findFirst();
  }

  /** Somebody took it back, by hand: what lies behind is cut off. */
  void goBack(IterationId target) {
    int at = trail.lastIndexOf(target);
    trail.subList(at + 1, trail.size()).clear();
    past.clear();
    trail.forEach(past::addLast);
    pointAt(target);
  }

  /** What it pointed at is revoked or gone: it falls back, to nothing where that is null. */
  void fallBack(@Nullable IterationId target) {
    int at = target == null ? -1 : trail.lastIndexOf(target);
    if (at >= 0) {
      trail.subList(at + 1, trail.size()).clear();
    }
    pointAt(target);
  }

  void restrict(boolean now) {
    restricted = now;
  }

  void pointAt(@Nullable IterationId iteration) {
    current = iteration;
    if (iteration != null) {
      past.remove(iteration);
      past.add(iteration);
      if (trail.isEmpty() || !trail.getLast().equals(iteration)) {
        trail.add(iteration);
      }
    }
  }

  void forget(IterationId iteration) {
    past.remove(iteration);
    trail.removeAll(Set.of(iteration));
  }
}
