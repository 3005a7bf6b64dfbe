package dev.assay.command.http.channel;

import static dev.assay.projections.edge.RefusalException.unlessValid;

import dev.assay.command.bucket.BucketCommand.CopyAssignment;
import dev.assay.command.bucket.BucketCommand.CreateChannel;
import dev.assay.command.bucket.BucketCommand.DeleteChannel;
import dev.assay.command.bucket.BucketCommand.RollbackChannel;
import dev.assay.command.bucket.BucketCommand.UpdateChannel;
import dev.assay.command.http.JsonBody;
import dev.assay.command.http.Thing;
import dev.assay.command.http.Writes;
import dev.assay.command.identity.IdSource;
import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.channel.OnRevocation;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.projections.access.Permission;
import dev.assay.projections.edge.Paths;
import dev.assay.projections.edge.Session;
import dev.assay.projections.naming.Names;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.wire.Answers.AssignAnswer;
import dev.assay.projections.wire.Answers.ChannelAnswer;
import dev.assay.projections.wire.Answers.Empty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Create, Update and Delete of a channel, and the copy of an assignment. */
@RestController
final class ChannelWrites {

  private static final String FINGERPRINT = "version_fingerprint";

  private final Writes writes;
  private final IdSource ids;

  ChannelWrites(Writes writes, IdSource ids) {
    this.writes = writes;
    this.ids = ids;
  }

  @PostMapping(Paths.CHANNELS)
  ChannelAnswer create(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      JsonBody body,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName in = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, in, Permission.WRITE);
    ChannelName name = unlessValid(Names.channel("name", body.text("name")));
    CreateChannel create =
        new CreateChannel(
            of,
            in,
            new ChannelId(ids.next()),
            name,
            fingerprint(body),
            body.flag("restricted"),
            onRevocation(body));
    return writes.execute(create, session, then -> new ChannelAnswer(then.channel(of, in, name)));
  }

  @PatchMapping(Paths.CHANNEL)
  ChannelAnswer update(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @PathVariable String channel,
      JsonBody body,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName in = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, in, Permission.WRITE);
    ChannelName name = Paths.channel(channel);
    UpdateMask mask = UpdateMask.of(body);
    UpdateChannel update =
        new UpdateChannel(
            of,
            in,
            name,
            mask.assignment() ? Optional.ofNullable(fingerprint(body)) : null,
            mask.restricted() ? body.flag("restricted") : null,
            mask.onRevocation() ? onRevocation(body) : null);
    return writes.execute(
        update,
        session,
        new Thing.OfChannel(of, in, name),
        then -> new ChannelAnswer(then.channel(of, in, name)));
  }

  @DeleteMapping(Paths.CHANNEL)
  Empty delete(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @PathVariable String channel,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName in = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, in, Permission.WRITE);
    ChannelName name = Paths.channel(channel);
    return writes.execute(
        new DeleteChannel(of, in, name),
        session,
        new Thing.OfChannel(of, in, name),
        _ -> new Empty());
  }

  /** A fixed word in the place of a channel's name: the more specific path wins. */
  @PostMapping(Paths.CHANNELS + "/assign")
  AssignAnswer assign(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      JsonBody body,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName in = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, in, Permission.WRITE);
    ChannelName source = unlessValid(Names.channel("source_channel", body.text("source_channel")));
    ChannelName target = unlessValid(Names.channel("target_channel", body.text("target_channel")));
    return writes.execute(
        new CopyAssignment(of, in, source, target),
        session,
        new Thing.OfChannel(of, in, target),
        then -> then.assigned(of, in, source, target));
  }

  /** Takes the channel back to a version further back in its history. */
  @PostMapping(Paths.ASSAY_CHANNEL + "/rollback")
  ChannelAnswer rollBack(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @PathVariable String channel,
      JsonBody body,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName in = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, in, Permission.WRITE);
    ChannelName name = Paths.channel(channel);
    return writes.execute(
        new RollbackChannel(of, in, name, fingerprint(body)),
        session,
        new Thing.OfChannel(of, in, name),
        then -> new ChannelAnswer(then.channel(of, in, name)));
  }

  private static OnRevocation onRevocation(JsonBody body) {
    String text = body.textOrNull("on_revocation");
    return switch (text) {
      case null -> OnRevocation.ROLL_BACK;
      case "roll-back" -> OnRevocation.ROLL_BACK;
      case "hold" -> OnRevocation.HOLD;
      case "empty" -> OnRevocation.EMPTY;
      default -> throw body.refused("on_revocation", Shown.value(text), "roll-back, hold or empty");
    };
  }

  private static @Nullable Fingerprint fingerprint(JsonBody body) {
    String fingerprint = body.textOrNull(FINGERPRINT);
    return fingerprint == null ? null : unlessValid(Names.fingerprint(FINGERPRINT, fingerprint));
  }
}
