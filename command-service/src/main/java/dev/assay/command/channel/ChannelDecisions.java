package dev.assay.command.channel;

import dev.assay.command.bucket.BucketCommand.CopyAssignment;
import dev.assay.command.bucket.BucketCommand.CreateChannel;
import dev.assay.command.bucket.BucketCommand.DeleteChannel;
import dev.assay.command.bucket.BucketCommand.RollbackChannel;
import dev.assay.command.bucket.BucketCommand.UpdateChannel;
import dev.assay.command.bucket.BucketState;
import dev.assay.command.bucket.Verdict;
import dev.assay.command.iteration.IterationDecisions;
import dev.assay.command.iteration.IterationState;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.ChannelAssigned;
import dev.assay.events.bucket.BucketEvent.ChannelCreated;
import dev.assay.events.bucket.BucketEvent.ChannelDeleted;
import dev.assay.events.bucket.BucketEvent.ChannelRestrictionChanged;
import dev.assay.events.bucket.BucketEvent.ChannelRevocationPolicyChanged;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.ChannelUnassigned;
import dev.assay.events.channel.AssignmentCause;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.channel.OnRevocation;
import dev.assay.events.channel.RollbackCause;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.projections.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides about channels. The managed one is moved by the registry alone. */
public final class ChannelDecisions {

  private final BucketState bucket;
  private final Consumer<BucketEvent> apply;
  private final Instant now;

  public ChannelDecisions(BucketState bucket, Consumer<BucketEvent> apply, Instant now) {
    this.bucket = bucket;
    this.apply = apply;
    this.now = now;
  }

  public Verdict create(CreateChannel command) {
    ChannelState existing = bucket.channels().find(command.channel());
    if (existing != null) {
      return existing.id().equals(command.channelId())
          ? Verdict.DECIDED
          : Verdict.alreadyExists(
              "channel: "
                  + command.channel()
                  + " (expected: a name not in use in bucket "
                  + bucket.name()
                  + ")");
    }
    Fingerprint fingerprint = command.fingerprint();
    Optional<Verdict> refusal = fingerprint == null ? Optional.empty() : refuse(fingerprint);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    apply.accept(
        new ChannelCreated(
            bucket.id(), command.channelId(), command.channel(), false, command.restricted()));
    if (command.onRevocation() != OnRevocation.ROLL_BACK) {
      apply.accept(
          new ChannelRevocationPolicyChanged(
              bucket.id(), command.channelId(), command.onRevocation()));
    }
    if (fingerprint != null) {
      point(command.channel(), idOf(fingerprint), AssignmentCause.MANUAL);
    }
    return Verdict.DECIDED;
  }

  public Verdict update(UpdateChannel command) {
    ChannelState channel = bucket.channels().find(command.channel());
    if (channel == null) {
      return missing(command.channel());
    }
    if (channel.isManaged() && command.onRevocation() != null) {
      return managed(channel);
    }
    Optional<Fingerprint> assignment = command.assignment();
    if (assignment != null) {
      Optional<Verdict> refusal =
          channel.isManaged() ? Optional.of(managed(channel)) : assignment.flatMap(this::refuse);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      assignment.ifPresentOrElse(
          fingerprint -> point(command.channel(), idOf(fingerprint), AssignmentCause.MANUAL),
          () -> unassign(channel));
    }
    Boolean restricted = command.restricted();
    if (restricted != null && restricted != channel.isRestricted()) {
      apply.accept(new ChannelRestrictionChanged(bucket.id(), channel.id(), restricted));
    }
    OnRevocation policy = command.onRevocation();
    if (policy != null && policy != channel.onRevocation()) {
      apply.accept(new ChannelRevocationPolicyChanged(bucket.id(), channel.id(), policy));
    }
    return Verdict.DECIDED;
  }

