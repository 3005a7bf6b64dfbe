package dev.assay.events.journal.verification;

import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitFixtures;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.StreamName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A log in a list, to be tampered with. */
final class TamperedLog {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final JournalCodec CODEC = new JournalCodec();

  private final JournalId id;
  private final List<RawRecord> records;

  private TamperedLog(JournalId id, List<RawRecord> records) {
    this.id = id;
    this.records = records;
  }

  /** Commits that go round the streams, a second apart. */
  static TamperedLog of(JournalId id, int commits, int streams) {
    List<RawRecord> records = new ArrayList<>();
    for (int i = 0; i < commits; i++) {
      Instant at = START.plusSeconds(i);
      StreamName stream = CommitFixtures.stream("s-" + i % streams);
      records.add(record(i + 1, CommitFixtures.commit(at, stream, i / streams)));
    }
    return new TamperedLog(id, records);
  }

  static RawRecord record(long offset, Commit commit) {
    return new RawRecord(offset, commit.at(), true, CODEC.encode(commit));
  }

  TamperedLog copy() {
    return new TamperedLog(id, new ArrayList<>(records));
  }

  List<RawRecord> records() {
    return records;
  }

  /** Changes one byte in the text of an event, so that it is still a good commit. */
  TamperedLog edit(int position) {
    RawRecord record = records.get(position);
    String text = new String(record.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
    byte[] edited =
        text.replace("changed", "chanGed").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    records.set(position, new RawRecord(record.offset(), record.appendTime(), true, edited));
    return this;
  }

  TamperedLog replace(int position, byte[] bytes) {
    RawRecord record = records.get(position);
    records.set(position, new RawRecord(record.offset(), record.appendTime(), true, bytes));
    return this;
  }

  TamperedLog drop(int from, int count) {
    records.subList(from, from + count).clear();
    return this;
  }

  TamperedLog swap(int one, int other) {
    java.util.Collections.swap(records, one, other);
    return this;
  }

  TamperedLog truncate(int size) {
    records.subList(size, records.size()).clear();
    return this;
  }

  TamperedLog insert(int position, RawRecord record) {
    records.add(position, record);
    return this;
  }

  /** As somebody who rewrites the log gives offsets: without gaps. */
  RecordSource source() {
    return source(LogIdentity.ofTopic(id, Optional.empty()));
  }

  RecordSource source(LogIdentity identity) {
    var iterator = records.iterator();
    return new RecordSource() {
      private long offset;

      @Override
      public String name() {
        return "log";
      }

      @Override
      public LogIdentity identity() {
        return identity;
      }

      @Override
      public Optional<RawRecord> next() {
        if (!iterator.hasNext()) {
          return Optional.empty();
        }
        RawRecord record = iterator.next();
        return Optional.of(
            new RawRecord(++offset, record.appendTime(), record.stamped(), record.bytes()));
      }
    };
  }
}
