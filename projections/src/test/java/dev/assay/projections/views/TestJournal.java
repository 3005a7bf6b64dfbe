package dev.assay.projections.views;

import dev.assay.events.Event;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.RequestInfo;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.memory.InMemoryJournal;
import dev.assay.events.journal.memory.InMemoryLog;
import dev.assay.projections.fixtures.Story;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A journal in memory that stories are told to. */
final class TestJournal {

  static final StreamName STREAM = StreamName.bucket(Story.PROJECT, Story.NAME);

  private final InMemoryLog log;
  private final InMemoryJournal journal;
  private final AtomicInteger commits = new AtomicInteger();
  private volatile Instant now = Story.START;

  TestJournal() {
    this("journal-1");
  }

  TestJournal(String id) {
    this.log = new InMemoryLog(new JournalId(id), () -> now);
    this.journal = new InMemoryJournal(log);
  }

  Journal journal() {
    return journal;
  }

  /** Another instance over the same log. */
  Journal another() {
    return new InMemoryJournal(log);
  }

  /** Appends what a story tells, from one of its commits on, commit by commit. */
  void tell(Story story, long from, long to) {
    var together = new ArrayList<RecordedEvent>();
    for (var event : story.events()) {
      if (event.position() < from || event.position() >= to) {
        continue;
      }
      if (!together.isEmpty() && together.getLast().position() != event.position()) {
        tell(together);
        together.clear();
      }
      together.add(event);
    }
    if (!together.isEmpty()) {
      tell(together);
    }
  }

  void tell(Story story) {
    tell(story, 0, Long.MAX_VALUE);
  }

  private void tell(List<RecordedEvent> together) {
    now = together.getFirst().time();
    commit(together.stream().map(RecordedEvent::event).toList());
  }

  /** Appends one commit to the stream of stories. */
  synchronized long commit(List<? extends Event> events) {
    var append = new Append(STREAM, journal.head(STREAM) + 1, List.copyOf(events));
    var outcome =
        journal.append(
            new Commit(
                new CommitId("commit-" + commits.incrementAndGet()),
                "0".repeat(64),
                null,
                now,
                Story.ALICE,
                "Test",
                new RequestInfo("request", null, null),
                List.of(append),
                List.of()));
    if (outcome instanceof AppendOutcome.Accepted accepted) {
      return accepted.position();
    }
    throw new AssertionError(outcome);
  }
}