  public Verdict copy(CopyAssignment command) {
    ChannelState source = bucket.channels().find(command.source());
    if (source == null) {
      return missing(command.source());
    }
    ChannelState target = bucket.channels().find(command.target());
    if (target == null) {
      return missing(command.target());
    }
    if (target.isManaged()) {
      return managed(target);
    }
    IterationId iteration = source.current();
    if (iteration == null) {
      return Verdict.failedPrecondition(
          "source_channel: "
              + command.source()
              + " has no version assigned (expected: a channel with one)");
    }
    IterationState copied = bucket.iterations().byId(iteration);
    if (copied != null && copied.revocations().inForce(now)) {
      return revoked(copied.fingerprint());
    }
    point(command.target(), iteration, AssignmentCause.COPIED);
    return Verdict.DECIDED;
  }

  public Verdict rollBack(RollbackChannel command) {
    ChannelState channel = bucket.channels().find(command.channel());
    if (channel == null) {
      return missing(command.channel());
    }
    if (channel.isManaged()) {
      return managed(channel);
    }
    IterationId current = channel.current();
    if (current == null) {
      return Verdict.failedPrecondition(
          "channel: "
              + command.channel()
              + " has no version assigned (expected: a channel with one)");
    }
    Fingerprint target = command.target();
    if (target == null) {
      return rollBack(channel, current, id -> bucket.iterations().isGood(id, now), "a good one");
    }
    return refuse(target)
        .orElseGet(() -> rollBack(channel, current, id -> id.equals(idOf(target)), target.value()));
  }

  private Verdict rollBack(
      ChannelState channel,
      IterationId current,
      Predicate<IterationId> qualifies,
      String expected) {
    Optional<IterationId> to = channel.furtherBack(qualifies);
    if (to.isEmpty()) {
      return Verdict.failedPrecondition(
          "channel: "
              + channel.name()
              + " cannot go further back (expected: "
              + expected
              + " before the present version in its history)");
    }
    apply.accept(
        new ChannelRolledBack(bucket.id(), channel.id(), to.get(), current, RollbackCause.MANUAL));
    return Verdict.DECIDED;
  }

  public Verdict delete(DeleteChannel command) {
    ChannelState channel = bucket.channels().find(command.channel());
    if (channel == null) {
      return missing(command.channel());
    }
    if (channel.isManaged()) {
      return new Verdict.Refused(
          Refusal.InvalidArgument.of(
              "channel", command.channel(), "a channel that is not managed by the registry"));
    }
    apply.accept(new ChannelDeleted(bucket.id(), channel.id()));
    return Verdict.DECIDED;
  }

  private Optional<Verdict> refuse(Fingerprint fingerprint) {
    IterationState iteration = bucket.iterations().find(fingerprint);
    if (iteration == null) {
      return Optional.of(Verdict.notFound(IterationDecisions.missing(fingerprint)));
    }
    if (!iteration.isComplete()) {
      return Optional.of(
          Verdict.failedPrecondition(
              "version with fingerprint "
                  + fingerprint
                  + " is incomplete (expected: a complete version)"));
    }
    return iteration.revocations().inForce(now)
        ? Optional.of(revoked(fingerprint))
        : Optional.empty();
  }

  private static Verdict revoked(Fingerprint fingerprint) {
    return Verdict.failedPrecondition(
        "version with fingerprint "
            + fingerprint
            + " is revoked (expected: a version that is not revoked)");
  }

  private void point(ChannelName name, @Nullable IterationId iteration, AssignmentCause cause) {
    ChannelState channel = bucket.channels().find(name);
    if (channel != null && iteration != null && !iteration.equals(channel.current())) {
      apply.accept(
          new ChannelAssigned(bucket.id(), channel.id(), iteration, channel.current(), cause));
    }
  }

  private void unassign(ChannelState channel) {
    IterationId current = channel.current();
    if (current != null) {
      apply.accept(new ChannelUnassigned(bucket.id(), channel.id(), current));
    }
  }

  private @Nullable IterationId idOf(Fingerprint fingerprint) {
    IterationState iteration = bucket.iterations().find(fingerprint);
    return iteration == null ? null : iteration.id();
  }

  private static Verdict managed(ChannelState channel) {
    return Verdict.failedPrecondition(
        "channel: "
            + channel.name()
            + " is managed by the registry (expected: a channel that may be assigned)");
  }

  private Verdict missing(ChannelName name) {
    return Verdict.notFound(
        "channel: " + name + " (expected: the name of a channel of bucket " + bucket.name() + ")");
  }
}
