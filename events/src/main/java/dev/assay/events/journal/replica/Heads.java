package dev.assay.events.journal.replica;

import dev.assay.events.journal.StreamName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Heads of the streams that moved lately. Only the writing thread adds to it, so that no reader can
 * put back an older head. Safe for use by many threads.
 */
final class Heads {

  private static final int MAX_STREAMS = 50_000;

  private final Map<StreamName, Long> heads = new ConcurrentHashMap<>();

  /** The head of a stream, null if it did not move lately. */
  @Nullable Long of(StreamName stream) {
    return heads.get(stream);
  }

  void moved(Map<StreamName, Long> moved) {
    if (heads.size() + moved.size() > MAX_STREAMS) {
      heads.clear();
    }
    heads.putAll(moved);
  }
}
