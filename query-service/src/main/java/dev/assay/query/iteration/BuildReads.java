package dev.assay.query.iteration;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.iteration.BuildId;
import dev.assay.projections.access.Permission;
import dev.assay.projections.edge.Paths;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import dev.assay.projections.iteration.BuildRecord;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.paging.Pagination;
import dev.assay.projections.paging.SortOrder;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.wire.Answers.BuildAnswer;
import dev.assay.projections.wire.Answers.BuildList;
import dev.assay.projections.wire.Location;
import dev.assay.projections.wire.Metadata;
import dev.assay.projections.wire.VersionWire;
import dev.assay.query.http.AnswersAsOf;
import dev.assay.query.http.ListPages;
import dev.assay.query.http.Moment;
import dev.assay.query.http.PageParameters;
import dev.assay.query.http.Reads;
import java.util.Set;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Get and List of builds. */
@RestController
@AnswersAsOf
final class BuildReads {

  private static final Set<String> SORTABLE =
      Set.of("created_at", "updated_at", "component_type", "platform", "status");
  private static final SortOrder OLDEST_FIRST = SortOrder.ascending("created_at");

  private final Reads reads;

  BuildReads(Reads reads) {
    this.reads = reads;
  }

  @GetMapping(Paths.BUILD)
  BuildAnswer get(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @PathVariable String fingerprint,
      @PathVariable("build") String id,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName in = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, in, Permission.READ);
    BuildId build = Paths.build(id);
    return reads.answer(
        session,
        at ->
            iteration(at, of, in, fingerprint)
                .build(build)
                .map(found -> new BuildAnswer(VersionWire.build(found, Metadata.SHOWN)))
                .orElseThrow(() ->
                    new RefusalException(
                        new Refusal.NotFound("build " + Shown.value(id) + ": does not exist"))));
  }

  /** All of them where no page is asked for: publishers do not follow tokens. */
  @GetMapping(Paths.BUILDS)
  BuildList list(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @PathVariable String fingerprint,
      @RequestParam MultiValueMap<String, String> query,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName in = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, in, Permission.READ);
    PageParameters parameters = PageParameters.of(query);
    SortOrder order = parameters.order(SORTABLE, OLDEST_FIRST);
    PageRequest request =
        parameters.page("builds/" + of + "/" + in + "/" + fingerprint + "/" + order);
    return reads.page(
        session,
        request,
        (at, asked) -> {
          IterationRecord iteration = iteration(at, of, in, fingerprint);
          Page<BuildRecord> page =
              ListPages.of(
                  parameters.unpaged()
                      ? asked.sized(Math.max(1, iteration.builds().size()))
                      : asked,
                  iteration.builds(),
                  order,
                  BuildReads::sortKey,
                  build -> build.id().value());
          return new BuildList(
              VersionWire.builds(page.items(), Metadata.OMITTED),
              Location.of(organization, project),
              parameters.unpaged() ? Pagination.NONE : page.pagination());
        });
  }

  private static IterationRecord iteration(
      Moment at, ProjectId project, BucketName bucket, String fingerprint) {
    return at.iteration(at.bucket(project, bucket), Paths.fingerprint(fingerprint));
  }

  private static String sortKey(BuildRecord build, String field) {
    return switch (field) {
      case "updated_at" -> ListPages.key(build.updatedAt());
      case "component_type" -> build.componentType();
      case "platform" -> build.platform();
      case "status" -> build.status().name();
      default -> ListPages.key(build.createdAt());
    };
  }
}
