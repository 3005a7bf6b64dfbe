package dev.assay.projections.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The one mapper of the API: snake_case keys, unset fields written as null, RFC 3339 times in UTC
 * with exactly three digits of a second, maps in order of their keys, unknown request keys ignored.
 * Safe for use by many threads.
 */
public final class WireJson {

  /**
   * Longest string that a body may hold, in characters: 64 MiB, room for a compressed SBOM in
   * base64.
   */
  public static final int MAX_STRING_CHARS = 64 * 1024 * 1024;

  private static final DateTimeFormatter RFC_3339 =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final JsonMapper MAPPER = build();

  private WireJson() {}

  /** The mapper. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** A time as every answer writes it. */
  public static String time(Instant instant) {
    return RFC_3339.format(instant);
  }

  private static JsonMapper build() {
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxStringLength(MAX_STRING_CHARS).build())
            .build();
    return JsonMapper.builder(factory)
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .addModule(
            new SimpleModule("assay-wire").addSerializer(Instant.class, new InstantSerializer()))
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  private static final class InstantSerializer extends ValueSerializer<Instant> {
    @Override
    public void serialize(Instant value, JsonGenerator generator, SerializationContext context) {
      generator.writeString(time(value));
    }
  }
}
