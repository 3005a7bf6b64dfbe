package dev.assay.projections.audit;

import dev.assay.events.access.AccessEvent;
import dev.assay.events.access.AccessEvent.KeyCreated;
import dev.assay.events.access.AccessEvent.KeyRevoked;
import dev.assay.events.access.AccessEvent.OrganizationCreated;
import dev.assay.events.access.AccessEvent.ProjectCreated;
import dev.assay.events.access.AccessEvent.RoleGranted;
import dev.assay.events.access.AccessEvent.RoleWithdrawn;
import dev.assay.events.access.AccessEvent.ServicePrincipalCreated;
import dev.assay.events.access.AccessEvent.ServicePrincipalDeleted;
import dev.assay.projections.access.RoleIds;

/** What happens to those who may do something. Of secrets nothing is told, not even a hash. */
final class AccessRows {

  private AccessRows() {}

  static void fold(AccessEvent event, CommitRows rows) {
    switch (event) {
      case OrganizationCreated e ->
          rows.row(
                  AuditAction.ORGANIZATION_CREATE,
                  e.organizationId().value(),
                  AuditTarget.NONE,
                  "organization " + e.name())
              .change("name", null, e.name());
      case ProjectCreated e ->
          rows.row(
                  AuditAction.PROJECT_CREATE,
                  e.projectId().value(),
                  AuditTarget.project(e.projectId().value()),
                  "project " + e.name())
              .change("name", null, e.name())
              .change("description", null, e.description().isEmpty() ? null : e.description());
      case ServicePrincipalCreated e -> created(e, rows);
      case ServicePrincipalDeleted e ->
          rows.row(
              AuditAction.PRINCIPAL_DELETE,
              e.principalId().value(),
              AuditTarget.NONE,
              principal(e.principalId().value(), rows));
      case KeyCreated e -> created(e, rows);
      case KeyRevoked e -> revoked(e, rows);
      case RoleGranted e ->
          role(AuditAction.ROLE_GRANT, e.principalId().value(), e.resource(), rows)
              .change("role", null, RoleIds.of(e.role()));
      case RoleWithdrawn e ->
          role(AuditAction.ROLE_WITHDRAW, e.principalId().value(), e.resource(), rows)
              .change("role", RoleIds.of(e.role()), null);
    }
  }

  private static String principal(String id, CommitRows rows) {
    Thing.Principal known = rows.things().find(Thing.Principal.class, id);
    return "principal " + (known == null ? id : known.name());
  }

  private static void created(ServicePrincipalCreated e, CommitRows rows) {
    String id = e.principalId().value();
    String project = e.projectId() == null ? null : e.projectId().value();
    rows.row(
            AuditAction.PRINCIPAL_CREATE, id, AuditTarget.project(project), "principal " + e.name())
        .change("id", null, id)
        .change("name", null, e.name());
    rows.things().keep(Thing.Principal.class, new Thing.Principal(id, e.name()));
  }

  private static void created(KeyCreated e, CommitRows rows) {
    String id = e.clientId().value();
    String principal = e.principalId().value();
    rows.row(
            AuditAction.KEY_CREATE,
            id,
            AuditTarget.NONE,
            "key " + id + " of " + principal(principal, rows))
        .change("client_id", null, id)
        .change("expires_at", null, e.expiresAt());
    rows.things().keep(Thing.Key.class, new Thing.Key(id, principal));
  }

  private static void revoked(KeyRevoked e, CommitRows rows) {
    String id = e.clientId().value();
    Thing.Key known = rows.things().find(Thing.Key.class, id);
    String of = known == null ? "" : " of " + principal(known.principalId(), rows);
    rows.row(AuditAction.KEY_REVOKE, id, AuditTarget.NONE, "key " + id + of)
        .change("client_id", id, null);
  }

  private static RowDraft role(
      AuditAction action, String principal, String resource, CommitRows rows) {
    return rows.row(
        action,
        principal + " " + resource,
        target(resource),
        principal(principal, rows) + " on " + resource);
  }

  /** A role on a bucket is found by the bucket, one on a project by the project. */
  private static AuditTarget target(String resource) {
    String[] parts = resource.split("/");
    if (parts.length == 5 && parts[0].equals("packer") && parts[3].equals("bucket")) {
      return AuditTarget.bucket(parts[2], parts[4], null);
    }
    return parts.length == 2 && parts[0].equals("project")
        ? AuditTarget.project(parts[1])
        : AuditTarget.NONE;
  }
}
