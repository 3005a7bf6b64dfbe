package dev.assay.command.http.iteration;

import static dev.assay.projections.edge.RefusalException.unlessValid;

import dev.assay.command.bucket.BucketCommand;
import dev.assay.command.bucket.BucketCommand.CreateIteration;
import dev.assay.command.bucket.BucketCommand.DeleteIteration;
import dev.assay.command.bucket.BucketCommand.PublishIteration;
import dev.assay.command.bucket.BucketCommand.RestoreIteration;
import dev.assay.command.bucket.BucketCommand.RevokeIteration;
import dev.assay.command.http.AsOfCommit;
import dev.assay.command.http.JsonBody;
import dev.assay.command.http.Thing;
import dev.assay.command.http.Writes;
import dev.assay.command.identity.IdSource;
import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.TemplateType;
import dev.assay.projections.access.Permission;
import dev.assay.projections.edge.Paths;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import dev.assay.projections.naming.Names;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.wire.Answers.Empty;
import dev.assay.projections.wire.Answers.VersionAnswer;
import dev.assay.projections.wire.Answers.VersionUpdateAnswer;
import dev.assay.projections.wire.Location;
import dev.assay.projections.wire.Metadata;
import dev.assay.projections.wire.Operation;
import dev.assay.projections.wire.Version;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Create, Update and Delete of a version. */
@RestController
final class VersionWrites {

  private final Writes writes;
  private final IdSource ids;
  private final InstantSource clock;

  VersionWrites(Writes writes, IdSource ids, InstantSource clock) {
    this.writes = writes;
    this.ids = ids;
    this.clock = clock;
  }

  @PostMapping(Paths.VERSIONS)
  VersionAnswer create(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      JsonBody body,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName in = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, in, Permission.WRITE);
    Fingerprint fingerprint =
        unlessValid(Names.fingerprint("fingerprint", body.text("fingerprint")));
    CreateIteration create =
        new CreateIteration(of, in, new IterationId(ids.next()), fingerprint, templateType(body));
    return writes.execute(
        create,
        session,
        then -> new VersionAnswer(then.version(of, in, fingerprint, Metadata.SHOWN)));
  }

  @PatchMapping(Paths.VERSION)
  VersionUpdateAnswer update(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @PathVariable String fingerprint,
      JsonBody body,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName in = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, in, Permission.WRITE);
    Fingerprint version = Paths.fingerprint(fingerprint);
    Optional<BucketCommand> asked = command(body, of, in, version);
    Function<AsOfCommit, VersionUpdateAnswer> answer =
        then ->
            new VersionUpdateAnswer(
                then.version(of, in, version, Metadata.SHOWN),
                operation(then, Location.of(organization, project)),
                then.effects());
    Thing thing = new Thing.OfVersion(of, in, version);
    return asked
        .map(command -> writes.execute(command, session, thing, answer))
        .orElseGet(() -> writes.unchanged(session, thing, answer));
  }

  /** There is no mask: each field is an instruction. */
  private Optional<BucketCommand> command(
      JsonBody body, ProjectId project, BucketName bucket, Fingerprint version) {
    Optional<RevocationBody> revocation = RevocationBody.of(body, clock.instant());
    if (revocation.isPresent()) {
      return revocation.map(given ->
          new RevokeIteration(
              project,
              bucket,
              version,
              given.at(),
              given.message(),
              given.skipDescendants(),
              given.disableRollback()));
    }
    boolean complete = body.flag("complete");
    if (body.flag("restore")) {
      if (complete) {
        throw body.refused("restore", "given with complete", "only one of the two");
      }
      return Optional.of(new RestoreIteration(project, bucket, version));
    }
    return complete
        ? Optional.of(new PublishIteration(project, bucket, version))
        : Optional.empty();
  }

  @DeleteMapping(Paths.VERSION)
  Empty delete(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @PathVariable String fingerprint,
      @RequestParam(name = "rollback_channels", required = false) @Nullable String rollback,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName in = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, in, Permission.WRITE);
    Fingerprint version = Paths.deletedFingerprint(fingerprint);
    return writes.execute(
        new DeleteIteration(of, in, version, flag("rollback_channels", rollback)),
        session,
        new Thing.OfVersion(of, in, version),
        _ -> new Empty());
  }

  private static TemplateType templateType(JsonBody body) {
    Version.TemplateType type = body.constant("template_type", "", Version.TemplateType.class);
    return switch (type) {
      case null -> TemplateType.UNSET;
      case TEMPLATE_TYPE_UNSET -> TemplateType.UNSET;
      case HCL2 -> TemplateType.HCL2;
      case JSON -> TemplateType.JSON;
    };
  }

  private static boolean flag(String name, @Nullable String value) {
    return switch (value) {
      case null -> false;
      case "", "false" -> false;
      case "true" -> true;
      default ->
          throw new RefusalException(
              Refusal.InvalidArgument.of(name, Shown.value(value), "true or false"));
    };
  }

  /** Its id is the commit's. */
  private Operation operation(AsOfCommit then, Location location) {
    return Operation.done(then.commitId().orElseGet(ids::next), location, then.time());
  }
}
