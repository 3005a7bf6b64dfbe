package dev.assay.projections.views;

import dev.assay.events.journal.RecordedCommit;
import dev.assay.projections.store.Watermark;

/** Commits that were handed to the folds and wait to be applied together. For use by one thread. */
final class PendingBatch implements AutoCloseable {

  private final GenerationWriter writer;
  private final RecordBatch batch;
  private final RegistryProjection projection;
  private Watermark next;
  private int events;

  PendingBatch(GenerationWriter writer, RecordBatch batch, RegistryProjection projection) {
    this.writer = writer;
    this.batch = batch;
    this.projection = projection;
    this.next = writer.watermark();
  }

  /**
   * Hands a commit to the folds.
   *
   * @throws IllegalStateException if it is not the next one, or its events cannot follow
   */
  void handle(RecordedCommit commit) {
    if (commit.position() != next.position() + 1) {
      throw new IllegalStateException(
          "commit position: " + commit.position() + " (expected: " + (next.position() + 1) + ")");
    }
    CommitEvents.forEach(
        commit,
        event -> {
          projection.apply(event, batch);
          events++;
        });
    next = next.at(commit.position(), commit.recordHash());
  }

  Watermark next() {
    return next;
  }

  int events() {
    return events;
  }

  void apply() {
    if (!next.equals(writer.watermark())) {
      writer.apply(this, batch);
    }
  }

  @Override
  public void close() {
    batch.close();
  }
}
