package dev.assay.projections.views;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import dev.assay.projections.store.DocumentCodec;
import dev.assay.projections.store.ViewStoreException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records as JSON, component by component; what is null is left out, instants are RFC 3339.
 *
 * @param <T> the record
 */
final class RecordCodec<T> implements DocumentCodec<T> {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          // Only what a record holds, not what it derives.
          .changeDefaultVisibility(checker ->
              checker
                  .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                  .withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                  .withVisibility(PropertyAccessor.CREATOR, Visibility.ANY))
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Class<T> type;
  private final ObjectReader reader;
  private final ObjectWriter writer;

  RecordCodec(Class<T> type) {
    this.type = type;
    this.reader = MAPPER.readerFor(type);
    this.writer = MAPPER.writerFor(type);
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
