package dev.assay.projections.views;

import java.util.Optional;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.ErrorHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.jspecify.annotations.Nullable;

/** What keeps the views from going on, if anything does. Safe for use by many threads. */
final class ViewFailures implements ErrorHandler {

  private final ViewMeters meters;
  private volatile @Nullable Throwable claim;
  private volatile @Nullable Throwable batch;

  ViewFailures(ViewMeters meters) {
    this.meters = meters;
  }

  @Override
  public void handleError(ErrorContext context) throws Exception {
    batch = context.error();
    meters.failed();
    PropagatingErrorHandler.instance().handleError(context);
  }

  void claimFailed(Throwable cause) {
    claim = cause;
  }

  void claimed() {
    claim = null;
  }

  /** A batch was applied, or there is none to apply. */
  void wentOn() {
    batch = null;
  }

  Optional<String> detail() {
    var cause = claim == null ? batch : claim;
    return Optional.ofNullable(cause).map(ViewFailures::describe);
  }

  private static String describe(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
  }
}
