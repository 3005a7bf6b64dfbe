package dev.assay.events.journal.replica;

import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.RecordedEvent;
import java.util.List;
import java.util.Optional;

/**
 * Pieces of large commits, kept beside them: a cascade over thousands of buckets is one record of
 * some MiB, and whoever reads the stream of one of them wants a few events of it. Each slice is a
 * commit like the whole one, with a few events of one append. Safe for use by many threads.
 */
final class CommitSlices {

  /** Most events that a slice holds. */
  static final int EVENTS = 32;

  /** Records up to this size are read whole, bytes. */
  static final int WHOLE_BYTES = 32 * 1024;

  private final IndexDatabase database;
  private final JournalCodec codec;

  CommitSlices(IndexDatabase database, JournalCodec codec) {
    this.database = database;
    this.codec = codec;
  }

  /** Where the slices of a commit go. */
  interface Target {
    void put(byte[] key, byte[] value);
  }

  /** Whether a commit is large enough to be kept in slices too, and can be divided. */
  static boolean needed(Commit commit, int recordBytes) {
    return recordBytes > WHOLE_BYTES
        && (commit.appends().size() > 1 || commit.appends().getFirst().events().size() > EVENTS);
  }

  void write(RecordedCommit recorded, byte[] hash, Target target) {
    List<Append> appends = recorded.commit().appends();
    for (int i = 0; i < appends.size(); i++) {
      for (int from = 0; from < appends.get(i).events().size(); from += EVENTS) {
        Commit slice = slice(recorded.commit(), appends.get(i), from);
        target.put(
            new EventPlace(recorded.position(), i, from).bytes(),
            CommitValue.encode(recorded.time(), hash, codec.encode(slice)));
      }
    }
  }

  private static Commit slice(Commit whole, Append append, int from) {
    int to = Math.min(from + EVENTS, append.events().size());
    return new Commit(
        whole.id(),
        whole.requestHash(),
        whole.organization(),
        whole.at(),
        whole.actor(),
        whole.cause(),
        whole.request(),
        List.of(
            new Append(
                append.stream(), append.firstSequence() + from, append.events().subList(from, to))),
        List.of());
  }

  /** The slice that an event is in, empty if its commit is kept whole only. */
  Optional<Slice> of(EventPlace place) {
    EventPlace first = firstOf(place);
    return Optional.ofNullable(database.get(Column.SLICES, first.bytes()))
        .map(value -> new Slice(first, CommitValue.decode(codec, place.position(), value)));
  }

  private static EventPlace firstOf(EventPlace place) {
    return new EventPlace(place.position(), place.append(), place.event() - place.event() % EVENTS);
  }

  /**
   * A part of a commit.
   *
   * @param first place of its first event
   */
  record Slice(EventPlace first, RecordedCommit part) {

    boolean holds(EventPlace place) {
      return first.equals(firstOf(place));
    }

    RecordedEvent event(EventPlace place) {
      return ReplicaReads.event(part, 0, place.event() - first.event());
    }
  }
}
