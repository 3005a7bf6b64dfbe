package dev.assay.command.http.bucket;

import static dev.assay.projections.edge.RefusalException.unlessValid;

import dev.assay.command.bucket.BucketCommand.CreateBucket;
import dev.assay.command.bucket.BucketCommand.DeleteBucket;
import dev.assay.command.bucket.BucketCommand.UpdateBucket;
import dev.assay.command.http.JsonBody;
import dev.assay.command.http.Thing;
import dev.assay.command.http.Writes;
import dev.assay.command.identity.IdSource;
import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelId;
import dev.assay.projections.access.Permission;
import dev.assay.projections.edge.Paths;
import dev.assay.projections.edge.Session;
import dev.assay.projections.naming.Limits;
import dev.assay.projections.naming.Names;
import dev.assay.projections.wire.Answers.BucketAnswer;
import dev.assay.projections.wire.Answers.Empty;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Create, Update and Delete of a bucket. */
@RestController
final class BucketWrites {

  private final Writes writes;
  private final IdSource ids;

  BucketWrites(Writes writes, IdSource ids) {
    this.writes = writes;
    this.ids = ids;
  }

  @PutMapping(Paths.BUCKETS)
  BucketAnswer create(
      @PathVariable String organization,
      @PathVariable String project,
      JsonBody body,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    ProjectId in = session.project(organization, project, Permission.WRITE);
    BucketName name = unlessValid(Names.bucket("name", body.text("name")));
    Map<String, String> labels = body.labels("labels");
    CreateBucket create =
        new CreateBucket(
            in,
            name,
            new BucketId(ids.next()),
            new ChannelId(ids.next()),
            unlessValid(Limits.text("description", body.text("description"), Limits.DESCRIPTION)),
            labels == null ? Map.of() : labels);
    return writes.execute(create, session, then -> new BucketAnswer(then.bucket(in, name)));
  }

  @PatchMapping(Paths.BUCKET)
  BucketAnswer update(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      JsonBody body,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName name = Paths.bucket(bucket);
    ProjectId in = session.bucket(organization, project, name, Permission.WRITE);
    UpdateBucket update = new UpdateBucket(in, name, description(body), body.labels("labels"));
    return writes.execute(
        update,
        session,
        new Thing.OfBucket(in, name),
        then -> new BucketAnswer(then.bucket(in, name)));
  }

  @DeleteMapping(Paths.BUCKET)
  Empty delete(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    ProjectId in = session.project(organization, project, Permission.WRITE);
    BucketName name = Paths.bucket(bucket);
    return writes.execute(
        new DeleteBucket(in, name), session, new Thing.OfBucket(in, name), _ -> new Empty());
  }

  private static @Nullable String description(JsonBody body) {
    String description = body.text("description");
    return description == null
        ? null
        : unlessValid(Limits.text("description", description, Limits.DESCRIPTION));
  }
}
