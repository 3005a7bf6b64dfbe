package dev.assay.command.iteration;

import dev.assay.events.Event;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.BucketDeleted;
import dev.assay.events.bucket.BucketEvent.BuildCancelled;
import dev.assay.events.bucket.BucketEvent.BuildDeleted;
import dev.assay.events.bucket.BucketEvent.BuildEvent;
import dev.assay.events.bucket.BucketEvent.BuildFailed;
import dev.assay.events.bucket.BucketEvent.BuildFinished;
import dev.assay.events.bucket.BucketEvent.BuildStarted;
import dev.assay.events.bucket.BucketEvent.BuildTimedOut;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.StreamName;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which builds run, as of the commits seen so far. Used by one thread at a time. */
final class RunningBuilds {

  /**
   * A build that runs.
   *
   * @param organization whose it is, null where the commit named none
   * @param heardAt time of the last fact about it
   */
  record Running(
      @Nullable OrganizationId organization,
      StreamName stream,
      BucketId bucket,
      IterationId iteration,
      BuildId build,
      Instant heardAt) {}

  private final Map<BuildId, Running> running = new HashMap<>();

  List<Running> all() {
    return List.copyOf(running.values());
  }

  /** Takes over what another one held. */
  void restore(List<Running> known) {
    known.forEach(build -> running.put(build.build(), build));
  }

  void on(RecordedCommit commit) {
    for (Append append : commit.commit().appends()) {
      for (Event event : append.events()) {
        if (event instanceof BucketEvent fact) {
          on(commit, append.stream(), fact);
        }
      }
    }
  }

  private void on(RecordedCommit commit, StreamName stream, BucketEvent fact) {
    switch (fact) {
      case BuildStarted started -> running.put(started.buildId(), running(commit, stream, started));
      case BuildFinished ended -> running.remove(ended.buildId());
      case BuildFailed ended -> running.remove(ended.buildId());
      case BuildCancelled ended -> running.remove(ended.buildId());
      case BuildTimedOut ended -> running.remove(ended.buildId());
      case BuildDeleted ended -> running.remove(ended.buildId());
      case BuildEvent heard ->
          running.computeIfPresent(heard.buildId(), (id, known) -> running(commit, stream, heard));
      case IterationDeleted deleted ->
          running.values().removeIf(build -> build.iteration().equals(deleted.iterationId()));
      case BucketDeleted deleted ->
          running.values().removeIf(build -> build.bucket().equals(deleted.bucketId()));
      default -> {}
    }
  }

  private static Running running(RecordedCommit commit, StreamName stream, BuildEvent fact) {
    return new Running(
        commit.commit().organization(),
        stream,
        fact.bucketId(),
        fact.iterationId(),
        fact.buildId(),
        commit.time());
  }
}
