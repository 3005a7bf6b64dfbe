package dev.assay.events.journal.replica;

import dev.assay.events.journal.RecordedCommit;
import java.lang.ref.SoftReference;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest commits as objects, for those who follow the end. Of large ones only the last is kept,
 * and as long as there is memory for it; so it holds a few MiB at most. Safe for use by many
 * threads.
 */
final class RecentCommits {

  private static final int COUNT = 1024;
  private static final int MAX_RECORD_BYTES = 16 * 1024;

  private final AtomicReferenceArray<RecordedCommit> ring = new AtomicReferenceArray<>(COUNT);
  private volatile SoftReference<RecordedCommit> lastLarge = new SoftReference<>(null);

  void add(RecordedCommit commit, int recordBytes) {
    if (recordBytes <= MAX_RECORD_BYTES) {
      ring.setRelease(slot(commit.position()), commit);
    } else {
      lastLarge = new SoftReference<>(commit);
    }
  }

  Optional<RecordedCommit> at(long position) {
    return of(ring.getAcquire(slot(position)), position).or(() -> of(lastLarge.get(), position));
  }

  private static Optional<RecordedCommit> of(@Nullable RecordedCommit found, long position) {
    return found != null && found.position() == position ? Optional.of(found) : Optional.empty();
  }

  private static int slot(long position) {
    return (int) (position % COUNT);
  }
}
