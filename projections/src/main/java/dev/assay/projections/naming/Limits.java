package dev.assay.projections.naming;

import dev.assay.projections.refusal.Checked;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much of everything a caller may send. Lengths are in characters (UTF-16 units). The contract
 * gives none but the description's; the others are generous and keep a commit far below what the
 * journal takes.
 */
public final class Limits {

  /** Longest description of a bucket. */
  public static final int DESCRIPTION = 255;

  /** Most labels of a thing. */
  public static final int LABELS = 1000;

  /** Longest text of a revocation, in characters. */
  public static final int MESSAGE = 4096;

  /** Longest key of a label; the shortest is 1. */
  public static final int LABEL_KEY = 256;

  /** Longest value of a label. */
  public static final int LABEL_VALUE = 4096;

  /** Longest component type of a build; the shortest is 1. */
  public static final int COMPONENT_TYPE = 255;

  /** Longest platform of a build. */
  public static final int PLATFORM = 255;

  /** Longest region of an artifact: some publishers send a directory. */
  public static final int REGION = 4096;

  /**
   * Longest external identifier of an artifact or of a build's source: some publishers send a path
   * or a URL.
   */
  public static final int EXTERNAL_IDENTIFIER = 4096;

  /** Longest identity of something elsewhere, such as a declared parent. */
  public static final int IDENTITY = 64;

  /** Most artifacts in one call. */
  public static final int ARTIFACTS = 1000;

  private Limits() {}

  /** A text that may be absent or empty; absent counts as empty. */
  public static Checked<String> text(String field, @Nullable String value, int most) {
    if (value == null) {
      return Checked.valid("");
    }
    return value.length() <= most
        ? Checked.valid(value)
        : Checked.invalid(field, value.length() + " characters", "at most " + most);
  }

  /** A text that must say something. */
  public static Checked<String> required(String field, @Nullable String value, int most) {
    return value == null || value.isBlank()
        ? Checked.invalid(field, Shown.value(value), "1 to " + most + " characters")
        : text(field, value, most);
  }

  /** A list that may be absent; absent counts as empty. */
  public static <T> Checked<List<T>> list(String field, @Nullable List<T> values, int most) {
    if (values == null) {
      return Checked.valid(List.of());
    }
    return values.size() <= most
        ? Checked.valid(values)
        : Checked.invalid(field, values.size() + " entries", "at most " + most);
  }

  /** Labels; an absent map counts as empty, an absent value as the empty text. */
  public static Checked<Map<String, String>> labels(
      String field, @Nullable Map<String, @Nullable String> labels) {
    if (labels == null) {
      return Checked.valid(Map.of());
    }
    if (labels.size() > LABELS) {
      return Checked.invalid(field, labels.size() + " entries", "at most " + LABELS);
    }
    Map<String, String> checked = new LinkedHashMap<>();
    for (var label : labels.entrySet()) {
      String key = label.getKey();
      String value = label.getValue() == null ? "" : label.getValue();
      if (key.isEmpty() || key.length() > LABEL_KEY) {
        return Checked.invalid(
            field, "key " + Shown.value(key), "keys of 1 to " + LABEL_KEY + " characters");
      }
      if (value.length() > LABEL_VALUE) {
        return Checked.invalid(
            field + "." + Shown.value(key),
            value.length() + " characters",
            "at most " + LABEL_VALUE);
      }
      checked.put(key, value);
    }
    return Checked.valid(Collections.unmodifiableMap(checked));
  }
}
