package dev.assay.events.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the fields of a record one by one. The parser stands on a field's name before each call, on
 * its value's end after.
 */
final class Fields {

  private Fields() {}

  static String text(JsonParser json) throws MalformedRecordException {
    if (json.nextToken() != JsonToken.VALUE_STRING) {
      throw wrong(json, "text");
    }
    return json.getString();
  }

  static long number(JsonParser json) throws MalformedRecordException {
    if (json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
      throw wrong(json, "a whole number");
    }
    return json.getLongValue();
  }

  static void skip(JsonParser json) {
    json.nextToken();
    json.skipChildren();
  }

  static void startObject(JsonParser json, String name) throws MalformedRecordException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new MalformedRecordException(
          name + ": " + json.currentToken() + " (expected: an object)");
    }
  }

  static <T> List<T> list(JsonParser json, Element<T> element) throws MalformedRecordException {
    if (json.nextToken() != JsonToken.START_ARRAY) {
      throw wrong(json, "an array");
    }
    String name = json.currentName();
    List<T> values = new ArrayList<>(2);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw new MalformedRecordException(
            name + ": " + json.currentToken() + " (expected: objects)");
      }
      values.add(element.read(json));
    }
    return values;
  }

  static List<String> texts(JsonParser json) throws MalformedRecordException {
    if (json.nextToken() != JsonToken.START_ARRAY) {
      throw wrong(json, "an array");
    }
    String name = json.currentName();
    List<String> values = new ArrayList<>(2);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        throw new MalformedRecordException(
            name + ": " + json.currentToken() + " (expected: texts)");
      }
      values.add(json.getString());
    }
    return values;
  }

  static <T> T required(@Nullable T value, String name) throws MalformedRecordException {
    if (value == null) {
      throw new MalformedRecordException(name + ": missing (expected: present)");
    }
    return value;
  }

  private static MalformedRecordException wrong(JsonParser json, String expected) {
    return new MalformedRecordException(
        json.currentName() + ": " + json.currentToken() + " (expected: " + expected + ")");
  }

  /** Reads one object, with the parser on its start. */
  interface Element<T> {
    T read(JsonParser json) throws MalformedRecordException;
  }
}
