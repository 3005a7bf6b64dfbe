package dev.assay.projections.store.rocksdb;

import dev.assay.projections.store.CollectionSpec;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Documents that were decoded lately, by their bytes: reading the same record again is most of what
 * reads do, and decoding was a quarter of the time of a read. What comes from here equals what
 * decoding would give, whatever was written meanwhile, since all bytes are compared. Safe for use
 * by many threads.
 */
final class DecodedDocuments {

  private static final int COUNT = 2048;
  private static final int MAX_BYTES = 8 * 1024;

  private final AtomicReferenceArray<Decoded> slots = new AtomicReferenceArray<>(COUNT);

  private record Decoded(CollectionSpec<?> collection, byte[] stored, Object document) {

    boolean isOf(CollectionSpec<?> wanted, byte[] bytes) {
      return collection.equals(wanted) && Arrays.equals(stored, bytes);
    }
  }

  /**
   * The document.
   *
   * @param stored as it is kept, see {@link StoredDocument}
   */
  @SuppressWarnings("unchecked") // an equal collection has documents of the same type
  <T> T of(CollectionSpec<T> collection, byte[] stored) {
    if (stored.length > MAX_BYTES) {
      return StoredDocument.decode(collection, stored);
    }
    int slot = Math.floorMod(Arrays.hashCode(stored), COUNT);
    Decoded kept = slots.getAcquire(slot);
    if (kept != null && kept.isOf(collection, stored)) {
      return (T) kept.document();
    }
    T document = StoredDocument.decode(collection, stored);
    slots.setRelease(slot, new Decoded(collection, stored, document));
    return document;
  }
}
