package dev.assay.projections.store.rocksdb;

import dev.assay.projections.store.CollectionSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A document with its places in the indexes, in the order of the collection's list, so that it can
 * leave them without being decoded: {@code (length place)* json}, lengths two bytes, 0 for an index
 * that leaves it out.
 */
record StoredDocument(List<byte[]> places, byte[] json) {

  /** The place of a document that an index leaves out. */
  static final byte[] NOWHERE = new byte[0];

  static <T> StoredDocument of(CollectionSpec<T> collection, String key, T document) {
    return new StoredDocument(
        placesOf(collection, key, document), collection.codec().encode(document));
  }

  static <T> List<byte[]> placesOf(CollectionSpec<T> collection, String key, T document) {
    var places = new ArrayList<byte[]>(collection.indexes().size());
    for (var index : collection.indexes()) {
      places.add(index.key().apply(document).map(at -> OrderedBytes.of(at, key)).orElse(NOWHERE));
    }
    return places;
  }

  static List<byte[]> placesOf(CollectionSpec<?> collection, byte[] stored) {
    var buffer = ByteBuffer.wrap(stored);
    var places = new ArrayList<byte[]>(collection.indexes().size());
    for (int i = 0; i < collection.indexes().size(); i++) {
      byte[] place = new byte[Short.toUnsignedInt(buffer.getShort())];
      buffer.get(place);
      places.add(place);
    }
    return places;
  }

  static <T> T decode(CollectionSpec<T> collection, byte[] stored) {
    int at = 0;
    for (int i = 0; i < collection.indexes().size(); i++) {
      at += Short.BYTES + (stored[at] << 8 & 0xFF00 | stored[at + 1] & 0xFF);
    }
    return collection.codec().decode(Arrays.copyOfRange(stored, at, stored.length));
  }

  byte[] toBytes() {
    int sizeBytes = json.length;
    for (var place : places) {
      sizeBytes += Short.BYTES + place.length;
    }
    var buffer = ByteBuffer.allocate(sizeBytes);
    for (var place : places) {
      buffer.putShort((short) place.length).put(place);
    }
    return buffer.put(json).array();
  }
}
