package dev.assay.command.http;

import dev.assay.command.access.AccessCommand;
import dev.assay.command.access.AccessCommand.CreateKey;
import dev.assay.command.access.AccessCommand.CreateServicePrincipal;
import dev.assay.command.access.AccessCommand.DeleteServicePrincipal;
import dev.assay.command.access.AccessCommand.GrantRole;
import dev.assay.command.access.AccessCommand.RevokeKey;
import dev.assay.command.access.AccessCommand.SetPolicy;
import dev.assay.command.access.AccessCommand.WithdrawRole;
import dev.assay.command.bucket.BucketCommand;
import dev.assay.command.bucket.BucketCommand.CopyAssignment;
import dev.assay.command.bucket.BucketCommand.CreateBucket;
import dev.assay.command.bucket.BucketCommand.CreateBuild;
import dev.assay.command.bucket.BucketCommand.CreateChannel;
import dev.assay.command.bucket.BucketCommand.CreateIteration;
import dev.assay.command.bucket.BucketCommand.DeleteBucket;
import dev.assay.command.bucket.BucketCommand.DeleteBuild;
import dev.assay.command.bucket.BucketCommand.DeleteChannel;
import dev.assay.command.bucket.BucketCommand.DeleteIteration;
import dev.assay.command.bucket.BucketCommand.PublishIteration;
import dev.assay.command.bucket.BucketCommand.RecordDueRevocation;
import dev.assay.command.bucket.BucketCommand.RestoreIteration;
import dev.assay.command.bucket.BucketCommand.RevokeIteration;
import dev.assay.command.bucket.BucketCommand.RollbackChannel;
import dev.assay.command.bucket.BucketCommand.TimeOutBuild;
import dev.assay.command.bucket.BucketCommand.UpdateBucket;
import dev.assay.command.bucket.BucketCommand.UpdateBuild;
import dev.assay.command.bucket.BucketCommand.UpdateChannel;
import dev.assay.command.execution.Command;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.refusals.RefusedRequest.Target;
import dev.assay.projections.access.Resource;
import dev.assay.projections.audit.AuditAction;
import dev.assay.projections.edge.Trail;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What commands ask for, in the words of the audit log. */
final class CommandActions {

  private CommandActions() {}

  /** Says what a command asks for; of what is not said here, the path of the call says it. */
  static void tell(Command command, Trail trail, Instant now) {
    switch (command) {
      case BucketCommand c -> tell(c, trail, now);
      case AccessCommand c -> tell(c, trail);
      default -> {}
    }
  }

  private static void tell(AccessCommand command, Trail trail) {
    switch (command) {
      case CreateServicePrincipal c -> {
        String project = c.project() == null ? null : c.project().value();
        trail.asks(AuditAction.PRINCIPAL_CREATE, new Target(project, null, null, null, null));
      }
      case DeleteServicePrincipal _ -> trail.asks(AuditAction.PRINCIPAL_DELETE, Target.NONE);
      case CreateKey _ -> trail.asks(AuditAction.KEY_CREATE, Target.NONE);
      case RevokeKey _ -> trail.asks(AuditAction.KEY_REVOKE, Target.NONE);
      case GrantRole c -> trail.asks(AuditAction.ROLE_GRANT, on(c.resource()));
      case WithdrawRole c -> trail.asks(AuditAction.ROLE_WITHDRAW, on(c.resource()));
      case SetPolicy c -> trail.asks(AuditAction.POLICY_UPDATE, on(c.resource()));
    }
  }

  private static Target on(Resource resource) {
    return switch (resource) {
      case Resource.OfOrganization _ -> Target.NONE;
      case Resource.OfProject(var project) -> new Target(project.value(), null, null, null, null);
      case Resource.OfBucket(var project, var bucket) ->
          new Target(project.value(), bucket.value(), null, null, null);
    };
  }

