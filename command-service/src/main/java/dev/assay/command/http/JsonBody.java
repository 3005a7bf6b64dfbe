package dev.assay.command.http;

import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.refusal.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;

/**
 * The JSON object that a caller sent, read field by field. Absent and null are the same; unknown fields are ignored. Every
 * method refuses (400, code 3) a value of another type, naming the field, the value and what was expected.
 */
public final class JsonBody {

  private static final int TEXT_LENGTH = 4_096;
  private static final int LABELS = 1_000;
  private static final int LABEL_KEY_LENGTH = 255;
  private static final int ARTIFACTS = 10_000;
  private static final int SHOWN_LENGTH = 64;

  private final JsonNode object;
  private final String path;

  JsonBody(JsonNode object, String path) {
    this.object = object;
    this.path = path;
  }

  /** A text, null where there is none. At most {@value #TEXT_LENGTH} characters, without NUL and lone surrogates. */
  public @Nullable String text(String field) {
    JsonNode node = at(field);
    return node == null ? null : text(node, name(field));
  }

  /** A text, null where there is none or an empty one. */
  public @Nullable String textOrNull(String field) {
    String text = text(field);
    return text == null || text.isEmpty() ? null : text;
  }

  public boolean flag(String field) {
    JsonNode node = at(field);
    if (node == null) {
      return false;
    }
    if (!node.isBoolean()) {
      throw refused(name(field), shown(node), "true or false");
    }
    return node.booleanValue();
  }

  /** Whether there is something other than null. */
  public boolean has(String field) {
    return at(field) != null;
  }

  /** A map of texts, null where there is none. At most {@value #LABELS} entries. */
  public @Nullable Map<String, String> labels(String field) {
    JsonNode node = at(field);
    if (node == null) {
      return null;
    }
    if (!node.isObject()) {
      throw refused(name(field), shown(node), "an object of texts");
    }
    if (node.size() > LABELS) {
      throw refused(name(field), node.size() + " entries", "<= " + LABELS);
    }
    Map<String, String> labels = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String key = entry.getKey();
      Texts.check(name(field), key);
      if (key.isEmpty() || key.length() > LABEL_KEY_LENGTH) {
        throw refused(name(field), "a key of " + key.length() + " characters", "1.." + LABEL_KEY_LENGTH);
      }
      JsonNode value = entry.getValue();
      labels.put(key, value.isNull() ? "" : text(value, name(field) + "." + key));
    }
    return labels;
  }

  /** A list of objects, empty where there is none. At most {@value #ARTIFACTS} entries. */
  public List<JsonBody> objects(String field) {
    JsonNode node = at(field);
    if (node == null) {
      return List.of();
    }
    if (!node.isArray()) {
      throw refused(name(field), shown(node), "a list of objects");
    }
    if (node.size() > ARTIFACTS) {
      throw refused(name(field), node.size() + " entries", "<= " + ARTIFACTS);
    }
    List<JsonBody> objects = new ArrayList<>();
    for (JsonNode element : node) {
      String name = name(field) + "[" + objects.size() + "]";
      if (!element.isObject()) {
        throw refused(name, shown(element), "an object");
      }
      objects.add(new JsonBody(element, name + "."));
    }
    return objects;
  }

  /** A free-form object as JSON text, null where there is none. */
  public @Nullable String objectText(String field) {
    JsonNode node = at(field);
    if (node == null) {
      return null;
    }
    if (!node.isObject()) {
      throw refused(name(field), shown(node), "an object");
    }
    Texts.checkAll(name(field), node);
    return node.toString();
  }

  /**
   * One of an enum's constants, null where there is none.
   *
   * @param prefix what stands before the constant's name on the wire
   */
  public <T extends Enum<T>> @Nullable T constant(String field, String prefix, Class<T> type) {
    String text = textOrNull(field);
    if (text == null) {
      return null;
    }
    T[] constants = type.getEnumConstants();
    return Arrays.stream(constants)
        .filter(constant -> text.equals(prefix + constant.name()))
        .findFirst()
        .orElseThrow(
            () ->
                refused(
                    name(field),
                    text,
                    Arrays.stream(constants)
                        .map(constant -> prefix + constant.name())
                        .collect(Collectors.joining(", ", "one of ", ""))));
  }

  /** The refusal of a field's value. */
  public RefusalException refused(String field, Object value, String expected) {
    return new RefusalException(Refusal.InvalidArgument.of(field, value, expected));
  }

  /** A field as the caller knows it, dotted. */
  public String name(String field) {
    return path + field;
  }

  private @Nullable JsonNode at(String field) {
    JsonNode node = object.get(field);
    return node == null || node.isNull() ? null : node;
  }

  private String text(JsonNode node, String name) {
    if (!node.isString()) {
      throw refused(name, shown(node), "a text");
    }
    String text = node.stringValue();
    if (text.length() > TEXT_LENGTH) {
      throw refused(name, text.length() + " characters", "<= " + TEXT_LENGTH);
    }
    Texts.check(name, text);
    return text;
  }

  private static String shown(JsonNode node) {
    if (node.getNodeType() == JsonNodeType.OBJECT) {
      return "an object";
    }
    if (node.getNodeType() == JsonNodeType.ARRAY) {
      return "a list";
    }
    String text = node.toString();
    return text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "…";
  }
}
