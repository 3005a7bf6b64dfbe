package dev.assay.events.codec;

import java.io.ByteArrayOutputStream;

/**
 * The first bytes of a record: three of magic, one of format. The first is no beginning of UTF-8
 * text, so that text which somebody writes to the topic is never taken for ours.
 */
final class RecordFrame {

  static final int LENGTH = 4;

  private static final byte[] MAGIC = {(byte) 0xA5, 'A', 'J'};

  private RecordFrame() {}

  static void write(ByteArrayOutputStream out) {
    out.writeBytes(MAGIC);
    out.write(JournalCodec.FORMAT);
  }

  static boolean hasMagic(byte[] record) {
    return record.length >= LENGTH
        && record[0] == MAGIC[0]
        && record[1] == MAGIC[1]
        && record[2] == MAGIC[2];
  }

  static int format(byte[] record) {
    return record[MAGIC.length] & 0xff;
  }
}
