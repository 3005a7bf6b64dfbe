package dev.assay.events.journal.replica;

import dev.assay.events.journal.RecordedCommit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The newest commits as objects, for those who follow the end. Large ones are left out, so that it
 * holds a few MiB at most. Safe for use by many threads.
 */
final class RecentCommits {

  private static final int COUNT = 1024;
  private static final int MAX_RECORD_BYTES = 16 * 1024;

  private final AtomicReferenceArray<RecordedCommit> ring = new AtomicReferenceArray<>(COUNT);

  void add(RecordedCommit commit, int recordBytes) {
    if (recordBytes <= MAX_RECORD_BYTES) {
      ring.setRelease(slot(commit.position()), commit);
    }
  }

  Optional<RecordedCommit> at(long position) {
    RecordedCommit found = ring.getAcquire(slot(position));
    return found != null && found.position() == position ? Optional.of(found) : Optional.empty();
  }

  private static int slot(long position) {
    return (int) (position % COUNT);
  }
}
