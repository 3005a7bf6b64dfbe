package dev.assay.events.export;

import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.StreamName;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An {@link ExportHeader} as JSON. */
final class HeaderJson {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern ROOT = Pattern.compile("[0-9a-f]{64}");

  private final JsonNode json;

  private HeaderJson(JsonNode json) {
    this.json = json;
  }

  static byte[] write(ExportHeader header) {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", ExportFormat.FORMAT);
    json.put("journalId", header.journalId().value());
    json.put("position", header.position());
    json.put("time", header.time().toString());
    json.put("root", header.root());
    header.masterKeyId().ifPresent(id -> json.put("masterKeyId", id));
    new TreeSet<>(header.quarantined())
        .forEach(stream -> json.withArray("quarantined").add(stream.value()));
    json.put("recordFormat", header.recordFormat());
    json.put("exportedAt", header.exportedAt().toString());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
  }

  /**
   * @throws ExportRefusedException if a field is missing or not what it should be
   */
  static ExportHeader read(byte[] bytes) {
    try {
      return new HeaderJson(JSON.readTree(bytes)).header();
    } catch (JacksonException e) {
      throw refused("cannot be read: " + e.getOriginalMessage());
    }
  }

  private ExportHeader header() {
    long format = number("format", 1);
    if (format != ExportFormat.FORMAT) {
      throw refused(
          "format: %d (expected: %d; a newer Assay wrote it, use that one)"
              .formatted(format, ExportFormat.FORMAT));
    }
    String root = text("root");
    if (!ROOT.matcher(root).matches()) {
      throw refused("root: " + root + " (expected: 64 hex digits)");
    }
    return new ExportHeader(
        new JournalId(text("journalId")),
        number("position", 0),
        instant("time"),
        root,
        json.has("masterKeyId") ? Optional.of(text("masterKeyId")) : Optional.empty(),
        quarantined(),
        (int) number("recordFormat", 1),
        instant("exportedAt"));
  }

  private Set<StreamName> quarantined() {
    Set<StreamName> streams = new HashSet<>();
    for (JsonNode stream : json.path("quarantined")) {
      streams.add(new StreamName(notBlank("quarantined", stream)));
    }
    return streams;
  }

  private String text(String field) {
    return notBlank(field, json.path(field));
  }

  private static String notBlank(String field, JsonNode value) {
    if (!value.isString() || value.asString().isBlank()) {
      throw refused(field + ": " + value + " (expected: text)");
    }
    return value.asString();
  }

  private long number(String field, long least) {
    JsonNode value = json.path(field);
    if (!value.canConvertToLong() || value.asLong() < least) {
      throw refused(field + ": " + value + " (expected: a number from " + least + " on)");
    }
    return value.asLong();
  }

  private Instant instant(String field) {
    try {
      return Instant.parse(text(field));
    } catch (DateTimeParseException e) {
      throw refused(field + ": " + text(field) + " (expected: an instant, RFC 3339)");
    }
  }

  private static ExportRefusedException refused(String problem) {
    return new ExportRefusedException(ExportFormat.HEADER + ": " + problem);
  }
}
