package dev.assay.projections.views;

import dev.assay.projections.records.RecordJson;
import dev.assay.projections.store.DocumentCodec;
import dev.assay.projections.store.ViewStoreException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/**
 * Records as JSON, component by component; what is null is left out, instants are RFC 3339.
 *
 * @param <T> the record
 */
final class RecordCodec<T> implements DocumentCodec<T> {

  private final Class<T> type;
  private final ObjectReader reader;
  private final ObjectWriter writer;

  RecordCodec(Class<T> type) {
    this.type = type;
    this.reader = RecordJson.MAPPER.readerFor(type);
    this.writer = RecordJson.MAPPER.writerFor(type);
  }

  @Override
  public byte[] encode(T document) {
    return writer.writeValueAsBytes(document);
  }

  @Override
  public T decode(byte[] bytes) {
    try {
      return reader.readValue(bytes);
    } catch (JacksonException e) {
      throw new ViewStoreException(
          "view document: "
              + e.getOriginalMessage()
              + " (expected: a "
              + type.getSimpleName()
              + "; rebuild the views)",
          e);
    }
  }
}
