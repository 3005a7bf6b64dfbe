package dev.assay.projections.access;

import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.access.Role;
import dev.assay.events.bucket.BucketName;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.refusal.Refusal.PermissionDenied;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one principal may do, as of one moment. Roles add up: what is held on the organisation holds
 * in its projects, what is held on a project holds in its buckets.
 *
 * @param organization the only organisation that the principal can see
 */
public record Access(PrincipalRecord principal, AccessRecord organization) {

  /** The strongest role on a project itself. */
  public Optional<Role> role(ProjectId project) {
    return strongest(
        Set.of(ResourceNames.organization(organization.id()), ResourceNames.project(project)));
  }

  /** The strongest role on a bucket, whether it exists or not. */
  public Optional<Role> role(ProjectId project, BucketName bucket) {
    return strongest(
        Set.of(
            ResourceNames.organization(organization.id()),
            ResourceNames.project(project),
            ResourceNames.bucket(project, bucket)));
  }

  /** Why a call on the whole installation is not allowed; empty to owners of the organisation. */
  public Optional<Refusal> refusalToOperate() {
    return strongest(Set.of(ResourceNames.organization(organization.id())))
            .filter(Role.OWNER::equals)
            .isPresent()
        ? Optional.empty()
        : Optional.of(
            new PermissionDenied(
                "principal "
                    + principal.name()
                    + " may not operate this registry (expected: "
                    + RoleIds.of(Role.OWNER)
                    + " on the organisation)"));
  }

  /**
   * Why who may do what on a resource is not for the caller to see and change; empty to admins of a
   * project or a bucket, and to owners of the organisation.
   */
  public Optional<Refusal> refusalToManage(Resource resource) {
    return switch (resource) {
      case Resource.OfOrganization(var id) when !id.equals(organization.id()) ->
          Optional.of(
              new PermissionDenied(
                  "organization "
                      + id
                      + ": not the caller's (expected: "
                      + organization.id()
                      + ")"));
      case Resource.OfOrganization _ -> refusalToOperate();
      case Resource.OfProject(var project) -> refusal(Permission.ADMINISTER, project);
      case Resource.OfBucket(var project, var bucket) ->
          refusal(Permission.ADMINISTER, project, bucket);
    };
  }

  /** Whether the principal holds any role at all. */
  public boolean isAnybody() {
    return !bindings().isEmpty();
  }

  /** Why a call on the organisation itself is not allowed; empty if it is. */
  public Optional<Refusal> refusal(Permission permission) {
    return strongest(Set.of(ResourceNames.organization(organization.id())))
            .filter(permission::heldBy)
            .isPresent()
        ? Optional.empty()
        : Optional.of(denied(permission, "organization " + organization.id()));
  }

  /** Why a call on a project is not allowed; empty if it is. */
  public Optional<Refusal> refusal(Permission permission, ProjectId project) {
    return may(permission, project)
        ? Optional.empty()
        : Optional.of(denied(permission, "project " + project));
  }

  /** Why a call on a bucket is not allowed; empty if it is. */
  public Optional<Refusal> refusal(Permission permission, ProjectId project, BucketName bucket) {
    return may(permission, project, bucket)
        ? Optional.empty()
        : Optional.of(denied(permission, "bucket " + bucket + " of project " + project));
  }

  /**
   * Why a channel may not be read; empty if it may: a restricted one only by those who may write.
   */
  public Optional<Refusal> refusalToRead(
      ProjectId project, BucketName bucket, ChannelRecord channel) {
    if (mayRead(project, bucket, channel)) {
      return Optional.empty();
    }
    return may(Permission.READ, project, bucket)
        ? Optional.of(
            new PermissionDenied(
                "channel "
                    + channel.name()
                    + " of bucket "
                    + bucket
                    + " is restricted (expected: "
                    + Permission.WRITE.leastRole()
                    + " or more)"))
        : refusal(Permission.READ, project, bucket);
  }

  public boolean may(Permission permission, ProjectId project) {
    return known(project) && role(project).filter(permission::heldBy).isPresent();
  }

  public boolean may(Permission permission, ProjectId project, BucketName bucket) {
    return known(project) && role(project, bucket).filter(permission::heldBy).isPresent();
  }

  /** Whether a channel may be read; lists leave the others out. */
  public boolean mayRead(ProjectId project, BucketName bucket, ChannelRecord channel) {
    return may(channel.restricted() ? Permission.WRITE : Permission.READ, project, bucket);
  }

  /** Whether the principal holds any role in a project, be it on one bucket only. */
  public boolean sees(ProjectId project) {
    return known(project)
        && (role(project).isPresent()
            || bindings().stream()
                .anyMatch(held -> held.resource().startsWith(ResourceNames.bucketPrefix(project))));
  }

  /** The projects that the principal holds any role in, the oldest first. */
  public List<ProjectRecord> projects() {
    return organization.projects().values().stream()
        .filter(project -> sees(project.id()))
        .sorted(Comparator.comparing(ProjectRecord::createdAt))
        .toList();
  }

  /**
   * The names of the buckets of a project that the principal holds a role on, whether they exist or
   * not.
   */
  public List<BucketName> buckets(ProjectId project) {
    String prefix = ResourceNames.bucketPrefix(project);
    return bindings().stream()
        .map(Binding::resource)
        .filter(resource -> resource.startsWith(prefix) && resource.length() > prefix.length())
        .map(resource -> new BucketName(resource.substring(prefix.length())))
        .distinct()
        .toList();
  }

  private boolean known(ProjectId project) {
    return organization.projects().containsKey(project);
  }

  private List<Binding> bindings() {
    PrincipalId id = principal.id();
    return organization.bindings().getOrDefault(id, List.of());
  }

  private Optional<Role> strongest(Set<String> resources) {
    return bindings().stream()
        .filter(held -> resources.contains(held.resource()))
        .map(Binding::role)
        .max(Comparator.naturalOrder());
  }

  private PermissionDenied denied(Permission permission, String resource) {
    return new PermissionDenied(
        "principal "
            + principal.name()
            + " may not "
            + permission.verb()
            + " in "
            + resource
            + " (expected: "
            + permission.leastRole()
            + " or more)");
  }
}
