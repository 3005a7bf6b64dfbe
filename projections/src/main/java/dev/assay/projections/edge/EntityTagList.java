package dev.assay.projections.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a list of entity tags (RFC 9110 §5.6.1, §8.8.3). Empty members are passed over, as every
 * recipient must. Used by one thread, once.
 */
final class EntityTagList {

  private final String text;
  private final List<String> strong = new ArrayList<>();
  private int tags;
  private int at;

  EntityTagList(String text) {
    this.text = text;
  }

  /** The strong tags without their quotes; empty if this is no list of at least one tag. */
  Optional<List<String>> read() {
    skip(" \t,");
    while (at < text.length()) {
      if (!readTag()) {
        return Optional.empty();
      }
      skip(" \t");
      if (at < text.length() && text.charAt(at) != ',') {
        return Optional.empty();
      }
      skip(" \t,");
    }
    return tags == 0 ? Optional.empty() : Optional.of(List.copyOf(strong));
  }

  private boolean readTag() {
    boolean weak = text.startsWith("W/", at);
    int open = weak ? at + 2 : at;
    int close = open < text.length() ? text.indexOf('"', open + 1) : -1;
    if (close < 0 || text.charAt(open) != '"') {
      return false;
    }
    String tag = text.substring(open + 1, close);
    if (!tag.chars().allMatch(EntityTagList::isTagCharacter)) {
      return false;
    }
    tags++;
    if (!weak) {
      strong.add(tag);
    }
    at = close + 1;
    return true;
  }

  /** {@code etagc}: visible, no quote, or beyond ASCII. */
  private static boolean isTagCharacter(int c) {
    return c == 0x21 || c >= 0x23 && c <= 0x7e || c >= 0x80;
  }

  private void skip(String characters) {
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
