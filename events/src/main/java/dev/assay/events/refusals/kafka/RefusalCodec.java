package dev.assay.events.refusals.kafka;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.events.refusals.RefusedRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** A refusal as JSON. What a newer version adds is not read. */
final class RefusalCodec {

  private static final Logger LOG = LoggerFactory.getLogger(RefusalCodec.class);
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();
  private static final ObjectReader READER = MAPPER.readerFor(RefusedRequest.class);
  private static final ObjectWriter WRITER = MAPPER.writerFor(RefusedRequest.class);

  private RefusalCodec() {}

  static byte[] encode(RefusedRequest refused) {
    return WRITER.writeValueAsBytes(refused);
  }

  /** Null for a record that somebody else has written. */
  static @Nullable RefusedRequest decode(byte @Nullable [] bytes, long offset) {
    if (bytes == null) {
      return null;
    }
    try {
      RefusedRequest read = READER.readValue(bytes);
      return isWhole(read) ? read : null;
    } catch (JacksonException e) {
      LOG.warn("refusal at offset {}: not one of ours: {}", offset, e.getOriginalMessage());
      return null;
    }
  }

  /** JSON that lacks components gives a record that lacks them, whatever its type says. */
  @SuppressWarnings("ConstantValue")
  private static boolean isWhole(@Nullable RefusedRequest read) {
    return read != null
        && read.outcome() != null
        && read.organization() != null
        && read.actor() != null
        && read.actor().id() != null
        && read.actor().name() != null
        && read.actor().kind() != null
        && read.request() != null
        && read.request().id() != null
        && read.target() != null;
  }
}
