package dev.assay.benchmarks.audit;

import dev.assay.events.journal.JournalId;
import dev.assay.projections.store.CollectionSpec;
import dev.assay.projections.store.DocumentCodec;
import dev.assay.projections.store.Generation;
import dev.assay.projections.store.IndexKey;
import dev.assay.projections.store.IndexSpec;
import dev.assay.projections.store.Scan;
import dev.assay.projections.store.ViewBatch;
import dev.assay.projections.store.ViewGroup;
import dev.assay.projections.store.ViewSnapshot;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.Watermark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The baseline: bytes of the size of rows in the same store, in one order, read as they are.
 * Nothing is decoded, merged, filtered or waited for.
 */
final class RawRows implements AutoCloseable {

  private static final int BATCH = 1_000;
  private static final int PAGE = 512;
  private static final String OWNER = "bench";

  /**
   * A row.
   *
   * @param number from 0
   */
  private record Raw(long number, byte[] bytes) {}

  private static final class Bytes implements DocumentCodec<Raw> {
    @Override
    public byte[] encode(Raw document) {
      return document.bytes();
    }

    @Override
    public Raw decode(byte[] bytes) {
      return new Raw(numberIn(bytes), bytes);
    }
  }

  private static final IndexSpec<Raw> ORDER =
      IndexSpec.of("by_number", r -> IndexKey.of(r.number()));
  private static final CollectionSpec<Raw> ROWS =
      new CollectionSpec<>("raw", new Bytes(), raw -> Long.toString(raw.number()), List.of(ORDER));
  private static final ViewGroup GROUP = new ViewGroup("raw", 1, List.of(ROWS));

  private final ViewStore store;
  private final Generation generation;
  private final int count;

  private RawRows(ViewStore store, Generation generation, int count) {
    this.store = store;
    this.generation = generation;
    this.count = count;
  }

  /**
   * Fills a store.
   *
   * @param sizeBytes of each row
   */
  static RawRows fill(ViewStore store, int count, int sizeBytes) {
    Generation generation =
        store.create(GROUP, new JournalId(OWNER), OWNER, Duration.ofMinutes(10));
    Watermark at = store.watermark(generation).orElseThrow();
    for (int from = 0; from < count; from += BATCH) {
      ViewBatch batch = new ViewBatch();
      for (int number = from; number < Math.min(count, from + BATCH); number++) {
        batch.put(ROWS, new Raw(number, json(number, sizeBytes)));
      }
      Watermark next = at.at(from, "");
      store.apply(generation, batch, at, next);
      at = next;
    }
    return new RawRows(store, generation, count);
  }

  /** JSON, since a store may ask for that: the number first, then filling. */
  private static byte[] json(long number, int sizeBytes) {
    String head = "{\"n\":%012d,\"x\":\"".formatted(number + 100_000_000_000L);
    String tail = "\"}";
    int filling = Math.max(0, sizeBytes - head.length() - tail.length());
    return (head + "x".repeat(filling) + tail).getBytes(StandardCharsets.US_ASCII);
  }

  private static long numberIn(byte[] bytes) {
    String text = new String(bytes, 0, Math.min(32, bytes.length), StandardCharsets.US_ASCII);
    return Long.parseLong(text.replaceAll("^\\D*(\\d+).*", "$1")) - 100_000_000_000L;
  }

  /** The newest so many, in one scan. */
  int newest(int rows) {
    try (ViewSnapshot snapshot = store.snapshot(generation).orElseThrow()) {
      return snapshot.scan(ROWS, Scan.of(ORDER, IndexKey.EMPTY, rows).descending()).size();
    }
  }

  /** All of them to a stream, page by page. */
  int writeTo(OutputStream out) throws IOException {
    int written = 0;
    long last = count;
    try (ViewSnapshot snapshot = store.snapshot(generation).orElseThrow()) {
      while (last > 0) {
        var after = new Scan.After(IndexKey.of(last), "");
        var page =
            snapshot.scan(ROWS, Scan.of(ORDER, IndexKey.EMPTY, PAGE).descending().after(after));
        for (Raw raw : page) {
          out.write(raw.bytes());
          out.write('\n');
        }
        written += page.size();
        last = page.isEmpty() ? 0 : page.getLast().number();
      }
    }
    return written;
  }

  @Override
  public void close() {
    store.drop(GROUP.name(), generation.number());
  }
}
