package dev.assay.events.journal.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.events.journal.CommitId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalLong;

/**
 * Ids of accepted commits and their positions, in 24 bytes for each: an id stands as the first half
 * of its SHA-256. Used by one thread.
 */
final class TakenIds {

  private static final int FIELDS = 3;
  private static final int FIRST_SLOTS = 1024;

  private final MessageDigest sha256;
  private long[] table = new long[FIRST_SLOTS * FIELDS];
  private int size;

  TakenIds() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: absent (expected: in every JDK)", e);
    }
  }

  void take(CommitId id, long position) {
    if ((size + 1) * 2 > table.length / FIELDS) {
      grow();
    }
    ByteBuffer hash = hash(id);
    insert(hash.getLong(), hash.getLong(), position + 1);
    size++;
  }

  OptionalLong position(CommitId id) {
    ByteBuffer hash = hash(id);
    int slot = slot(table, hash.getLong(), hash.getLong());
    long found = table[slot + 2];
    return found == 0 ? OptionalLong.empty() : OptionalLong.of(found - 1);
  }

  private ByteBuffer hash(CommitId id) {
    return ByteBuffer.wrap(sha256.digest(id.value().getBytes(UTF_8)));
  }

  /** Positions stand one higher, so that an empty slot holds 0. */
  private void insert(long first, long second, long stored) {
    int slot = slot(table, first, second);
    table[slot] = first;
    table[slot + 1] = second;
    table[slot + 2] = stored;
  }

  private static int slot(long[] table, long first, long second) {
    int slots = table.length / FIELDS;
    int slot = (int) (first & slots - 1);
    while (table[slot * FIELDS + 2] != 0
        && (table[slot * FIELDS] != first || table[slot * FIELDS + 1] != second)) {
      slot = slot + 1 & slots - 1;
    }
    return slot * FIELDS;
  }

  private void grow() {
    long[] old = table;
    table = new long[Math.multiplyExact(old.length, 2)];
    for (int slot = 0; slot < old.length; slot += FIELDS) {
      if (old[slot + 2] != 0) {
        insert(old[slot], old[slot + 1], old[slot + 2]);
      }
    }
  }
}
