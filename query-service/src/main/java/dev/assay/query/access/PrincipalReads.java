package dev.assay.query.access;

import dev.assay.events.access.PrincipalId;
import dev.assay.projections.access.AccessRecord;
import dev.assay.projections.access.PrincipalRecord;
import dev.assay.projections.access.Resource;
import dev.assay.projections.edge.IamPaths;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.SortOrder;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.wire.Iam;
import dev.assay.projections.wire.Iam.CallerIdentity;
import dev.assay.projections.wire.Iam.Principal;
import dev.assay.projections.wire.Iam.PrincipalBatch;
import dev.assay.projections.wire.Iam.PrincipalList;
import dev.assay.projections.wire.Iam.PrincipalWithKeys;
import dev.assay.query.http.ListPages;
import dev.assay.query.http.PageParameters;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who the caller is, and who else there is. */
@RestController
final class PrincipalReads {

  private static final int MOST_IDS = 1_000;
  private static final Set<String> SORTABLE = Set.of("created_at", "name");

  private final InstantSource clock;

  PrincipalReads(InstantSource clock) {
    this.clock = clock;
  }

  @GetMapping("/iam/2019-12-10/caller-identity")
  CallerIdentity callerIdentity(@RequestAttribute(Session.ATTRIBUTE) Session session) {
    return new CallerIdentity(
        Iam.caller(session.access().organization(), session.access().principal()));
  }

  /**
   * What kind of principal has which id. Every id is answered, in the order in which they are asked
   * for: clients do not bear that one is missing.
   */
  @GetMapping("/iam/2019-12-10/organizations/{organization}/principals")
  PrincipalBatch batch(
      @PathVariable String organization,
      @RequestParam(name = "view", required = false) @Nullable String view,
      @RequestParam MultiValueMap<String, String> query,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    session.member(organization);
    List<String> ids = query.getOrDefault("principal_ids", List.of()).stream().distinct().toList();
    if (ids.size() > MOST_IDS) {
      throw refused("principal_ids", ids.size() + " ids", "at most " + MOST_IDS);
    }
    boolean full = isFull(view);
    AccessRecord known = session.access().organization();
    return new PrincipalBatch(ids.stream().map(id -> principal(known, id, full)).toList());
  }

  private static Principal principal(AccessRecord known, String id, boolean full) {
    PrincipalRecord principal = id.isBlank() ? null : known.principals().get(new PrincipalId(id));
    return principal != null && full
        ? Iam.principal(known.id(), principal)
        : Iam.basic(id, principal != null);
  }

  private static boolean isFull(@Nullable String view) {
    return switch (view) {
      case null -> false;
      case "", "PRINCIPAL_VIEW_UNSPECIFIED", "PRINCIPAL_VIEW_BASIC" -> false;
      case "PRINCIPAL_VIEW_FULL" -> true;
      default ->
          throw refused("view", Shown.value(view), "PRINCIPAL_VIEW_BASIC or PRINCIPAL_VIEW_FULL");
    };
  }

  @GetMapping(IamPaths.PARENT)
  PrincipalList list(
      @PathVariable String parent,
      @RequestParam MultiValueMap<String, String> query,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    return list(IamPaths.parent(null, parent), query, session);
  }

  @GetMapping(IamPaths.PLAIN_PARENT)
  PrincipalList list(
      @PathVariable String kind,
      @PathVariable String parent,
      @RequestParam MultiValueMap<String, String> query,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    return list(IamPaths.parent(kind, parent), query, session);
  }

  private static PrincipalList list(
      Resource parent, MultiValueMap<String, String> query, Session session) {
    session.managed(parent);
    PageParameters parameters = PageParameters.of(query);
    SortOrder order = parameters.order(SORTABLE, SortOrder.ascending("created_at"));
    Page<PrincipalRecord> page =
        ListPages.of(
            parameters.page("service-principals/" + parent.name() + "/" + order),
            session.access().organization().principalsOf(parent).toList(),
            order,
            (each, field) -> field.equals("name") ? each.name() : ListPages.key(each.createdAt()),
            each -> each.id().value());
    return new PrincipalList(
        page.items().stream()
            .map(each -> Iam.servicePrincipal(session.access().organization(), each))
            .toList(),
        page.pagination());
  }

  @GetMapping(IamPaths.NAMED)
  PrincipalWithKeys get(
      @PathVariable String name, @RequestAttribute(Session.ATTRIBUTE) Session session) {
    return found(name, session);
  }

  @GetMapping(IamPaths.PLAIN_PRINCIPAL)
  PrincipalWithKeys get(
      @PathVariable String kind,
      @PathVariable String parent,
      @PathVariable String principal,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    return found(IamPaths.principal(kind, parent, principal), session);
  }

  private PrincipalWithKeys found(String name, Session session) {
    return Iam.withKeys(
        session.access().organization(), IamPaths.managed(session, name), clock.instant());
  }

  private static RefusalException refused(String field, Object value, String expected) {
    return new RefusalException(Refusal.InvalidArgument.of(field, value, expected));
  }
}
