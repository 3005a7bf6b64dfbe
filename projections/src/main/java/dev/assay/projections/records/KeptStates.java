package dev.assay.projections.records;

import dev.assay.events.journal.RecordSnapshotStore;
import dev.assay.events.journal.RecordSnapshotStore.RecordSnapshot;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/**
 * The states of one kind of fold, as record snapshots: JSON behind a checksum. One that cannot be
 * read is dropped, and the one before it is taken. Thread-safe.
 *
 * @param <S> the states
 */
final class KeptStates<S> {

  private static final Logger LOG = LoggerFactory.getLogger(KeptStates.class);

  /** A state, and the position of the last commit that it includes. */
  record At<S>(long position, S state, int sizeBytes) {}

  private final RecordSnapshotStore store;
  private final String kind;
  private final ObjectReader reader;
  private final ObjectWriter writer;
  private final AtomicBoolean told = new AtomicBoolean();

  KeptStates(RecordSnapshotStore store, String kind, Class<S> type) {
    this.store = store;
    this.kind = kind;
    this.reader = RecordJson.MAPPER.readerFor(type);
    this.writer = RecordJson.MAPPER.writerFor(type);
  }

  /** The newest state that includes no commit after a position. */
  Optional<At<S>> floor(String id, long position) {
    Optional<RecordSnapshot> found = store.floor(fold(id), position);
    while (found.isPresent()) {
      Optional<At<S>> read = read(found.get());
      if (read.isPresent()) {
        return read;
      }
      tell(id, found.get().position());
      store.drop(fold(id), found.get().position());
      found = store.floor(fold(id), position);
    }
    return Optional.empty();
  }

  /** Once: more of them are likely to follow. */
  private void tell(String id, long position) {
    if (!told.getAndSet(true)) {
      LOG.warn(
          "record snapshot of {} {} at position {} cannot be read: it is dropped, as all others"
              + " that cannot; answers are folded without them",
          kind,
          id,
          position);
    }
  }

  /** Returns what it takes, in bytes. */
  int put(String id, long position, S state) {
    byte[] json = writer.writeValueAsBytes(state);
    store.put(
        fold(id),
        position,
        ByteBuffer.allocate(Integer.BYTES + json.length).putInt(sum(json)).put(json).array());
    return json.length;
  }

  void drop(String id, long position) {
    store.drop(fold(id), position);
  }

  private String fold(String id) {
    return kind + "/" + id;
  }

  private Optional<At<S>> read(RecordSnapshot kept) {
    byte[] bytes = kept.state();
    if (bytes.length <= Integer.BYTES) {
      return Optional.empty();
    }
    byte[] json = Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
    if (ByteBuffer.wrap(bytes).getInt() != sum(json)) {
      return Optional.empty();
    }
    try {
      S state = reader.readValue(json);
      return Optional.of(new At<>(kept.position(), state, json.length));
    } catch (JacksonException e) {
      LOG.debug("record snapshot of {}: not a state", kind, e);
      return Optional.empty();
    }
  }

  private static int sum(byte[] bytes) {
    var sum = new CRC32C();
    sum.update(bytes);
    return (int) sum.getValue();
  }
}
