package dev.assay.events.codec;

import dev.assay.events.Event;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads events: {@code {"type":…,"revision":…,"data":{…}}}, in that order, so that data of the
 * present revision go straight into their record. Immutable.
 */
final class EventReader {

  private final JsonMapper mapper;
  private final EventTypes types;
  private final Map<EventType, ObjectReader> readers = new HashMap<>();

  EventReader(JsonMapper mapper, EventTypes types) {
    this.mapper = mapper;
    this.types = types;
    types.all().forEach(type -> readers.put(type, mapper.readerFor(type.type())));
  }

  /** Reads one event, with the parser on its start. */
  Event read(JsonParser json) throws MalformedRecordException {
    @Nullable String name = null;
    @Nullable Long revision = null;
    @Nullable Event event = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      switch (json.currentName()) {
        case "type" -> name = Fields.text(json);
        case "revision" -> revision = Fields.number(json);
        case "data" -> event = readData(json, Fields.required(name, "type"), revision(revision));
        default -> Fields.skip(json);
      }
    }
    return Fields.required(event, "data");
  }

  private static int revision(@Nullable Long revision) throws MalformedRecordException {
    long number = Fields.required(revision, "revision");
    if (number < 1 || number > Integer.MAX_VALUE) {
      throw new MalformedRecordException("revision: " + number + " (expected: >= 1)");
    }
    return (int) number;
  }

  private Event readData(JsonParser json, String name, int revision)
      throws MalformedRecordException {
    Fields.startObject(json, "data");
    EventType type = types.named(name);
    if (type == null) {
      throw new UnreadableEventException(
          name,
          revision,
          "unknown type (expected: one that this version knows; upgrade Assay)",
          null);
    }
    if (revision > type.revision()) {
      throw new UnreadableEventException(
          name,
          revision,
          "unknown revision (expected: at most " + type.revision() + "; upgrade Assay)",
          null);
    }
    try {
      return revision == type.revision()
          ? reader(type).readValue(json)
          : reader(type).readValue(upcast(json, type, revision));
    } catch (StreamReadException e) {
      throw e;
    } catch (RuntimeException e) {
      // Whatever an upcaster or a component's own check threw.
      throw new UnreadableEventException(
          name,
          revision,
          "its data do not fit " + type.type().getName() + ": " + e.getMessage(),
          e);
    }
  }

  private JsonNode upcast(JsonParser json, EventType type, int revision) {
    ObjectNode data = (ObjectNode) mapper.readTree(json);
    for (Upcaster upcaster : type.upcasters().subList(revision - 1, type.upcasters().size())) {
      data = upcaster.upcast(data);
    }
    return data;
  }

  private ObjectReader reader(EventType type) {
    ObjectReader reader = readers.get(type);
    if (reader == null) {
      throw new IllegalStateException("event type: " + type.name() + " without a reader");
    }
    return reader;
  }
}
