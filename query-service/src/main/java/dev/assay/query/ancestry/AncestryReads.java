package dev.assay.query.ancestry;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.projections.access.Permission;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.edge.Paths;
import dev.assay.projections.edge.Session;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.wire.AncestryAnswer;
import dev.assay.query.http.AnswersAsOf;
import dev.assay.query.http.PageParameters;
import dev.assay.query.http.Reads;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The direct parents and children of a bucket. */
@RestController
final class AncestryReads {

  private final Reads reads;

  AncestryReads(Reads reads) {
    this.reads = reads;
  }

  @AnswersAsOf
  @GetMapping(Paths.BUCKET + "/ancestry")
  AncestryAnswer list(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @RequestParam MultiValueMap<String, String> query,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName in = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, in, Permission.READ);
    AncestryQuery asked = AncestryQuery.of(query);
    PageRequest request =
        PageParameters.of(query).page("ancestry/" + of + "/" + in + "/" + asked.list());
    return reads.page(
        session,
        request,
        (moment, page) -> {
          BucketRecord found = moment.bucket(of, in);
          return new AncestryList(moment, session.access(), found, asked).page(page);
        });
  }
}
