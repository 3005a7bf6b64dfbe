package dev.assay.command.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.BucketCreated;
import dev.assay.events.bucket.BucketEvent.BucketDeleted;
import dev.assay.events.bucket.BucketEvent.BuildCreated;
import dev.assay.events.bucket.BucketEvent.BuildDeleted;
import dev.assay.events.bucket.BucketEvent.BuildEvent;
import dev.assay.events.bucket.BucketEvent.BuildFinished;
import dev.assay.events.bucket.BucketEvent.ChannelAssigned;
import dev.assay.events.bucket.BucketEvent.ChannelCreated;
import dev.assay.events.bucket.BucketEvent.ChannelDeleted;
import dev.assay.events.bucket.BucketEvent.ChannelEvent;
import dev.assay.events.bucket.BucketEvent.ChannelRevocationPolicyChanged;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.ChannelUnassigned;
import dev.assay.events.bucket.BucketEvent.IterationCreated;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.bucket.BucketEvent.IterationEvent;
import dev.assay.events.bucket.BucketEvent.IterationPublished;
import dev.assay.events.bucket.BucketEvent.IterationRestored;
import dev.assay.events.bucket.BucketEvent.IterationRevoked;
import dev.assay.events.bucket.BucketEvent.RevocationCancelled;
import dev.assay.events.bucket.BucketEvent.RevocationScheduled;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.channel.OnRevocation;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What facts may follow on what facts: the rules of a bucket, told a second time and without any of
 * its code.
 */
final class BucketModel {

  private @Nullable BucketId living;
  private final Map<ChannelId, ChannelName> channels = new HashMap<>();
  private final Map<ChannelId, List<IterationId>> pasts = new HashMap<>();
  private final Map<ChannelId, IterationId> pointers = new HashMap<>();
  private final Map<IterationId, Fingerprint> iterations = new HashMap<>();
  private final Map<IterationId, Integer> numbers = new HashMap<>();
  private final Map<IterationId, Map<BuildId, Boolean>> builds = new HashMap<>();
  private final Map<ChannelId, List<IterationId>> trails = new HashMap<>();
  private final Map<ChannelId, OnRevocation> policies = new HashMap<>();
  private final Map<IterationId, Instant> revocations = new HashMap<>();
  private Instant now = BucketFixtures.NOW;
  private final Set<ChannelId> managed = new HashSet<>();

  void at(Instant instant) {
    now = instant;
  }

  void on(BucketEvent event) {
    if (!(event instanceof BucketCreated)) {
      assertThat(event.bucketId()).isEqualTo(living);
    }
    if (event instanceof IterationEvent about && !(event instanceof IterationCreated)) {
      assertThat(iterations).containsKey(about.iterationId());
    }
    if (event instanceof BuildEvent about && !(event instanceof BuildCreated)) {
      assertThat(buildsOf(about.iterationId())).containsKey(about.buildId());
    }
    if (event instanceof ChannelEvent about && !(event instanceof ChannelCreated)) {
      assertThat(channels).containsKey(about.channelId());
    }
    change(event);
  }

  private void change(BucketEvent event) {
    switch (event) {
      case BucketCreated created -> {
        assertThat(living).isNull();
        living = created.bucketId();
      }
      case BucketDeleted _ -> clear();
      case IterationCreated created -> {
        assertThat(iterations).doesNotContainValue(created.fingerprint());
        iterations.put(created.iterationId(), created.fingerprint());
      }
      case IterationPublished published -> {
        assertThat(numbers).doesNotContainKey(published.iterationId());
        assertThat(buildsOf(published.iterationId()).values()).isNotEmpty().containsOnly(true);
        assertThat(published.number())
            .isEqualTo(numbers.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1);
        numbers.put(published.iterationId(), published.number());
      }
      case IterationDeleted deleted -> {
        assertThat(pointers).doesNotContainValue(deleted.iterationId());
        iterations.remove(deleted.iterationId());
        numbers.remove(deleted.iterationId());
        builds.remove(deleted.iterationId());
        revocations.remove(deleted.iterationId());
      }
      case BuildCreated created -> {
        assertThat(numbers).doesNotContainKey(created.iterationId());
        builds
            .computeIfAbsent(created.iterationId(), id -> new HashMap<>())
            .put(created.buildId(), false);
      }
      case BuildFinished finished ->
          assertThat(buildsOf(finished.iterationId()).put(finished.buildId(), true)).isFalse();
      case BuildDeleted deleted -> buildsOf(deleted.iterationId()).remove(deleted.buildId());
      case ChannelCreated created -> {
        assertThat(channels).doesNotContainValue(created.name());
        channels.put(created.channelId(), created.name());
        if (created.managed()) {
          managed.add(created.channelId());
        }
      }
      case ChannelDeleted deleted -> {
        assertThat(managed).doesNotContain(deleted.channelId());
        channels.remove(deleted.channelId());
        pointers.remove(deleted.channelId());
      }
      case ChannelAssigned assigned -> {
        assertThat(assigned.previousIterationId()).isEqualTo(pointers.get(assigned.channelId()));
        assertThat(assigned.iterationId()).isNotEqualTo(assigned.previousIterationId());
        assertThat(isRevoked(assigned.iterationId())).isFalse();
        point(assigned.channelId(), assigned.iterationId());
      }
      case ChannelUnassigned unassigned ->
          assertThat(pointers.remove(unassigned.channelId()))
              .isEqualTo(unassigned.previousIterationId());
      case ChannelRolledBack back -> {
        assertThat(pointers.remove(back.channelId())).isEqualTo(back.previousIterationId());
        rolledBack(back);
      }
      case IterationRevoked revoked -> {
        assertThat(numbers).containsKey(revoked.iterationId());
        assertThat(isRevoked(revoked.iterationId())).isFalse();
        revocations.put(revoked.iterationId(), Instant.MIN);
      }
      case RevocationScheduled scheduled -> {
        assertThat(isRevoked(scheduled.iterationId())).isFalse();
        assertThat(scheduled.effectiveAt()).isAfter(now);
        revocations.put(scheduled.iterationId(), scheduled.effectiveAt());
      }
      case RevocationCancelled cancelled -> {
        assertThat(isRevoked(cancelled.iterationId())).isFalse();
        assertThat(revocations.remove(cancelled.iterationId())).isNotNull();
      }
      case IterationRestored restored -> {
        assertThat(isRevoked(restored.iterationId())).isTrue();
        revocations.remove(restored.iterationId());
      }
      case ChannelRevocationPolicyChanged changed -> {
        assertThat(managed).doesNotContain(changed.channelId());
        assertThat(policies.put(changed.channelId(), changed.onRevocation()))
            .isNotEqualTo(changed.onRevocation());
      }
      default -> {}
    }
  }

