package dev.assay.events.liveness.kafka;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest sign of life by build. Own records are applied as soon as they are acknowledged, and
 * once more when they are read: of one build, records count in the order of their offsets. Safe for
 * use by many threads.
 */
final class Beats {

  private final Map<String, Beat> beats = new ConcurrentHashMap<>();

  /**
   * @param at null once the build is forgotten
   * @param offset of the newest record about the build
   */
  private record Beat(@Nullable Instant at, long offset) {}

  /** Applies a record that was acknowledged. */
  void acknowledged(String build, @Nullable Instant at, long offset) {
    beats.merge(build, new Beat(at, offset), Beats::newer);
  }

  /** Applies a record that was read; nothing older can follow. */
  void read(String build, @Nullable Instant at, long offset) {
    Beat newest = beats.merge(build, new Beat(at, offset), Beats::newer);
    if (newest.at() == null && newest.offset() == offset) {
      beats.remove(build, newest);
    }
  }

  private static Beat newer(Beat known, Beat next) {
    if (next.offset() <= known.offset()) {
      return known;
    }
    Instant before = known.at();
    Instant at = next.at();
    return before != null && at != null && before.isAfter(at)
        ? new Beat(before, next.offset())
        : next;
  }

  Optional<Instant> last(String build) {
    Beat beat = beats.get(build);
    return beat == null ? Optional.empty() : Optional.ofNullable(beat.at());
  }
}
