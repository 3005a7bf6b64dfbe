package dev.assay.events.journal.replica;

import java.nio.ByteBuffer;

/**
 * Where an event stands.
 *
 * @param position position of its commit
 * @param append index among the appends of the commit
 * @param event index among the events of the append
 */
record EventPlace(long position, int append, int event) {

  static final int BYTES = Long.BYTES + 2 * Integer.BYTES;

  ByteBuffer putInto(ByteBuffer buffer) {
    return buffer.putLong(position).putInt(append).putInt(event);
  }

  byte[] bytes() {
    return putInto(ByteBuffer.allocate(BYTES)).array();
  }

  static EventPlace from(ByteBuffer buffer) {
    return new EventPlace(buffer.getLong(), buffer.getInt(), buffer.getInt());
  }
}
