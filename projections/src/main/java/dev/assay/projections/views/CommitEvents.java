package dev.assay.projections.views;

import dev.assay.events.journal.Append;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.RecordedEvent;
import java.util.function.Consumer;

/** The events of a commit, each where it stands. */
final class CommitEvents {

  private CommitEvents() {}

  static void forEach(RecordedCommit recorded, Consumer<RecordedEvent> each) {
    for (var append : recorded.commit().appends()) {
      forEach(recorded, append, each);
    }
  }

  private static void forEach(
      RecordedCommit recorded, Append append, Consumer<RecordedEvent> each) {
    var commit = recorded.commit();
    long sequence = append.firstSequence();
    for (var event : append.events()) {
      each.accept(
          new RecordedEvent(
              append.stream(),
              sequence++,
              recorded.position(),
              recorded.time(),
              commit.actor(),
              commit.cause(),
              event));
    }
  }
}
