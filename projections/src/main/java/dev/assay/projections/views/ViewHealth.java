package dev.assay.projections.views;

/**
 * Whether the views of this instance can answer.
 *
 * @param detail what is going on, for people
 * @param lagCommits commits that this instance has read and its views do not show yet
 */
public record ViewHealth(Status status, String detail, long lagCommits) {

  /** Where the views stand. */
  public enum Status {
    /** They follow the journal. */
    FOLLOWING,
    /** They have not reached the journal's end since this instance started; reads wait. */
    CATCHING_UP,
    /**
     * They stand still for the reason given, and try again within a second; reads wait and then
     * fail.
     */
    FAILED
  }

  /** Whether this instance is ready to answer. */
  public boolean ready() {
    return status == Status.FOLLOWING;
  }
}
