package dev.assay.query.views;

import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.store.ViewStoreException;
import dev.assay.projections.views.AuditViews;
import dev.assay.projections.views.ViewRebuild;
import dev.assay.projections.views.Views;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/**
 * Builds the views anew beside the ones that answer. Changes no fact, so it is a call of the
 * reading half.
 */
@RestController
final class ViewsCalls {

  private final Views views;
  private final AuditViews audit;

  ViewsCalls(Views views, AuditViews audit) {
    this.views = views;
    this.audit = audit;
  }

  /**
   * What is live now: the views of the registry, and all groups by name.
   *
   * @param position position that the new generation had reached when it went live
   */
  record Rebuilt(int generation, int replaced, long position, List<ViewRebuild.Result> groups) {}

  /** Answers when the new views are live, which takes as long as the journal is. */
  @PostMapping("/assay/v1/views/rebuild")
  Rebuilt rebuild(@RequestAttribute(Session.ATTRIBUTE) Session session) {
    session.access().refusalToOperate().ifPresent(ViewsCalls::refuse);
    try {
      ViewRebuild.Result registry = views.rebuild();
      return new Rebuilt(
          registry.generation(),
          registry.replaced(),
          registry.position(),
          List.of(registry, audit.rebuild()));
    } catch (ViewStoreException | CancellationException e) {
      throw new RefusalException(new Refusal.Unavailable(String.valueOf(e.getMessage())));
    }
  }

  private static void refuse(Refusal refusal) {
    throw new RefusalException(refusal);
  }
}
