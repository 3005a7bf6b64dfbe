package dev.assay.projections.edge;

import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.RequestInfo;
import dev.assay.projections.access.Access;
import dev.assay.projections.access.Permission;
import dev.assay.projections.access.ProjectRecord;
import dev.assay.projections.access.Resource;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.wire.Tagged;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Who calls, and what they may do, as the access fold says at this request.
 *
 * @param reached the journal's position that this request must see at least, −1 where the caller
 *     does not care
 * @param asOf the query parameter {@code as_of}, as often as it was given
 * @param header told what stands in a header of the answer
 * @param terms what the caller asks beside the call itself
 * @param trail told what the request asks for, and that it changes nothing
 */
public record Session(
    Access access,
    RequestInfo request,
    long reached,
    List<String> asOf,
    BiConsumer<String, String> header,
    Terms terms,
    Trail trail) {

  /** The request attribute that holds it. */
  public static final String ATTRIBUTE = "dev.assay.session";

  public OrganizationId organization() {
    return access.organization().id();
  }

  /** Tells the caller at which position of the journal the answer was made. */
  public void answeredAt(long answered) {
    header.accept("Assay-Position", Long.toString(answered));
  }

  /** Tells the caller that the same question may get another answer yet. */
  public void answerIsProvisional() {
    header.accept("Assay-Provisional", "true");
  }

  /** Tells the caller the tag of the one thing that the answer shows, and unwraps it. */
  public <T> T tagged(Tagged<T> thing) {
    header.accept("ETag", thing.tag().toString());
    return thing.shown();
  }

  Session under(Terms given) {
    return new Session(access, request, reached, asOf, header, given, trail);
  }

  public Actor actor() {
    return new Actor(
        access.principal().id().value(), access.principal().name(), Actor.Kind.SERVICE_PRINCIPAL);
  }

  /**
   * The organisation that a path names, if the caller may do this in it.
   *
   * @throws RefusalException 403 if not
   */
  public OrganizationId organization(String organization, Permission permission) {
    own(organization);
    access.refusal(permission).ifPresent(Session::refuse);
    return organization();
  }

  /**
   * The project that a path names, if the caller may do this in it.
   *
   * @throws RefusalException 403 if not; 404 if there is no such project and the caller may know
   *     that
   */
  public ProjectId project(String organization, String project, Permission permission) {
    ProjectId id = known(organization, project);
    access.refusal(permission, id).ifPresent(Session::refuse);
    return id;
  }

  /**
   * The project that a path names, if the caller may do this in the bucket, by a role on it or on
   * the project.
   *
   * @throws RefusalException 403 if not; 404 if there is no such project and the caller may know
   *     that
   */
  public ProjectId bucket(
      String organization, String project, BucketName bucket, Permission permission) {
    ProjectId id = known(organization, project);
    access.refusal(permission, id, bucket).ifPresent(Session::refuse);
    return id;
  }

  /**
   * The project that a path names, if the caller has any role in it, be it on one bucket only.
   *
   * @throws RefusalException 403 if not; 404 if there is no such project and the caller may know
   *     that
   */
  public ProjectRecord seenProject(String organization, String project) {
    return seen(known(organization, project));
  }

  /**
   * The project with an id, if the caller has any role in it, be it on one bucket only.
   *
   * @throws RefusalException 403 if not; 404 if there is no such project and the caller may know
   *     that
   */
  public ProjectRecord seenProject(String project) {
    return seen(known(organization().value(), project));
  }

  /**
   * Lets pass who holds any role in the organisation that a path names.
   *
   * @throws RefusalException 403 if the caller holds none
   */
  public void member(String organization) {
    if (!organization().value().equals(organization)) {
      throw foreign(organization);
    }
    if (!access.isAnybody()) {
      throw new RefusalException(
          new Refusal.PermissionDenied(
              "principal "
                  + access.principal().name()
                  + " holds no role (expected: roles/viewer or more, on anything)"));
    }
  }

  /**
   * A resource, if the caller may see and change who may do what on it.
   *
   * @throws RefusalException 403 if not; 404 if there is no such project and the caller may know
   *     that
   */
  public Resource managed(Resource resource) {
    switch (resource) {
      case Resource.OfOrganization _ -> {}
      case Resource.OfProject(var project) -> known(organization().value(), project.value());
      case Resource.OfBucket(var project, _) -> known(organization().value(), project.value());
    }
    access.refusalToManage(resource).ifPresent(Session::refuse);
    return resource;
  }

  private ProjectRecord seen(ProjectId id) {
    if (!access.sees(id)) {
      throw denied(id.value());
    }
    ProjectRecord project = access.organization().projects().get(id);
    if (project == null) {
      throw missing(id.value());
    }
    return project;
  }

  private void own(String organization) {
    if (!organization().value().equals(organization)) {
      throw foreign(organization);
    }
  }

  private ProjectId known(String organization, String project) {
    own(organization);
    if (project.isBlank()) {
      throw missing(project);
    }
    ProjectId id = new ProjectId(project);
    if (access.organization().projects().containsKey(id)) {
      return id;
    }
    throw access.role(id).isPresent() ? missing(project) : denied(project);
  }

  private RefusalException foreign(String organization) {
    return new RefusalException(
        new Refusal.PermissionDenied(
            "organization "
                + Shown.value(organization)
                + ": not the caller's (expected: "
                + organization()
                + ")"));
  }

  private static RefusalException missing(String project) {
    return new RefusalException(
        new Refusal.NotFound("project " + Shown.value(project) + ": does not exist"));
  }

  private static RefusalException denied(String project) {
    return new RefusalException(
        new Refusal.PermissionDenied(
            "project "
                + Shown.value(project)
                + ": the caller has no role in it (expected: roles/viewer or more)"));
  }

  private static void refuse(Refusal refusal) {
    throw new RefusalException(refusal);
  }
}
