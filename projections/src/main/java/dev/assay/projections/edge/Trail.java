package dev.assay.projections.edge;

import dev.assay.events.refusals.RefusedRequest.Target;
import dev.assay.projections.audit.AuditAction;
import org.jspecify.annotations.Nullable;

/**
 * What a request leaves behind in the audit log if it changes nothing. Those who decide it say what
 * it asks for, more exactly than its path does, and that nothing had to be changed. For use by the
 * thread of the request.
 */
public final class Trail {

  private final Runnable unchanged;
  private RequestActions.@Nullable Asked asked;

  Trail(Runnable unchanged) {
    this.unchanged = unchanged;
  }

  /** The request asks for this. */
  public void asks(AuditAction action, Target target) {
    asked = new RequestActions.Asked(action.value(), target);
  }

  RequestActions.@Nullable Asked asked() {
    return asked;
  }

  /** All was already as the request asks. Returns once that is kept. */
  public void unchanged() {
    unchanged.run();
  }
}
