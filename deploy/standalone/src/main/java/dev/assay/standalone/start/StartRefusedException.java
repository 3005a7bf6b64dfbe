package dev.assay.standalone.start;

/** Assay does not start, for a reason that the person who started it can mend. */
public final class StartRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String fix;

  /**
   * @param reason what is wrong, with the value that is
   * @param fix what to do about it
   */
  public StartRefusedException(String reason, String fix) {
    super(reason);
    this.fix = fix;
  }

  public StartRefusedException(String reason, String fix, Throwable cause) {
    super(reason, cause);
    this.fix = fix;
  }

  public String fix() {
    return fix;
  }
}
