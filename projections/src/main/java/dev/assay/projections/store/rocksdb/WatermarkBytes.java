package dev.assay.projections.store.rocksdb;

import dev.assay.events.journal.JournalId;
import dev.assay.projections.store.LiveGeneration;
import dev.assay.projections.store.Watermark;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Watermarks and live pointers as lines of text. */
final class WatermarkBytes {

  private WatermarkBytes() {}

  static byte[] of(Watermark watermark) {
    return Keyspace.utf8(
        watermark.generation()
            + "\n"
            + watermark.position()
            + "\n"
            + watermark.recordHash()
            + "\n"
            + watermark.journalId());
  }

  static Watermark watermark(byte[] bytes) {
    var lines = lines(bytes);
    return new Watermark(
        Integer.parseInt(lines.get(0)),
        new JournalId(lines.get(3)),
        Long.parseLong(lines.get(1)),
        lines.get(2));
  }

  static byte[] of(LiveGeneration live) {
    return Keyspace.utf8(live.number() + "\n" + live.schemaVersion());
  }

  static LiveGeneration live(byte[] bytes) {
    var lines = lines(bytes);
    return new LiveGeneration(Integer.parseInt(lines.get(0)), Integer.parseInt(lines.get(1)));
  }

  private static List<String> lines(byte[] bytes) {
    return List.of(new String(bytes, StandardCharsets.UTF_8).split("\n", -1));
  }
}
