package dev.assay.projections.wire.v1;

import dev.assay.projections.audit.AuditPlace;
import dev.assay.projections.audit.AuditRow;
import dev.assay.projections.audit.Change;
import dev.assay.projections.paging.Pagination;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One row of the audit log.
 *
 * @param position of the commit in the journal, null for what is not in it
 * @param status HTTP status of a request that changed nothing, else null
 * @param code gRPC code of a refusal, 0 for one that was not needed, else null
 * @param message why it was refused, else null
 * @param version fingerprint
 */
public record AuditEntry(
    String id,
    Instant time,
    @Nullable Long position,
    AuditRow.Outcome outcome,
    @Nullable Integer status,
    @Nullable Integer code,
    @Nullable String message,
    String action,
    String command,
    @Nullable String cause,
    String subject,
    Actor actor,
    Request request,
    @Nullable String organizationId,
    @Nullable String projectId,
    @Nullable String bucket,
    @Nullable String bucketId,
    @Nullable String channel,
    @Nullable String channelId,
    @Nullable String version,
    @Nullable String versionId,
    @Nullable String buildId,
    List<Change> changes,
    int omittedChanges) {

  /**
   * @param kind {@code service_principal}, {@code user} or {@code system}
   */
  public record Actor(String id, String name, String kind) {}

  /** From where it came. */
  public record Request(String id, @Nullable String sourceAddress, @Nullable String userAgent) {}

  /** A page, newest first. */
  public record Entries(List<AuditEntry> entries, Pagination pagination) {}

  public static AuditEntry of(AuditRow row) {
    var place = row.place();
    var told = row.told();
    var target = row.target();
    var organization = row.organization();
    return new AuditEntry(
        row.id(),
        place.time(),
        place.origin() == AuditPlace.Origin.JOURNAL ? place.position() : null,
        row.outcome(),
        told == null ? null : told.status(),
        told == null ? null : told.code(),
        told == null || told.message().isEmpty() ? null : told.message(),
        row.action(),
        row.command(),
        row.cause(),
        row.subject(),
        new Actor(
            row.actor().id(),
            row.actor().name(),
            row.actor().kind().name().toLowerCase(Locale.ROOT)),
        new Request(row.request().id(), row.request().sourceAddress(), row.request().userAgent()),
        organization == null ? null : organization.value(),
        target.project(),
        target.bucket(),
        target.bucketId(),
        target.channel(),
        target.channelId(),
        target.version(),
        target.versionId(),
        target.build(),
        row.changes(),
        row.omittedChanges());
  }
}
