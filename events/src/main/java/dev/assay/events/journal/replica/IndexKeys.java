package dev.assay.events.journal.replica;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.events.Subject;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.StreamName;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The keys of the index. Numbers are big-endian, so that RocksDB's byte order is theirs. */
final class IndexKeys {

  private IndexKeys() {}

  static byte[] number(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  static long number(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong();
  }

  static byte[] id(CommitId id) {
    return id.value().getBytes(UTF_8);
  }

  /** By name alone: in this order streams are listed. */
  static byte[] stream(StreamName stream) {
    return stream.value().getBytes(UTF_8);
  }

  static StreamName stream(byte[] key) {
    return new StreamName(new String(key, UTF_8));
  }

  /** What the keys of all events of a stream begin with; the length keeps streams apart. */
  static byte[] streamEvents(StreamName stream) {
    return lengthFirst(stream(stream), 0).array();
  }

  static byte[] streamEvent(StreamName stream, long sequence) {
    return lengthFirst(stream(stream), Long.BYTES).putLong(sequence).array();
  }

  /** What the keys of all events about a subject begin with. */
  static byte[] subjectEvents(Subject subject) {
    return lengthFirst(subject(subject), 0).array();
  }

  static byte[] subjectEvent(Subject subject, EventPlace place) {
    return place.putInto(lengthFirst(subject(subject), EventPlace.BYTES)).array();
  }

  /** What the keys of all hashes of a level of tiles begin with. */
  static byte[] hashes(int tileLevel) {
    return new byte[] {(byte) tileLevel};
  }

  static byte[] hash(int tileLevel, long index) {
    return ByteBuffer.allocate(1 + Long.BYTES).put((byte) tileLevel).putLong(index).array();
  }

  /** Where the events about a subject begin that stand at a position or later. */
  static byte[] subjectEvents(Subject subject, long fromPosition) {
    return subjectEvent(subject, new EventPlace(fromPosition, 0, 0));
  }

  /** What the keys of all states of a fold begin with. */
  static byte[] foldStates(String fold) {
    return lengthFirst(fold.getBytes(UTF_8), 0).array();
  }

  static byte[] foldState(String fold, long position) {
    return lengthFirst(fold.getBytes(UTF_8), Long.BYTES).putLong(position).array();
  }

  private static byte[] subject(Subject subject) {
    return (subject.kind().name() + ':' + subject.id()).getBytes(UTF_8);
  }

  private static ByteBuffer lengthFirst(byte[] name, int more) {
    return ByteBuffer.allocate(Integer.BYTES + name.length + more).putInt(name.length).put(name);
  }

  static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }
}
