package dev.assay.projections.views;

import dev.assay.events.journal.RecordedCommit;
import dev.assay.projections.store.Watermark;
import java.util.ArrayList;
import java.util.List;

/** Commits that wait to be folded and applied together. For use by one thread. */
final class PendingBatch implements AutoCloseable {

  /** Most events in a batch of more than one commit: a cascade alone may have many thousands. */
  static final int MAX_EVENTS = 16_384;

  private final GenerationWriter writer;
  private final RecordBatch batch;
  private final GroupProjection projection;
  private final List<RecordedCommit> commits = new ArrayList<>();
  private Watermark next;
  private int gathered;

  PendingBatch(GenerationWriter writer, RecordBatch batch, GroupProjection projection) {
    this.writer = writer;
    this.batch = batch;
    this.projection = projection;
    this.next = writer.watermark();
  }

  /**
   * Adds a commit.
   *
   * @throws IllegalStateException if it is not the next one
   */
  void add(RecordedCommit commit) {
    if (commit.position() != next.position() + 1) {
      throw new IllegalStateException(
          "commit position: " + commit.position() + " (expected: " + (next.position() + 1) + ")");
    }
    commits.add(commit);
    gathered += events(commit);
    next = next.at(commit.position(), commit.recordHash());
  }

  /** How many events a commit holds. */
  static int events(RecordedCommit commit) {
    return commit.commit().appends().stream().mapToInt(append -> append.events().size()).sum();
  }

  /** Whether it has gathered what one batch should hold. */
  boolean isFull() {
    return gathered >= MAX_EVENTS;
  }

  Watermark next() {
    return next;
  }

  int events() {
    return gathered;
  }

  /**
   * Folds all commits and applies what comes out.
   *
   * @throws IllegalStateException if an event cannot follow
   */
  void apply() {
    if (commits.isEmpty()) {
      return;
    }
    projection.fetch(commits, batch);
    commits.forEach(commit -> projection.apply(commit, batch));
    writer.apply(this, batch);
  }

  @Override
  public void close() {
    batch.close();
  }
}
