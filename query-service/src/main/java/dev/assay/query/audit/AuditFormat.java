package dev.assay.query.audit;

import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/** How rows are written. */
enum AuditFormat {
  /** A page of them. */
  JSON("json", List.of(MediaType.APPLICATION_JSON)),
  /** All of them, an object a line. */
  JSON_LINES(
      "jsonl",
      List.of(
          MediaType.parseMediaType("application/x-ndjson"),
          MediaType.parseMediaType("application/jsonl"))),
  /** All of them, as a table. */
  CSV("csv", List.of(MediaType.parseMediaType("text/csv")));

  private final String value;
  private final List<MediaType> types;

  AuditFormat(String value, List<MediaType> types) {
    this.value = value;
    this.types = types;
  }

  /** As the parameter calls it; also how the file's name ends. */
  String value() {
    return value;
  }

  String contentType() {
    return this == JSON_LINES || this == CSV
        ? types.getFirst() + ";charset=utf-8"
        : types.getFirst().toString();
  }

  /**
   * The one that is asked for by the parameter, else by the header.
   *
   * @throws HttpMediaTypeNotAcceptableException if the header takes none of them
   */
  static AuditFormat of(@Nullable String parameter, @Nullable String accept)
      throws HttpMediaTypeNotAcceptableException {
    if (parameter != null && !parameter.isEmpty()) {
      for (AuditFormat format : values()) {
        if (format.value.equals(parameter)) {
          return format;
        }
      }
      throw new RefusalException(
          Refusal.InvalidArgument.of("format", Shown.value(parameter), "json, jsonl or csv"));
    }
    return accept == null || accept.isBlank() ? JSON : accepted(accept);
  }

  private static AuditFormat accepted(String accept) throws HttpMediaTypeNotAcceptableException {
    for (MediaType wanted : byQuality(accept)) {
      for (AuditFormat format : values()) {
        if (format.types.stream().anyMatch(wanted::includes)) {
          return format;
        }
      }
    }
    throw notAcceptable();
  }

  private static List<MediaType> byQuality(String accept)
      throws HttpMediaTypeNotAcceptableException {
    try {
      List<MediaType> types = MediaType.parseMediaTypes(accept);
      MimeTypeUtils.sortBySpecificity(types);
      return types.stream()
          .filter(type -> type.getQualityValue() > 0)
          .sorted((a, b) -> Double.compare(b.getQualityValue(), a.getQualityValue()))
          .toList();
    } catch (InvalidMediaTypeException | InvalidMimeTypeException e) {
      throw notAcceptable();
    }
  }

  private static HttpMediaTypeNotAcceptableException notAcceptable() {
    List<MediaType> all =
        List.of(values()).stream().flatMap(format -> format.types.stream()).toList();
    return new HttpMediaTypeNotAcceptableException(all);
  }
}
