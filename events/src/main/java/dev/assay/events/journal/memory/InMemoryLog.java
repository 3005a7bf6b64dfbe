package dev.assay.events.journal.memory;

import dev.assay.events.codec.Genesis;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.Adoption;
import dev.assay.events.journal.JournalId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The log that several {@link InMemoryJournal}s share, as instances share a topic: records with
 * their append times, the first of them the genesis. Safe for use by many threads.
 */
public final class InMemoryLog {

  private final Genesis genesis;
  private final InstantSource clock;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Runnable> readers = new CopyOnWriteArrayList<>();

  /**
   * A log that holds its genesis.
   *
   * @param clock gives the append times, as the broker's clock does
   */
  public InMemoryLog(JournalId id, InstantSource clock) {
    this(Genesis.of(id), clock);
  }

  /** A log that holds a genesis; that of a copy is to be followed by what it took over. */
  public InMemoryLog(Genesis genesis, InstantSource clock) {
    this.genesis = genesis;
    this.clock = clock;
    add(new JournalCodec().encode(genesis));
  }

  public JournalId id() {
    return genesis.journalId();
  }

  Optional<Adoption> adopts() {
    return genesis.adopts();
  }

  /** Appends any bytes, as anybody with access to the topic can. */
  public void append(byte[] record) {
    add(record);
    announce();
  }

  /** Appends without telling the readers, and returns the record's offset. */
  synchronized int add(byte[] record) {
    entries.add(new Entry(record.clone(), clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    return entries.size() - 1;
  }

  /** Tells every reader that there is more to read. Call it without holding a lock. */
  void announce() {
    readers.forEach(Runnable::run);
  }

  synchronized Entry at(int offset) {
    return entries.get(offset);
  }

  synchronized int size() {
    return entries.size();
  }

  void attach(Runnable reader) {
    readers.add(reader);
  }

  void detach(Runnable reader) {
    readers.remove(reader);
  }

  /** One record. */
  record Entry(byte[] bytes, Instant appendTime) {}
}
