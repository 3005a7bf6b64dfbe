package dev.assay.events.export;

/**
 * A file that nothing may be started from: cut, changed, of a newer Assay, or no export at all. The
 * message says what is wrong and where.
 */
public final class ExportRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ExportRefusedException(String reason) {
    super(reason);
  }

  ExportRefusedException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
