package dev.assay.query.iteration;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.projections.access.Permission;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.edge.Paths;
import dev.assay.projections.edge.Session;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.paging.SortOrder;
import dev.assay.projections.records.RegistryRecords;
import dev.assay.projections.wire.Answers.VersionAnswer;
import dev.assay.projections.wire.Answers.VersionList;
import dev.assay.projections.wire.Metadata;
import dev.assay.query.http.AnswersAsOf;
import dev.assay.query.http.PageParameters;
import dev.assay.query.http.Reads;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Get and List of versions. */
@RestController
@AnswersAsOf
final class VersionReads {

  private static final SortOrder NEWEST_FIRST = SortOrder.descending("created_at");

  private final Reads reads;

  VersionReads(Reads reads) {
    this.reads = reads;
  }

  @GetMapping(Paths.VERSION)
  VersionAnswer get(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @PathVariable String fingerprint,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName in = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, in, Permission.READ);
    return reads.answer(
        session,
        at -> {
          BucketRecord found = at.bucket(of, in);
          Fingerprint version = Paths.fingerprint(fingerprint);
          return new VersionAnswer(
              session.tagged(
                  at.wire().taggedVersion(found, at.iteration(found, version), Metadata.SHOWN)));
        });
  }

  @GetMapping(Paths.VERSIONS)
  VersionList list(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @RequestParam MultiValueMap<String, String> query,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName in = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, in, Permission.READ);
    PageParameters parameters = PageParameters.of(query);
    SortOrder order = parameters.order(RegistryRecords.ITERATION_ORDERS, NEWEST_FIRST);
    PageRequest request = parameters.page("versions/" + of + "/" + in + "/" + order);
    return reads.page(
        session,
        request,
        (at, asked) -> {
          BucketRecord found = at.bucket(of, in);
          Page<IterationRecord> page = at.records().iterations(found.id(), order, asked);
          return new VersionList(
              page.items().stream()
                  .map(each -> at.wire().version(found, each, Metadata.OMITTED))
                  .toList(),
              page.pagination());
        });
  }
}
