package dev.assay.events.refusals;

import dev.assay.events.journal.JournalUnavailableException;
import java.time.Duration;
import java.util.List;

/**
 * The log of requests that changed nothing. The oldest are dropped after a time and above a size.
 * Safe for use by many threads; blocking methods are meant for virtual threads.
 */
public interface Refusals extends AutoCloseable {

  /** Identity of the log: another one once it was made anew. Never blank. */
  String id();

  /**
   * Appends, and returns once it is kept.
   *
   * @throws JournalUnavailableException if it is not known to be kept in time
   */
  void append(RefusedRequest refused);

  /**
   * Offset of the oldest that is kept, or where the next one will stand if none is.
   *
   * @throws JournalUnavailableException if that is not known in time
   */
  long first();

  /**
   * Offset of the newest, −1 before the first: every append acknowledged anywhere before this call
   * is at or before it.
   *
   * @throws JournalUnavailableException if that is not known in time
   */
  long end();

  /** Reads from an offset on, or from the oldest that is kept if that comes later. */
  Cursor read(long fromOffset);

  @Override
  void close();

  /** Reads on. For use by one thread. */
  interface Cursor extends AutoCloseable {

    /**
     * What comes next, in order; empty if nothing does in time.
     *
     * @throws JournalUnavailableException if it cannot be read
     */
    List<RecordedRefusal> poll(Duration atMost);

    @Override
    void close();
  }
}
