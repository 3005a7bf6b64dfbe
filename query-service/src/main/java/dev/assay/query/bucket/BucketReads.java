package dev.assay.query.bucket;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.projections.access.Access;
import dev.assay.projections.access.Permission;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.edge.Paths;
import dev.assay.projections.edge.Session;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.paging.SortOrder;
import dev.assay.projections.records.RegistryRecords;
import dev.assay.projections.wire.Answers.BucketAnswer;
import dev.assay.projections.wire.Answers.BucketList;
import dev.assay.query.http.AnswersAsOf;
import dev.assay.query.http.ListPages;
import dev.assay.query.http.Moment;
import dev.assay.query.http.PageParameters;
import dev.assay.query.http.Reads;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Get and List of buckets. */
@RestController
@AnswersAsOf
final class BucketReads {

  private static final SortOrder NEWEST_FIRST = SortOrder.descending("created_at");

  private final Reads reads;

  BucketReads(Reads reads) {
    this.reads = reads;
  }

  @GetMapping(Paths.BUCKET)
  BucketAnswer get(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName name = Paths.bucket(bucket);
    ProjectId in = session.bucket(organization, project, name, Permission.READ);
    return reads.answer(
        session,
        at -> new BucketAnswer(session.tagged(at.wire().taggedBucket(at.bucket(in, name)))));
  }

  /** All buckets of the project, or those that the caller has a role on. */
  @GetMapping(Paths.BUCKETS)
  BucketList list(
      @PathVariable String organization,
      @PathVariable String project,
      @RequestParam MultiValueMap<String, String> query,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    ProjectId in = session.seenProject(organization, project).id();
    PageParameters parameters = PageParameters.of(query);
    SortOrder order = parameters.order(RegistryRecords.BUCKET_ORDERS, NEWEST_FIRST);
    PageRequest request = parameters.page("buckets/" + in + "/" + order);
    return reads.page(
        session,
        request,
        (at, asked) -> {
          Page<BucketRecord> page = page(at, session.access(), in, order, asked);
          return new BucketList(
              page.items().stream().map(at.wire()::bucket).toList(), page.pagination());
        });
  }

  private static Page<BucketRecord> page(
      Moment at, Access access, ProjectId project, SortOrder order, PageRequest request) {
    return access.may(Permission.READ, project)
        ? at.records().buckets(project, order, request)
        : ListPages.of(
            request,
            access.buckets(project).stream()
                .flatMap(name -> at.records().bucket(project, name).stream())
                .toList(),
            order,
            BucketReads::sortKey,
            bucket -> bucket.id().value());
  }

  private static String sortKey(BucketRecord bucket, String field) {
    return field.equals("name") ? bucket.name().value() : ListPages.key(bucket.createdAt());
  }
}
