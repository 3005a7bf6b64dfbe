package dev.assay.events.codec;

import dev.assay.events.journal.Adoption;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.StreamName;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A genesis as JSON: {@code
 * {"genesis":{"journalId":…,"format":…,"adopts":{"journalId":…,"position":…,"root":…,"quarantined":[…]}}}}.
 */
final class GenesisJson {

  static final String FIELD = "genesis";

  private GenesisJson() {}

  static void write(JsonGenerator json, Genesis genesis) {
    json.writeStartObject();
    json.writeName(FIELD);
    json.writeStartObject();
    json.writeStringProperty("journalId", genesis.journalId().value());
    json.writeNumberProperty("format", genesis.format());
    genesis.adopts().ifPresent(adoption -> write(json, adoption));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Adoption adoption) {
    json.writeName("adopts");
    json.writeStartObject();
    json.writeStringProperty("journalId", adoption.journalId().value());
    json.writeNumberProperty("position", adoption.position());
    json.writeStringProperty("root", adoption.root());
    if (!adoption.quarantined().isEmpty()) {
      json.writeName("quarantined");
      json.writeStartArray();
      new TreeSet<>(adoption.quarantined()).forEach(stream -> json.writeString(stream.value()));
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /** Reads the value of {@link #FIELD}, with the parser before it. */
  static Genesis read(JsonParser json) throws MalformedRecordException {
    Fields.startObject(json, FIELD);
    @Nullable String id = null;
    @Nullable Integer format = null;
    @Nullable Adoption adopts = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      switch (json.currentName()) {
        case "journalId" -> id = Fields.text(json);
        case "format" -> format = format(Fields.number(json));
        case "adopts" -> adopts = readAdoption(json);
        default -> Fields.skip(json);
      }
    }
    return new Genesis(
        new JournalId(Fields.required(id, "journalId")),
        Fields.required(format, "format"),
        Optional.ofNullable(adopts));
  }

  private static int format(long number) throws MalformedRecordException {
    if (number < 1 || number > 255) {
      throw new MalformedRecordException("format: " + number + " (expected: 1 to 255)");
    }
    return (int) number;
  }

  private static Adoption readAdoption(JsonParser json) throws MalformedRecordException {
    Fields.startObject(json, "adopts");
    @Nullable String id = null;
    @Nullable Long position = null;
    @Nullable String root = null;
    Set<StreamName> quarantined = Set.of();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      switch (json.currentName()) {
        case "journalId" -> id = Fields.text(json);
        case "position" -> position = Fields.number(json);
        case "root" -> root = Fields.text(json);
        case "quarantined" -> quarantined = streams(json);
        default -> Fields.skip(json);
      }
    }
    if (Fields.required(position, "position") < 0) {
      throw new MalformedRecordException("position: " + position + " (expected: 0 or more)");
    }
    return new Adoption(
        new JournalId(Fields.required(id, "journalId")),
        Fields.required(position, "position"),
        Fields.required(root, "root"),
        quarantined);
  }

  private static Set<StreamName> streams(JsonParser json) throws MalformedRecordException {
    Set<StreamName> streams = new TreeSet<>();
    for (String name : Fields.texts(json)) {
      if (name.isBlank()) {
        throw new MalformedRecordException("quarantined: a blank name (expected: streams)");
      }
      streams.add(new StreamName(name));
    }
    return streams;
  }
}
