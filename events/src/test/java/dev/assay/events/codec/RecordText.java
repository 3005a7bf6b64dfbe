package dev.assay.events.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Records written by hand. */
final class RecordText {

  private RecordText() {}

  /** A record of format 1 with any content. */
  static byte[] of(String json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RecordFrame.write(out);
    out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  /** A commit with one event. */
  static byte[] commitWith(String type, int revision, String data) {
    return of(
        """
        {"id":"commit-1","requestHash":"00","at":1764000000000,
        "actor":{"id":"p","name":"p","kind":"SYSTEM"},"cause":"Test","request":{"id":"r"},
        "appends":[{"stream":"system","firstSequence":0,
        "events":[{"type":"%s","revision":%d,"data":%s}]}],"expects":[]}\
        """
            .formatted(type, revision, data));
  }
}
