package dev.assay.events.journal.replica;

import dev.assay.events.codec.Decoded;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.CommitRecord;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.proof.LogEntry;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/** How an accepted commit is kept under its position: time, hash of the record, record. */
final class CommitValue {

  private static final int HASH_BYTES = 32;
  static final int HEADER_BYTES = Long.BYTES + HASH_BYTES;

  private CommitValue() {}

  static byte[] encode(Instant time, byte[] hash, byte[] record) {
    return ByteBuffer.allocate(HEADER_BYTES + record.length)
        .putLong(time.toEpochMilli())
        .put(hash)
        .put(record)
        .array();
  }

  static Instant time(byte[] value) {
    return Instant.ofEpochMilli(ByteBuffer.wrap(value).getLong());
  }

  /** Size of the record within a value, bytes. */
  static int recordBytes(int valueBytes) {
    return valueBytes - HEADER_BYTES;
  }

  static String recordHash(byte[] value) {
    return HexFormat.of().formatHex(value, Long.BYTES, HEADER_BYTES);
  }

  static byte[] record(byte[] value) {
    return Arrays.copyOfRange(value, HEADER_BYTES, value.length);
  }

  static CommitRecord commitRecord(long position, byte[] value) {
    return new CommitRecord(new LogEntry(position, time(value), recordHash(value)), record(value));
  }

  static RecordedCommit decode(JournalCodec codec, long position, byte[] value) {
    if (!(codec.decode(record(value)) instanceof Decoded.Commit(var commit))) {
      throw new ReplicaException(
          "index: no commit at position " + position + " (expected: the accepted commit)", null);
    }
    return new RecordedCommit(position, time(value), recordHash(value), commit);
  }
}
