package dev.assay.events.codec;

import dev.assay.events.Event;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.Expectation;
import dev.assay.events.journal.RequestInfo;
import dev.assay.events.journal.StreamName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON of format 1, token by token. Immutable. */
final class CommitReader {

  private final EventReader events;

  CommitReader(JsonMapper mapper, EventTypes types) {
    events = new EventReader(mapper, types);
  }

  Decoded read(JsonParser json) throws MalformedRecordException {
    Fields.startObject(json, "record");
    Draft draft = new Draft();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      if (json.currentName().equals(GenesisJson.FIELD)) {
        return checked(() -> new Decoded.Genesis(GenesisJson.read(json)));
      }
      readField(json, draft);
    }
    if (json.nextToken() != null) {
      throw new MalformedRecordException("more than one value (expected: one object)");
    }
    return checked(() -> new Decoded.Commit(draft.commit()));
  }

  private void readField(JsonParser json, Draft draft) throws MalformedRecordException {
    switch (json.currentName()) {
      case "id" -> draft.id = Fields.text(json);
      case "requestHash" -> draft.requestHash = Fields.text(json);
      case "organization" -> draft.organization = Fields.text(json);
      case "at" -> draft.at = Instant.ofEpochMilli(Fields.number(json));
      case "actor" -> draft.actor = readActor(json);
      case "cause" -> draft.cause = Fields.text(json);
      case "request" -> draft.request = readRequest(json);
      case "appends" -> draft.appends = Fields.list(json, this::readAppend);
      case "expects" -> draft.expects = Fields.list(json, CommitReader::readExpectation);
      default -> Fields.skip(json);
    }
  }

  private static Actor readActor(JsonParser json) throws MalformedRecordException {
    Fields.startObject(json, "actor");
    @Nullable String id = null;
    @Nullable String name = null;
    @Nullable String kind = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      switch (json.currentName()) {
        case "id" -> id = Fields.text(json);
        case "name" -> name = Fields.text(json);
        case "kind" -> kind = Fields.text(json);
        default -> Fields.skip(json);
      }
    }
    String kindName = Fields.required(kind, "actor.kind");
    return new Actor(
        Fields.required(id, "actor.id"),
        Fields.required(name, "actor.name"),
        checked(() -> Actor.Kind.valueOf(kindName)));
  }

  private static RequestInfo readRequest(JsonParser json) throws MalformedRecordException {
    Fields.startObject(json, "request");
    @Nullable String id = null;
    @Nullable String sourceAddress = null;
    @Nullable String userAgent = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      switch (json.currentName()) {
        case "id" -> id = Fields.text(json);
        case "sourceAddress" -> sourceAddress = Fields.text(json);
        case "userAgent" -> userAgent = Fields.text(json);
        default -> Fields.skip(json);
      }
    }
    return new RequestInfo(Fields.required(id, "request.id"), sourceAddress, userAgent);
  }

  private Append readAppend(JsonParser json) throws MalformedRecordException {
    @Nullable String stream = null;
    @Nullable Long firstSequence = null;
    @Nullable List<Event> read = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      switch (json.currentName()) {
        case "stream" -> stream = Fields.text(json);
        case "firstSequence" -> firstSequence = Fields.number(json);
        case "events" -> read = Fields.list(json, events::read);
        default -> Fields.skip(json);
      }
    }
    String name = Fields.required(stream, "stream");
    long first = Fields.required(firstSequence, "firstSequence");
    List<Event> all = Fields.required(read, "events");
    return checked(() -> new Append(new StreamName(name), first, all));
  }

  private static Expectation readExpectation(JsonParser json) throws MalformedRecordException {
    @Nullable String stream = null;
    @Nullable Long sequence = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      switch (json.currentName()) {
        case "stream" -> stream = Fields.text(json);
        case "sequence" -> sequence = Fields.number(json);
        default -> Fields.skip(json);
      }
    }
    String name = Fields.required(stream, "stream");
    long expected = Fields.required(sequence, "sequence");
    return checked(() -> new Expectation(new StreamName(name), expected));
  }

  /** The checks that values make of themselves count as part of the format. */
  private static <T> T checked(Made<T> made) throws MalformedRecordException {
    try {
      return made.make();
    } catch (IllegalArgumentException e) {
      throw new MalformedRecordException(String.valueOf(e.getMessage()));
    }
  }

  private interface Made<T> {
    T make() throws MalformedRecordException;
  }

  /** The fields of a commit, as far as they were met. */
  private static final class Draft {
    @Nullable String id;
    @Nullable String requestHash;
    @Nullable String organization;
    @Nullable Instant at;
    @Nullable Actor actor;
    @Nullable String cause;
    @Nullable RequestInfo request;
    @Nullable List<Append> appends;
    @Nullable List<Expectation> expects;

    Commit commit() throws MalformedRecordException {
      return new Commit(
          new CommitId(Fields.required(id, "id")),
          Fields.required(requestHash, "requestHash"),
          organization == null ? null : new OrganizationId(organization),
          Fields.required(at, "at"),
          Fields.required(actor, "actor"),
          Fields.required(cause, "cause"),
          Fields.required(request, "request"),
          Fields.required(appends, "appends"),
          Fields.required(expects, "expects"));
    }
  }
}
