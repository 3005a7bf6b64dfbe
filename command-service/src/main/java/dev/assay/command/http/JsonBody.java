package dev.assay.command.http;

import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.naming.Limits;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.JsonNodeType;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON object that a caller sent, read field by field. Absent and null are the same; unknown
 * fields are ignored. Every method refuses (400, code 3) a value of another type, naming the field,
 * the value and what was expected.
 */
public final class JsonBody {

  private final JsonNode object;
  private final String path;

  JsonBody(JsonNode object, String path) {
    this.object = object;
    this.path = path;
  }

  /**
   * The fields of a query, as if they had been sent in a body; empty ones say nothing.
   *
   * @param flags the names of those that are true or false
   */
  public static JsonBody ofQuery(Map<String, String> query, Set<String> flags) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    query.forEach((field, value) -> {
      boolean isFlag = flags.contains(field) && (value.equals("true") || value.equals("false"));
      if (isFlag) {
        object.put(field, value.equals("true"));
      } else if (!value.isEmpty()) {
        object.put(field, value);
      }
    });
    return new JsonBody(object, "");
  }

  /** A text, null where there is none. Never with NUL or lone surrogates. */
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

  /**
   * Whether there is something other than null, false and an empty text: what clients send when
   * they mean nothing.
   */
  public boolean asks(String field) {
    JsonNode node = at(field);
    return node != null
        && !(node.isBoolean() && !node.booleanValue())
        && !(node.isString() && node.stringValue().isEmpty());
  }

  /** A map of texts, null where there is none. */
  public @Nullable Map<String, String> labels(String field) {
    JsonNode node = at(field);
    if (node == null) {
      return null;
    }
    if (!node.isObject()) {
      throw refused(name(field), shown(node), "an object of texts");
    }
    if (node.size() > Limits.LABELS) {
      throw refused(name(field), node.size() + " entries", "at most " + Limits.LABELS);
    }
    Map<String, @Nullable String> labels = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String key = entry.getKey();
      Texts.check(name(field), key);
      JsonNode value = entry.getValue();
      labels.put(key, value.isNull() ? null : text(value, name(field) + "." + Shown.value(key)));
    }
    return RefusalException.unlessValid(Limits.labels(name(field), labels));
  }

  /** An object, an empty one where there is none. */
  public JsonBody object(String field) {
    JsonNode node = at(field);
    if (node != null && !node.isObject()) {
      throw refused(name(field), shown(node), "an object");
    }
    return new JsonBody(
        node == null ? JsonNodeFactory.instance.objectNode() : node, name(field) + ".");
  }

  /** A list of objects, empty where there is none. */
  public List<JsonBody> objects(String field) {
    JsonNode node = at(field);
    if (node == null) {
      return List.of();
    }
    if (!node.isArray()) {
      throw refused(name(field), shown(node), "a list of objects");
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
        .orElseThrow(() ->
            refused(
                name(field),
                Shown.value(text),
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
    return Shown.value(node.toString());
  }
}