  private static void tell(BucketCommand command, Trail trail, Instant now) {
    switch (command) {
      case CreateBucket c -> trail.asks(AuditAction.BUCKET_CREATE, bucket(c));
      case UpdateBucket c -> trail.asks(AuditAction.BUCKET_UPDATE, bucket(c));
      case DeleteBucket c -> trail.asks(AuditAction.BUCKET_DELETE, bucket(c));
      case CreateIteration c -> trail.asks(AuditAction.VERSION_CREATE, version(c, c.fingerprint()));
      case PublishIteration c ->
          trail.asks(AuditAction.VERSION_COMPLETE, version(c, c.fingerprint()));
      case DeleteIteration c -> trail.asks(AuditAction.VERSION_DELETE, version(c, c.fingerprint()));
      case RevokeIteration c -> trail.asks(action(c, now), version(c, c.fingerprint()));
      case RestoreIteration c ->
          trail.asks(AuditAction.VERSION_RESTORE, version(c, c.fingerprint()));
      case RecordDueRevocation c ->
          trail.asks(AuditAction.VERSION_REVOCATION_EFFECTIVE, version(c, c.fingerprint()));
      case CreateBuild c -> trail.asks(AuditAction.BUILD_CREATE, version(c, c.fingerprint()));
      case UpdateBuild c ->
          trail.asks(AuditAction.BUILD_UPDATE, build(c, c.fingerprint(), c.buildId()));
      case TimeOutBuild c ->
          trail.asks(AuditAction.BUILD_TIME_OUT, build(c, c.fingerprint(), c.buildId()));
      case DeleteBuild c ->
          trail.asks(AuditAction.BUILD_DELETE, build(c, c.fingerprint(), c.buildId()));
      case CreateChannel c ->
          trail.asks(AuditAction.CHANNEL_CREATE, channel(c, c.channel(), c.fingerprint()));
      case UpdateChannel c -> trail.asks(action(c), channel(c, c.channel(), assigned(c)));
      case RollbackChannel c ->
          trail.asks(AuditAction.CHANNEL_ROLLBACK, channel(c, c.channel(), c.target()));
      case CopyAssignment c -> trail.asks(AuditAction.CHANNEL_ASSIGN, channel(c, c.target(), null));
      case DeleteChannel c -> trail.asks(AuditAction.CHANNEL_DELETE, channel(c, c.channel(), null));
    }
  }

  /**
   * Whether a command is a sign of life of a running build: it comes every few minutes, and that it
   * changes nothing says nothing.
   */
  static boolean isSignOfLife(Command command) {
    return command instanceof UpdateBuild update && update.status() == BuildStatus.RUNNING;
  }

  private static AuditAction action(RevokeIteration revoke, Instant now) {
    Instant at = revoke.effectiveAt();
    return at == null || !at.isAfter(now)
        ? AuditAction.VERSION_REVOKE
        : AuditAction.VERSION_SCHEDULE_REVOCATION;
  }

  @SuppressWarnings("OptionalAssignedToNull")
  private static AuditAction action(UpdateChannel update) {
    var assignment = update.assignment();
    if (assignment == null) {
      return AuditAction.CHANNEL_UPDATE;
    }
    return assignment.isPresent() ? AuditAction.CHANNEL_ASSIGN : AuditAction.CHANNEL_UNASSIGN;
  }

  @SuppressWarnings("OptionalAssignedToNull")
  private static @Nullable Fingerprint assigned(UpdateChannel update) {
    var assignment = update.assignment();
    return assignment == null ? null : assignment.orElse(null);
  }

  private static Target bucket(BucketCommand command) {
    return new Target(command.project().value(), command.bucket().value(), null, null, null);
  }

  private static Target version(BucketCommand command, Fingerprint version) {
    return new Target(
        command.project().value(), command.bucket().value(), null, version.value(), null);
  }

  private static Target build(BucketCommand command, Fingerprint version, BuildId build) {
    return new Target(
        command.project().value(), command.bucket().value(), null, version.value(), build.value());
  }

  private static Target channel(
      BucketCommand command, ChannelName channel, @Nullable Fingerprint version) {
    return new Target(
        command.project().value(),
        command.bucket().value(),
        channel.value(),
        version == null ? null : version.value(),
        null);
  }
}
