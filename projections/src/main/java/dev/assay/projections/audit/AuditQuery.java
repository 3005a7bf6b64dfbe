package dev.assay.projections.audit;

import dev.assay.events.access.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are asked for. What is null is not asked about.
 *
 * @param machine whether rows that concern the registry as a machine are among them
 * @param project id of a project
 * @param bucket name of a bucket
 * @param channel name of a channel
 * @param version fingerprint of a version
 * @param actor id or name of an actor
 * @param from the first instant, ms
 * @param to the first instant that is no longer asked for, ms
 */
public record AuditQuery(
    OrganizationId organization,
    boolean machine,
    @Nullable String project,
    @Nullable String bucket,
    @Nullable String channel,
    @Nullable String version,
    @Nullable String actor,
    @Nullable AuditAction action,
    AuditRow.@Nullable Outcome outcome,
    @Nullable Instant from,
    @Nullable Instant to) {

  /** Whether a row is one of them. */
  public boolean matches(AuditRow row) {
    var target = row.target();
    return (row.organization() == null ? machine : row.organization().equals(organization))
        && asked(project, target.project())
        && asked(bucket, target.bucket())
        && asked(channel, target.channel())
        && asked(version, target.version())
        && (actor == null || actor.equals(row.actor().id()) || actor.equals(row.actor().name()))
        && (action == null || action.value().equals(row.action()))
        && (outcome == null || outcome == row.outcome())
        && (from == null || !row.place().time().isBefore(from))
        && (to == null || row.place().time().isBefore(to));
  }

  private static boolean asked(@Nullable String wanted, @Nullable String found) {
    return wanted == null || wanted.equals(found);
  }

  /** Whether rows of a log can be among them. */
  public boolean reaches(AuditPlace.Origin origin) {
    return outcome == null
        || switch (origin) {
          case JOURNAL -> outcome == AuditRow.Outcome.OK;
          case REFUSALS -> outcome != AuditRow.Outcome.OK;
        };
  }

  /** What page tokens of these rows are for. */
  public String list() {
    return "audit " + this;
  }
}
