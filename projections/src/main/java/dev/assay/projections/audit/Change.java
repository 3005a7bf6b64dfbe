package dev.assay.projections.audit;

import org.jspecify.annotations.Nullable;

/**
 * A field that changed.
 *
 * @param field its name, as the API calls it; {@code labels.<key>} for one label
 * @param before null where there was nothing
 * @param after null where there is nothing
 */
public record Change(String field, @Nullable String before, @Nullable String after) {

  int length() {
    return field.length()
        + (before == null ? 0 : before.length())
        + (after == null ? 0 : after.length());
  }
}
