package dev.assay.projections.store.rocksdb;

import dev.assay.projections.store.CollectionSpec;
import dev.assay.projections.store.Generation;
import dev.assay.projections.store.IndexSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How the one key space is divided: {@code l group} says which generation is live, {@code w group 0
 * generation} holds watermarks, {@code d group 0 generation collection 0} holds documents ({@code d
 * key}) and index entries ({@code i index 0 place}). Names are plain words, so a 0 ends them;
 * generations are four bytes, big-endian.
 */
final class Keyspace {

  private Keyspace() {}

  static byte[] live(String group) {
    return utf8("l" + group);
  }

  static byte[] watermarks(String group) {
    return utf8("w" + group + "\0");
  }

  static byte[] watermark(String group, int generation) {
    return join(watermarks(group), number(generation));
  }

  static byte[] data(String group, int generation) {
    return join(utf8("d" + group + "\0"), number(generation));
  }

  static byte[] documents(Generation generation, CollectionSpec<?> collection) {
    return join(
        data(generation.group().name(), generation.number()), utf8(collection.name() + "\0d"));
  }

  static byte[] index(Generation generation, CollectionSpec<?> collection, IndexSpec<?> index) {
    return join(
        data(generation.group().name(), generation.number()),
        utf8(collection.name() + "\0i" + index.name() + "\0"));
  }

  static int generation(byte[] watermarkKey) {
    return ByteBuffer.wrap(watermarkKey, watermarkKey.length - Integer.BYTES, Integer.BYTES)
        .getInt();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] join(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static byte[] number(int generation) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(generation).array();
  }
}
