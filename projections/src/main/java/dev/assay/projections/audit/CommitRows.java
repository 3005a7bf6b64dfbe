package dev.assay.projections.audit;

import dev.assay.events.journal.RecordedCommit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one commit in the making: one for each thing and what was done to it. For use by one
 * thread.
 */
final class CommitRows {

  private final Things things;
  private final Map<Key, RowDraft> drafts = new LinkedHashMap<>();

  private record Key(String id, AuditAction action) {}

  CommitRows(Things things) {
    this.things = things;
  }

  Things things() {
    return things;
  }

  /** The row of a thing and an action, a new one if there is none yet. */
  RowDraft row(AuditAction action, String id, AuditTarget target, String subject) {
    return drafts.computeIfAbsent(
        new Key(id, action), key -> new RowDraft(action, target, subject));
  }

  /** The row of an update; what is made and set in one commit is one row. */
  RowDraft update(
      AuditAction create, AuditAction update, String id, AuditTarget target, String subject) {
    RowDraft made = drafts.get(new Key(id, create));
    return made == null ? row(update, id, target, subject) : made;
  }

  /** A version as rows call it, null for none. */
  @Nullable String version(@Nullable String id) {
    if (id == null) {
      return null;
    }
    Thing.Version known = things.find(Thing.Version.class, id);
    return known == null ? "version " + id : known.text();
  }

  List<AuditRow> of(RecordedCommit recorded) {
    List<AuditRow> rows = new ArrayList<>();
    drafts.values().forEach(draft -> rows.add(row(recorded, draft, rows.size())));
    return rows;
  }

  private static AuditRow row(RecordedCommit recorded, RowDraft draft, int number) {
    var commit = recorded.commit();
    return new AuditRow(
        new AuditPlace(recorded.time(), AuditPlace.Origin.JOURNAL, recorded.position(), number),
        AuditRow.Outcome.OK,
        null,
        commit.actor(),
        commit.request(),
        commit.organization(),
        draft.action().value(),
        commit.cause(),
        draft.cause(),
        draft.target(),
        draft.subject(),
        draft.changes(),
        draft.omitted());
  }
}
