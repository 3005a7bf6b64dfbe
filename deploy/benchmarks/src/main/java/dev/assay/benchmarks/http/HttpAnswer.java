package dev.assay.benchmarks.http;

import java.nio.charset.StandardCharsets;

/** An answer's status and whole body. */
record HttpAnswer(int status, byte[] body) {

  private static final int OK = 200;

  /**
   * The body of a good answer.
   *
   * @throws IllegalStateException if the status is not 200
   */
  byte[] ok(String call) {
    if (status != OK) {
      throw new IllegalStateException(
          "%s: %d %s (expected: 200)"
              .formatted(call, status, new String(body, StandardCharsets.UTF_8)));
    }
    return body;
  }
}
