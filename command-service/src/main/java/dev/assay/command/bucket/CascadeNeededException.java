package dev.assay.command.bucket;

/**
 * The command turned out to concern descendants, so it is to be decided again with the cascade lock
 * held alone. Nothing was applied.
 */
public final class CascadeNeededException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CascadeNeededException(BucketCommand command) {
    super(
        command.getClass().getSimpleName()
            + " of bucket "
            + command.bucket()
            + ": concerns descendants (expected: the cascade lock held alone)");
  }
}
