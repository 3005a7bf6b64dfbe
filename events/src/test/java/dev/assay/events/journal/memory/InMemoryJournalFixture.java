package dev.assay.events.journal.memory;

import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalFixture;
import dev.assay.events.journal.JournalId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Instances over one log in memory. */
public final class InMemoryJournalFixture implements JournalFixture {

  private final InstantSource clock = InstantSource.system();
  private final InMemoryLog log = new InMemoryLog(new JournalId("journal-in-memory"), clock);
  private final List<Journal> opened = new ArrayList<>();

  @Override
  public InMemoryJournal open() {
    InMemoryJournal journal = new InMemoryJournal(log);
    opened.add(journal);
    return journal;
  }

  @Override
  public void appendRaw(byte[] record) {
    log.append(record);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public long foreignRecords(Journal journal) {
    return ((InMemoryJournal) journal).foreignRecords();
  }

  @Override
  public void close() {
    opened.forEach(Journal::close);
  }
}
