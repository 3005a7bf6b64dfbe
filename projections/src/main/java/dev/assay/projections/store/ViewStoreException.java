package dev.assay.projections.store;

/** The view store cannot be opened, read or written. */
public final class ViewStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ViewStoreException(String message) {
    super(message);
  }

  public ViewStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
