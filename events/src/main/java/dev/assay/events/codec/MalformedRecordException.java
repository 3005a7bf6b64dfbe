package dev.assay.events.codec;

/**
 * The JSON of a record lacks what every record of its format has. Becomes {@link Decoded.Foreign}.
 */
final class MalformedRecordException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String problem;

  MalformedRecordException(String problem) {
    super(problem, null, false, false);
    this.problem = problem;
  }

  @Override
  public String getMessage() {
    return problem;
  }
}
