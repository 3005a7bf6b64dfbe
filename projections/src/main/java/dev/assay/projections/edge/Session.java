package dev.assay.projections.edge;

import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.access.Role;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.RequestInfo;
import dev.assay.projections.access.AccessRecord;
import dev.assay.projections.access.Binding;
import dev.assay.projections.access.PrincipalRecord;
import dev.assay.projections.access.ProjectRecord;
import dev.assay.projections.access.ResourceNames;
import dev.assay.projections.refusal.Refusal;
import java.util.List;
import java.util.Set;

/**
 * Who calls, and what they may do, as the access fold says at this request.
 *
 * @param access the caller's organisation
 * @param reached the journal's position that this request must see at least, −1 where the caller does not care
 */
public record Session(
    AccessRecord access, PrincipalRecord principal, RequestInfo request, long reached) {

  /** The request attribute that holds it. */
  public static final String ATTRIBUTE = "dev.assay.session";

  public OrganizationId organization() {
    return access.id();
  }

  public Actor actor() {
    return new Actor(principal.id().value(), principal.name(), Actor.Kind.SERVICE_PRINCIPAL);
  }

  /**
   * The project that a path names, if the caller has the role on it.
   *
   * @throws RefusalException 403 if not; 404 if there is no such project and the caller may know that
   */
  public ProjectId project(String organization, String project, Role role) {
    ProjectId id = projectOf(organization, project);
    require(holds(role, id), role, "project " + id);
    return id;
  }

  /**
   * The project that a path names, if the caller has the role on the bucket, itself or through the project.
   *
   * @throws RefusalException 403 if not; 404 if there is no such project and the caller may know that
   */
  public ProjectId bucket(String organization, String project, BucketName bucket, Role role) {
    ProjectId id = projectOf(organization, project);
    require(holds(role, id, bucket), role, "bucket " + bucket);
    return id;
  }

  /** Whether the caller has the role on the whole project. */
  public boolean holds(Role role, ProjectId project) {
    return holdsOnAny(role, Set.of(ResourceNames.organization(access.id()), ResourceNames.project(project)));
  }

  /** Whether the caller has the role on the bucket, itself or through the project. */
  public boolean holds(Role role, ProjectId project, BucketName bucket) {
    return holds(role, project) || holdsOnAny(role, Set.of(ResourceNames.bucket(project, bucket)));
  }

  /** Whether the caller has the role on the project or on anything in it. */
  public boolean holdsSomewhereIn(Role role, ProjectId project) {
    String below = "packer/" + ResourceNames.project(project) + "/";
    return holds(role, project)
        || bindings().stream()
            .anyMatch(held -> held.role().compareTo(role) >= 0 && held.resource().startsWith(below));
  }

  /** Whether the caller has the role on the whole organisation. */
  public boolean holdsOnOrganization(Role role) {
    return holdsOnAny(role, Set.of(ResourceNames.organization(access.id())));
  }

  /** The projects that the caller may read something in. */
  public List<ProjectRecord> projects() {
    return access.projects().values().stream()
        .filter(project -> holdsSomewhereIn(Role.VIEWER, project.id()))
        .toList();
  }

  /**
   * The project with an id, if the caller may read something in it.
   *
   * @throws RefusalException 403 if not; 404 if there is no such project and the caller may know that
   */
  public ProjectRecord readableProject(String project) {
    for (ProjectRecord readable : projects()) {
      if (readable.id().value().equals(project)) {
        return readable;
      }
    }
    throw unknown(project);
  }

  private ProjectId projectOf(String organization, String project) {
    if (!access.id().value().equals(organization)) {
      throw denied("organization " + organization + ": not yours (expected: " + access.id() + ")");
    }
    for (ProjectId id : access.projects().keySet()) {
      if (id.value().equals(project)) {
        return id;
      }
    }
    throw unknown(project);
  }

  private RefusalException unknown(String project) {
    return holdsOnOrganization(Role.VIEWER) && access.projects().keySet().stream().noneMatch(id -> id.value().equals(project))
        ? new RefusalException(new Refusal.NotFound("project " + project + ": does not exist"))
        : denied("project " + project + ": no role on it (expected: at least viewer)");
  }

  private boolean holdsOnAny(Role role, Set<String> resources) {
    return bindings().stream()
        .anyMatch(held -> held.role().compareTo(role) >= 0 && resources.contains(held.resource()));
  }

  private List<Binding> bindings() {
    return access.bindings().getOrDefault(principal.id(), List.of());
  }

  private void require(boolean holds, Role role, String what) {
    if (!holds) {
      throw denied(what + ": " + principal.name() + " may not do this (expected: at least " + role.name().toLowerCase(java.util.Locale.ROOT) + ")");
    }
  }

  private static RefusalException denied(String message) {
    return new RefusalException(new Refusal.PermissionDenied(message));
  }
}
