package dev.assay.projections.store.rocksdb;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Who claims which generation. One process owns the directory, so memory will do. Safe for use by
 * many threads.
 */
final class Claims {

  private record Claim(String owner, long untilNanos) {}

  private final Map<String, Claim> claims = new HashMap<>();

  synchronized boolean claim(String generation, String owner, Duration lease) {
    long now = System.nanoTime();
    var held = claims.get(generation);
    if (held != null && !held.owner().equals(owner) && held.untilNanos() - now > 0) {
      return false;
    }
    claims.put(generation, new Claim(owner, now + lease.toNanos()));
    return true;
  }

  synchronized void release(String generation, String owner) {
    claims.computeIfPresent(generation, (name, held) -> held.owner().equals(owner) ? null : held);
  }
}
