package dev.assay.projections.edge;

import dev.assay.projections.refusal.Checked;
import dev.assay.projections.refusal.Refusal;

/** Carries a {@link Refusal} from where a request is handled to the edge, which answers it. */
public final class RefusalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  public RefusalException(Refusal refusal) {
    super(refusal.message(), null, false, false);
    this.refusal = refusal;
  }

  /**
   * The value of a check.
   *
   * @throws RefusalException if it failed
   */
  public static <T> T unlessValid(Checked<T> checked) {
    return checked.orElseThrow(RefusalException::new);
  }

  public Refusal refusal() {
    return refusal;
  }
}
