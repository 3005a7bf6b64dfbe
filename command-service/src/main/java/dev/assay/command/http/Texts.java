package dev.assay.command.http;

import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.refusal.Refusal;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What no text may hold: it could not be kept or answered as it was sent. */
final class Texts {

  private static final String EXPECTED = "Unicode text without NUL";

  private Texts() {}

  static void check(String field, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw refused(field, "a NUL at index " + i);
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw refused(field, "a lone surrogate at index " + i);
      }
    }
  }

  /** Checks all texts and names in a tree. The depth is bounded by the parser. */
  static void checkAll(String field, JsonNode node) {
    if (node.isString()) {
      check(field, node.stringValue());
    } else if (node.isArray()) {
      node.forEach(element -> checkAll(field, element));
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        check(field, entry.getKey());
        checkAll(field, entry.getValue());
      }
    }
  }

  private static RefusalException refused(String field, String value) {
    return new RefusalException(Refusal.InvalidArgument.of(field, value, EXPECTED));
  }
}
