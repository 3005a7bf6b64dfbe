package dev.assay.query.ancestry;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.projections.access.Permission;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.edge.Paths;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.wire.WireJson;
import dev.assay.query.http.AnswersAsOf;
import dev.assay.query.http.Reads;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The graph around a version, as JSON or for Graphviz. */
@AnswersAsOf
@RestController
final class LineageReads {

  private static final String GRAPHVIZ = "text/vnd.graphviz";
  private static final MediaType DOT = MediaType.parseMediaType(GRAPHVIZ + ";charset=UTF-8");

  private final Reads reads;

  LineageReads(Reads reads) {
    this.reads = reads;
  }

  @GetMapping(Paths.ASSAY_BUCKET + "/versions/{fingerprint}/lineage")
  ResponseEntity<String> lineage(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @PathVariable String fingerprint,
      @RequestParam MultiValueMap<String, String> query,
      @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName in = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, in, Permission.READ);
    Fingerprint version = Paths.fingerprint(fingerprint);
    LineageQuery asked = LineageQuery.of(query);
    boolean dot = isDot(query.getFirst("format"), accept);
    LineageAnswer lineage =
        reads.answer(
            session,
            moment -> {
              BucketRecord found = moment.bucket(of, in);
              return new Lineage(moment, session.access(), asked)
                  .around(found, moment.iteration(found, version));
            });
    return dot
        ? ResponseEntity.ok().contentType(DOT).body(Dot.of(lineage))
        : ResponseEntity.ok()
            .contentType(MediaType.APPLICATION_JSON)
            .body(WireJson.mapper().writeValueAsString(lineage));
  }

  private static boolean isDot(@Nullable String format, @Nullable String accept) {
    return switch (format) {
      case null -> accept != null && accept.toLowerCase(Locale.ROOT).contains(GRAPHVIZ);
      case "" -> accept != null && accept.toLowerCase(Locale.ROOT).contains(GRAPHVIZ);
      case "json" -> false;
      case "dot" -> true;
      default ->
          throw new RefusalException(
              Refusal.InvalidArgument.of("format", Shown.value(format), "json or dot"));
    };
  }
}
