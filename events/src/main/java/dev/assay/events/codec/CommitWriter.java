package dev.assay.events.codec;

import dev.assay.events.Event;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.Expectation;
import dev.assay.events.journal.RequestInfo;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes a commit as the JSON of format 1. Immutable. */
final class CommitWriter {

  private final EventTypes types;
  private final Map<EventType, ObjectWriter> writers = new HashMap<>();

  CommitWriter(JsonMapper mapper, EventTypes types) {
    this.types = types;
    types.all().forEach(type -> writers.put(type, mapper.writerFor(type.type())));
  }

  void write(JsonGenerator json, Commit commit) {
    json.writeStartObject();
    json.writeStringProperty("id", commit.id().value());
    json.writeStringProperty("requestHash", commit.requestHash());
    if (commit.organization() != null) {
      json.writeStringProperty("organization", commit.organization().value());
    }
    json.writeNumberProperty("at", commit.at().toEpochMilli());
    write(json, commit.actor());
    json.writeStringProperty("cause", commit.cause());
    write(json, commit.request());
    json.writeName("appends");
    json.writeStartArray();
    commit.appends().forEach(append -> write(json, append));
    json.writeEndArray();
    json.writeName("expects");
    json.writeStartArray();
    commit.expects().forEach(expected -> write(json, expected));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Actor actor) {
    json.writeName("actor");
    json.writeStartObject();
    json.writeStringProperty("id", actor.id());
    json.writeStringProperty("name", actor.name());
    json.writeStringProperty("kind", actor.kind().name());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, RequestInfo request) {
    json.writeName("request");
    json.writeStartObject();
    json.writeStringProperty("id", request.id());
    writeIfPresent(json, "sourceAddress", request.sourceAddress());
    writeIfPresent(json, "userAgent", request.userAgent());
    json.writeEndObject();
  }

  private void write(JsonGenerator json, Append append) {
    json.writeStartObject();
    json.writeStringProperty("stream", append.stream().value());
    json.writeNumberProperty("firstSequence", append.firstSequence());
    json.writeName("events");
    json.writeStartArray();
    append.events().forEach(event -> write(json, event));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Expectation expected) {
    json.writeStartObject();
    json.writeStringProperty("stream", expected.stream().value());
    json.writeNumberProperty("sequence", expected.sequence());
    json.writeEndObject();
  }

  private void write(JsonGenerator json, Event event) {
    EventType type = types.of(event);
    json.writeStartObject();
    json.writeStringProperty("type", type.name());
    json.writeNumberProperty("revision", type.revision());
    json.writeName("data");
    writer(type).writeValue(json, event);
    json.writeEndObject();
  }

  private ObjectWriter writer(EventType type) {
    ObjectWriter writer = writers.get(type);
    if (writer == null) {
      throw new IllegalStateException("event type: " + type.name() + " without a writer");
    }
    return writer;
  }

  private static void writeIfPresent(JsonGenerator json, String name, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(name, value);
    }
  }
}
