package dev.assay.events.journal;

import dev.assay.events.Subject;
import dev.assay.events.journal.proof.LogEntry;
import dev.assay.events.journal.proof.MerkleTree;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The one log that is the truth. All methods are safe for use by many threads; blocking ones are
 * meant for virtual threads. Reads see what this instance has reached ({@link #reached()}), which
 * every accepted append of this instance is part of before {@link #append} returns.
 *
 * <p>Streams that are returned hold resources: close them.
 */
public interface Journal extends AutoCloseable {

  JournalId id();

  /** What was taken over from another journal, empty for one that began with nothing. */
  Optional<Adoption> adopts();

  /**
   * Appends and waits until the outcome is known, or the broker has been away for 30 s. A closed
   * journal refuses.
   *
   * @throws JournalHaltedException if this replica has stopped reading (an unknown format, lost
   *     history)
   */
  AppendOutcome append(Commit commit);

  /** Sequence of the newest event of a stream, −1 for a stream without events. */
  long head(StreamName stream);

  /** The events of a stream in order, from a sequence on. */
  Stream<RecordedEvent> read(StreamName stream, long fromSequence);

  /** The same, up to and with a position; costs nothing for what stands behind it. */
  Stream<RecordedEvent> read(StreamName stream, long fromSequence, long toPosition);

  /** The events of a stream that are about a subject, in order. */
  default Stream<RecordedEvent> read(StreamName stream, Subject subject) {
    return read(stream, subject, new PositionRange(0, Long.MAX_VALUE));
  }

  /** The events of a stream that are about a subject and stand in a range, in order. */
  Stream<RecordedEvent> read(StreamName stream, Subject subject, PositionRange range);

  /** The stream whose events are about a subject. */
  Optional<StreamName> streamOf(Subject subject);

  /** The streams whose name begins with a prefix, in order of their names. */
  Stream<StreamName> streams(String prefix);

  /** The accepted commit with an id. */
  Optional<RecordedCommit> commit(CommitId id);

  /**
   * The accepted commits from a position on, in order, up to where this instance has read when the
   * end is met.
   */
  Stream<RecordedCommit> cursor(long position);

  /**
   * The position as of an instant: the end of the longest prefix with time ≤ the instant; empty
   * before the first.
   */
  OptionalLong positionAt(Instant instant);

  /**
   * The Merkle tree over the accepted commits, as far as this instance has read: its size is {@link
   * #reached()} + 1.
   */
  MerkleTree tree();

  /** What stands in the tree for the accepted commit at a position. */
  Optional<LogEntry> entry(long position);

  /** The bytes of the record of the accepted commit at a position. */
  Optional<byte[]> record(long position);

  /**
   * The records of the accepted commits from a position on, in order, up to where this instance has
   * read when it is asked.
   */
  Stream<CommitRecord> records(long position);

  /**
   * The streams whose history was found missing and not repaired since, each with the position that
   * the journal had when it was found.
   */
  Map<StreamName, Long> quarantined();

  /**
   * The last position that this instance has read and indexed, −1 for none. No call to the broker.
   */
  long reached();

  /**
   * The last accepted position as of a moment not before this call: every append acknowledged
   * anywhere before this call is at or before it. −1 for none. Waits until this instance has read
   * that far.
   *
   * @throws JournalUnavailableException if that is not known in time
   * @throws JournalHaltedException if this replica has stopped reading
   */
  long end();

  /** Calls back, on the reading thread and shortly, whenever {@link #reached()} has grown. */
  Subscription onAdvance(Runnable listener);

  /** The reason why this replica has stopped reading, empty while it reads. */
  Optional<String> halted();

  @Override
  void close();

  /** Ends the call-backs. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
