package dev.assay.command.http.iteration;

import dev.assay.command.bucket.BucketCommand.CreateBuild;
import dev.assay.command.bucket.BucketCommand.DeleteBuild;
import dev.assay.command.bucket.BucketCommand.UpdateBuild;
import dev.assay.command.http.JsonBody;
import dev.assay.command.http.Writes;
import dev.assay.command.identity.IdSource;
import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.projections.access.Permission;
import dev.assay.projections.edge.Paths;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.wire.Answers.BuildAnswer;
import dev.assay.projections.wire.Answers.Empty;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Create, Update and Delete of a build. */
@RestController
final class BuildWrites {

  private final Writes writes;
  private final IdSource ids;
  private final BuildBodies bodies;

  BuildWrites(Writes writes, IdSource ids) {
    this.writes = writes;
    this.ids = ids;
    this.bodies = new BuildBodies(ids);
  }

  @PostMapping(Paths.BUILDS)
  BuildAnswer create(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @PathVariable String fingerprint,
      JsonBody body,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName in = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, in, Permission.WRITE);
    Fingerprint version = Paths.fingerprint(fingerprint);
    BuildBodies.checkSource(body);
    BuildStatus status = BuildBodies.status(body);
    BuildId build = new BuildId(ids.next());
    CreateBuild create =
        new CreateBuild(
            of,
            in,
            version,
            build,
            BuildBodies.componentType(body),
            status == null ? BuildStatus.UNSET : status,
            bodies.details(body));
    return writes.execute(
        create, session, then -> new BuildAnswer(then.createdBuild(of, in, version, build)));
  }

  @PatchMapping(Paths.BUILD)
  BuildAnswer update(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @PathVariable String fingerprint,
      @PathVariable("build") String id,
      JsonBody body,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName in = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, in, Permission.WRITE);
    Fingerprint version = Paths.fingerprint(fingerprint);
    BuildId build = Paths.build(id);
    UpdateBuild update =
        new UpdateBuild(of, in, version, build, BuildBodies.status(body), bodies.details(body));
    return writes.execute(
        update, session, then -> new BuildAnswer(then.build(of, in, version, build)));
  }

  @DeleteMapping(Paths.BUILD)
  Empty delete(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @PathVariable String fingerprint,
      @PathVariable("build") String id,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName in = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, in, Permission.WRITE);
    DeleteBuild delete = new DeleteBuild(of, in, Paths.fingerprint(fingerprint), Paths.build(id));
    return writes.execute(delete, session, _ -> new Empty());
  }

  @PutMapping(Paths.BUILD + "/sboms")
  Empty uploadSbom(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    session.bucket(organization, project, Paths.bucket(bucket), Permission.WRITE);
    throw new RefusalException(
        new Refusal.Unimplemented("SBOM documents are not part of this release"));
  }
}
