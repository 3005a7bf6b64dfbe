package dev.assay.command.http.iteration;

import dev.assay.command.bucket.BucketCommand.RevokeIteration;
import dev.assay.command.bucket.RevocationDryRun;
import dev.assay.command.execution.Caller;
import dev.assay.command.http.FutureInstant;
import dev.assay.command.http.JsonBody;
import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.journal.Journal;
import dev.assay.projections.access.Permission;
import dev.assay.projections.edge.Draining;
import dev.assay.projections.edge.Paths;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a revocation would touch. A read, answered by the half that decides, since it is the very
 * decision that a revocation would be; it appends nothing and holds nobody up.
 */
@RestController
final class ImpactReads {

  private static final Set<String> FLAGS =
      Set.of("skip_descendants_revocation", "disable_rollback_channels");

  private final RevocationDryRun dryRun;
  private final Journal journal;
  private final Draining draining;
  private final InstantSource clock;

  ImpactReads(RevocationDryRun dryRun, Journal journal, Draining draining, InstantSource clock) {
    this.dryRun = dryRun;
    this.journal = journal;
    this.draining = draining;
    this.clock = clock;
  }

  @GetMapping(Paths.ASSAY_BUCKET + "/versions/{fingerprint}/impact")
  ImpactAnswer impact(
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String bucket,
      @PathVariable String fingerprint,
      @RequestParam Map<String, String> query,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    BucketName in = Paths.bucket(bucket);
    ProjectId of = session.bucket(organization, project, in, Permission.READ);
    Fingerprint version = Paths.fingerprint(fingerprint);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    RevokeIteration revoke = revocation(JsonBody.ofQuery(query, FLAGS), of, in, version, now);
    draining.check();
    long position = journal.reached();
    session.answeredAt(position);
    Caller caller = new Caller(session.organization(), session.actor(), session.request());
    return switch (dryRun.of(revoke, caller, position, now)) {
      case RevocationDryRun.Outcome.Touches(var impact) ->
          ImpactAnswer.of(impact, revoke.effectiveAt(), in, of, session.access());
      case RevocationDryRun.Outcome.Refused(var refusal) -> throw new RefusalException(refusal);
    };
  }

  /** At once, where no time is named. */
  private static RevokeIteration revocation(
      JsonBody query, ProjectId project, BucketName bucket, Fingerprint version, Instant now) {
    Optional<Instant> at = FutureInstant.of(query, "revoke_at", "revoke_in", now);
    return new RevokeIteration(
        project,
        bucket,
        version,
        at.filter(instant -> instant.isAfter(now)).orElse(null),
        "",
        query.flag("skip_descendants_revocation"),
        query.flag("disable_rollback_channels"));
  }
}
