package dev.assay.events.journal.replica;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.events.journal.StreamName;
import java.nio.ByteBuffer;

/**
 * What stands under a subject and the place of an event about it.
 *
 * @param sequence of the event in its stream
 * @param stream of the event
 */
record SubjectValue(long sequence, StreamName stream) {

  static byte[] encode(long sequence, StreamName stream) {
    byte[] name = stream.value().getBytes(UTF_8);
    return ByteBuffer.allocate(Long.BYTES + name.length).putLong(sequence).put(name).array();
  }

  static SubjectValue decode(byte[] value) {
    ByteBuffer buffer = ByteBuffer.wrap(value);
    long sequence = buffer.getLong();
    return new SubjectValue(sequence, new StreamName(UTF_8.decode(buffer).toString()));
  }
}
