package dev.assay.events.journal.kafka;

import java.util.concurrent.ExecutionException;

/** What a Kafka client's future failed with. */
final class Causes {

  private Causes() {}

  static Throwable of(ExecutionException failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure : cause;
  }
}
