package dev.assay.query.access;

import dev.assay.projections.access.ProjectRecord;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.Pagination;
import dev.assay.projections.paging.SortOrder;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.wire.AccessWire;
import dev.assay.projections.wire.Answers.OrganizationList;
import dev.assay.projections.wire.Answers.ProjectAnswer;
import dev.assay.projections.wire.Answers.ProjectList;
import dev.assay.query.http.ListPages;
import dev.assay.query.http.PageParameters;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which organisation and projects there are for the caller: what clients ask at start. */
@RestController
final class ResourceManagerReads {

  private static final String BASE = "/resource-manager/2019-12-10";
  private static final Set<String> SORTABLE = Set.of("created_at", "name");

  /** Exactly one: clients refuse to go on with more. */
  @GetMapping(BASE + "/organizations")
  OrganizationList organizations(
      @RequestParam MultiValueMap<String, String> query,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    PageParameters.of(query).page("organizations");
    return new OrganizationList(
        List.of(AccessWire.organization(session.access().organization())), Pagination.NONE);
  }

  @GetMapping(BASE + "/projects")
  ProjectList projects(
      @RequestParam(name = "scope.id", required = false) @Nullable String scopeId,
      @RequestParam(name = "scope.type", required = false) @Nullable String scopeType,
      @RequestParam MultiValueMap<String, String> query,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    checkScope(scopeId, scopeType, session);
    PageParameters parameters = PageParameters.of(query);
    SortOrder order = parameters.order(SORTABLE, SortOrder.ascending("created_at"));
    Page<ProjectRecord> page =
        ListPages.of(
            parameters.page("projects/" + order),
            session.access().projects(),
            order,
            ResourceManagerReads::sortKey,
            project -> project.id().value());
    return new ProjectList(
        page.items().stream()
            .map(project -> AccessWire.project(session.organization(), project))
            .toList(),
        page.pagination());
  }

  @GetMapping(BASE + "/projects/{project}")
  ProjectAnswer project(
      @PathVariable String project, @RequestAttribute(Session.ATTRIBUTE) Session session) {
    return new ProjectAnswer(
        AccessWire.project(session.organization(), session.seenProject(project)));
  }

  private static String sortKey(ProjectRecord project, String field) {
    return field.equals("name") ? project.name() : ListPages.key(project.createdAt());
  }

  private static void checkScope(
      @Nullable String scopeId, @Nullable String scopeType, Session session) {
    if (scopeType != null && !scopeType.isEmpty() && !scopeType.equals("ORGANIZATION")) {
      throw new RefusalException(
          Refusal.InvalidArgument.of("scope.type", Shown.value(scopeType), "ORGANIZATION"));
    }
    if (scopeId != null && !scopeId.isEmpty() && !scopeId.equals(session.organization().value())) {
      throw new RefusalException(
          new Refusal.PermissionDenied(
              "scope.id: "
                  + Shown.value(scopeId)
                  + " (expected: the caller's organization "
                  + session.organization()
                  + ")"));
    }
  }
}
