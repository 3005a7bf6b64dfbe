package dev.assay.projections.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A row in the making. For use by one thread. */
final class RowDraft {

  /** Longest value that is kept, in characters. */
  static final int VALUE = 4096;

  /** Longest name of a field that is kept, in characters. */
  private static final int FIELD = 128;

  /** Most characters in the changes of a row. */
  private static final int ROW = 16 * 1024;

  /** Most changes of a row. */
  private static final int CHANGES = 100;

  private final AuditAction action;
  private final AuditTarget target;
  private final String subject;
  private final List<Change> changes = new ArrayList<>();
  private @Nullable String cause;
  private int length;
  private int omitted;

  RowDraft(AuditAction action, AuditTarget target, String subject) {
    this.action = action;
    this.target = target;
    this.subject = subject;
  }

  RowDraft because(String why) {
    cause = why;
    return this;
  }

  /** Adds a change, unless there is none. */
  RowDraft change(String field, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      add(new Change(cut(field, FIELD), text(before), text(after)));
    }
    return this;
  }

  /** Adds a change for each label that differs. */
  RowDraft labels(Map<String, String> before, Map<String, String> after) {
    var keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    keys.forEach(key -> change("labels." + key, before.get(key), after.get(key)));
    return this;
  }

  private void add(Change change) {
    if (changes.size() == CHANGES || length + change.length() > ROW) {
      omitted++;
    } else {
      changes.add(change);
      length += change.length();
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : cut(value.toString(), VALUE);
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "…";
  }

  AuditAction action() {
    return action;
  }

  AuditTarget target() {
    return target;
  }

  String subject() {
    return subject;
  }

  @Nullable String cause() {
    return cause;
  }

  List<Change> changes() {
    return changes;
  }

  int omitted() {
    return omitted;
  }
}
