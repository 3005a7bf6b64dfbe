package dev.assay.projections.store.rocksdb;

import dev.assay.projections.store.IndexKey;
import dev.assay.projections.store.KeyPart;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Bytes that compare, unsigned, as the index keys do. A number is 1 and its eight bytes with the
 * sign bit turned; a text is 2, its UTF-8 bytes with 0 written as 0 255, and 0 1, so that no text's
 * bytes begin with all those of another. The first byte of a part is never above 2.
 */
final class OrderedBytes {

  /** Behind a key, this is above everything that begins with the key. */
  static final byte ABOVE = (byte) 0xFF;

  private static final byte NUMBER = 1;
  private static final byte TEXT = 2;

  private final ByteArrayOutputStream bytes;

  OrderedBytes(int sizeBytes) {
    this.bytes = new ByteArrayOutputStream(sizeBytes);
  }

  static byte[] of(IndexKey key) {
    return new OrderedBytes(64).key(key).toBytes();
  }

  static byte[] of(IndexKey key, String documentKey) {
    return new OrderedBytes(96).key(key).text(documentKey).toBytes();
  }

  OrderedBytes key(IndexKey key) {
    for (var part : key.parts()) {
      switch (part) {
        case KeyPart.Text(String value) -> text(value);
        case KeyPart.Number(long value) -> number(value);
      }
    }
    return this;
  }

  private void number(long value) {
    byte[] part =
        ByteBuffer.allocate(1 + Long.BYTES).put(NUMBER).putLong(value ^ Long.MIN_VALUE).array();
    bytes.write(part, 0, part.length);
  }

  OrderedBytes text(String value) {
    bytes.write(TEXT);
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    if (value.indexOf('\0') < 0) {
      bytes.write(text, 0, text.length);
    } else {
      escaped(text);
    }
    bytes.write(0);
    bytes.write(1);
    return this;
  }

  private void escaped(byte[] text) {
    for (byte b : text) {
      bytes.write(b);
      if (b == 0) {
        bytes.write(0xFF);
      }
    }
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