  private void point(ChannelId channel, IterationId iteration) {
    assertThat(numbers).containsKey(iteration);
    pointers.put(channel, iteration);
    pasts.computeIfAbsent(channel, id -> new ArrayList<>()).add(iteration);
    List<IterationId> trail = trailOf(channel);
    if (trail.isEmpty() || !trail.getLast().equals(iteration)) {
      trail.add(iteration);
    }
  }

  private void rolledBack(ChannelRolledBack back) {
    IterationId target = back.iterationId();
    List<IterationId> trail = trailOf(back.channelId());
    switch (back.cause()) {
      case MANUAL -> {
        assertThat(target).isNotNull().isNotEqualTo(back.previousIterationId()).isIn(trail);
        trail.subList(trail.lastIndexOf(target) + 1, trail.size()).clear();
        pasts.put(back.channelId(), new ArrayList<>(trail));
      }
      case DELETION -> assertThat(target).isEqualTo(lastGood(back));
      case REVOCATION -> {
        assertThat(isRevoked(back.previousIterationId())).isTrue();
        assertThat(policies.get(back.channelId())).isNotEqualTo(OnRevocation.HOLD);
        assertThat(target)
            .isEqualTo(
                policies.get(back.channelId()) == OnRevocation.EMPTY ? null : lastGood(back));
      }
    }
    if (target != null) {
      assertThat(isRevoked(target)).isFalse();
      if (trail.contains(target)) {
        trail.subList(trail.lastIndexOf(target) + 1, trail.size()).clear();
      }
      point(back.channelId(), target);
    }
  }

  private List<IterationId> trailOf(ChannelId channel) {
    return trails.computeIfAbsent(channel, _ -> new ArrayList<>());
  }

  private boolean isRevoked(IterationId iteration) {
    Instant at = revocations.get(iteration);
    return at != null && !now.isBefore(at);
  }

  /** By the whole history, row by row. */
  private @Nullable IterationId lastGood(ChannelRolledBack back) {
    List<IterationId> past = pasts.get(back.channelId());
    return past.reversed().stream()
        .filter(iteration -> !iteration.equals(back.previousIterationId()))
        .filter(numbers::containsKey)
        .filter(iteration -> !isRevoked(iteration))
        .findFirst()
        .orElse(null);
  }

  /** What holds between any two commands. */
  void check() {
    assertThat(numbers.values()).doesNotHaveDuplicates();
    assertThat(numbers.keySet()).containsAll(pointers.values());
    assertThat(managed).hasSize(living == null ? 0 : 1);
    iterations.keySet().stream()
        .filter(iteration -> numbers.containsKey(iteration))
        .forEach(complete -> assertThat(buildsOf(complete).values()).doesNotContain(false));
  }

  private Map<BuildId, Boolean> buildsOf(IterationId iteration) {
    return builds.getOrDefault(iteration, new HashMap<>());
  }

  private void clear() {
    living = null;
    channels.clear();
    pasts.clear();
    trails.clear();
    policies.clear();
    revocations.clear();
    pointers.clear();
    iterations.clear();
    numbers.clear();
    builds.clear();
    managed.clear();
  }
}
