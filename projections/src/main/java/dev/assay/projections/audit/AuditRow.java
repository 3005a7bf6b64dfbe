package dev.assay.projections.audit;

import dev.assay.events.access.OrganizationId;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.RequestInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the audit log: one thing that one request changed, or one request that changed
 * nothing. Its size is bounded.
 *
 * @param told what the caller was told, null where it was done
 * @param organization null for what concerns the registry as a machine
 * @param command what was decided, by the name that the journal keeps; of a request that changed
 *     nothing: its method and path
 * @param cause why it happened where nobody asked for just this: {@code completion}, {@code
 *     revocation}, {@code deletion}, {@code copied}; null where there is nothing to say
 * @param subject what changed, for people: {@code channel production of bucket base}
 * @param omittedChanges how many more changes there were than a row holds
 */
public record AuditRow(
    AuditPlace place,
    Outcome outcome,
    @Nullable Told told,
    Actor actor,
    RequestInfo request,
    @Nullable OrganizationId organization,
    String action,
    String command,
    @Nullable String cause,
    AuditTarget target,
    String subject,
    List<Change> changes,
    int omittedChanges) {

  public AuditRow {
    changes = List.copyOf(changes);
  }

  /** What became of what was asked for. */
  public enum Outcome {
    /** It was done. */
    OK,
    /** It was not done, and the caller was told why. */
    REFUSED,
    /** All was already as it asked. */
    UNCHANGED
  }

  /**
   * An answer.
   *
   * @param status HTTP status
   * @param code gRPC code, 0 for a success
   */
  public record Told(int status, int code, String message) {}

  /** Its identity, the same in every view and for ever. */
  public String id() {
    return place.id();
  }
}
