package dev.assay.events.journal.memory;

import dev.assay.events.codec.Genesis;
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
  private final InMemoryLog log;
  private final List<Journal> opened = new ArrayList<>();

  public InMemoryJournalFixture() {
    this(Genesis.of(new JournalId("journal-in-memory")));
  }

  /** Over a log that begins with a genesis of one's own. */
  public InMemoryJournalFixture(Genesis genesis) {
    this.log = new InMemoryLog(genesis, clock);
  }

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
