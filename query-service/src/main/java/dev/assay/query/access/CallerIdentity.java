package dev.assay.query.access;

import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.ProjectId;
import dev.assay.projections.access.PrincipalRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GetCallerIdentityResponse} of the IAM service. */
record CallerIdentity(Principal principal) {

  /**
   * {@code Principal}.
   *
   * @param type PRINCIPAL_TYPE_SERVICE
   */
  record Principal(String id, String type, ServicePrincipal service, List<String> groupIds) {}

  /**
   * {@code ServicePrincipal}.
   *
   * @param projectId the project it belongs to, null for one of the organisation
   */
  record ServicePrincipal(
      String id,
      String name,
      String resourceName,
      String organizationId,
      @Nullable String projectId,
      Instant createdAt) {}

  static CallerIdentity of(OrganizationId organization, PrincipalRecord principal) {
    ProjectId project = principal.projectId();
    String parent = project == null ? "organization/" + organization : "project/" + project;
    return new CallerIdentity(
        new Principal(
            principal.id().value(),
            "PRINCIPAL_TYPE_SERVICE",
            new ServicePrincipal(
                principal.id().value(),
                principal.name(),
                "iam/" + parent + "/service-principal/" + principal.name(),
                organization.value(),
                project == null ? null : project.value(),
                principal.createdAt()),
            List.of()));
  }
}
