package dev.assay.events.journal.replica;

import org.jspecify.annotations.Nullable;

/** The local index could not be read or written: a full or broken disk, or a broken index. */
public final class ReplicaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ReplicaException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
