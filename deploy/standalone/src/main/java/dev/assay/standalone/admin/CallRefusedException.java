package dev.assay.standalone.admin;

import java.io.IOException;

/** The server answered, and not with 200. */
public final class CallRefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;

  CallRefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }
}
