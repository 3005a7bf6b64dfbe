package dev.assay.projections.views;

import dev.assay.projections.audit.AuditRow;
import dev.assay.projections.audit.Thing;
import dev.assay.projections.store.CollectionSpec;
import dev.assay.projections.store.IndexKey;
import dev.assay.projections.store.IndexSpec;
import dev.assay.projections.store.ViewGroup;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The collections of the groups {@code audit} (from the journal) and {@code refusals} (from their
 * topic). Rows of both have the same indexes: each is ordered by place behind what it searches by,
 * so that rows of both can be merged.
 */
final class AuditCollections {

  /**
   * To be raised with every change of rows, keys, indexes or folds that makes what is kept wrong.
   */
  static final int SCHEMA_VERSION = 1;

  static final IndexSpec<AuditRow> BY_TIME = index("by_time", _ -> new String[] {});
  static final IndexSpec<AuditRow> BY_PROJECT =
      index("by_project", row -> new String[] {row.target().project()});
  static final IndexSpec<AuditRow> BY_BUCKET =
      index("by_bucket", row -> new String[] {row.target().bucket()});
  static final IndexSpec<AuditRow> BY_CHANNEL =
      index("by_channel", row -> new String[] {row.target().bucket(), row.target().channel()});
  static final IndexSpec<AuditRow> BY_ACTOR_ID =
      index("by_actor_id", row -> new String[] {row.actor().id()});

  /** Without those whose name is their id, which the other index finds. */
  static final IndexSpec<AuditRow> BY_ACTOR_NAME =
      index("by_actor_name", row -> new String[] {nameUnlessId(row)});

  static final IndexSpec<AuditRow> BY_ACTION =
      index("by_action", row -> new String[] {row.action()});

  private static final List<IndexSpec<AuditRow>> INDEXES =
      List.of(BY_TIME, BY_PROJECT, BY_BUCKET, BY_CHANNEL, BY_ACTOR_ID, BY_ACTOR_NAME, BY_ACTION);

  static final CollectionSpec<AuditRow> ROWS =
      new CollectionSpec<>("rows", new RecordCodec<>(AuditRow.class), AuditRow::id, INDEXES);

  /** From the oldest on, so that what the topic has dropped is dropped here. */
  static final IndexSpec<AuditRow> BY_OFFSET =
      IndexSpec.of("by_offset", row -> IndexKey.of(row.place().position()));

  static final CollectionSpec<AuditRow> REFUSED_ROWS =
      new CollectionSpec<>(
          "rows",
          new RecordCodec<>(AuditRow.class),
          AuditRow::id,
          Stream.concat(INDEXES.stream(), Stream.of(BY_OFFSET)).toList());

  private static final Map<Class<? extends Thing>, CollectionSpec<? extends Thing>> THINGS =
      Map.of(
          Thing.Bucket.class, things("known_buckets", Thing.Bucket.class),
          Thing.Version.class, things("known_versions", Thing.Version.class),
          Thing.Build.class, things("known_builds", Thing.Build.class),
          Thing.Channel.class, things("known_channels", Thing.Channel.class),
          Thing.Principal.class, things("known_principals", Thing.Principal.class),
          Thing.Key.class, things("known_keys", Thing.Key.class));

  static final ViewGroup AUDIT =
      new ViewGroup(
          "audit",
          SCHEMA_VERSION,
          Stream.<CollectionSpec<?>>concat(
                  Stream.of(ROWS),
                  THINGS.values().stream().sorted((a, b) -> a.name().compareTo(b.name())))
              .toList());

  static final ViewGroup REFUSALS =
      new ViewGroup("refusals", SCHEMA_VERSION, List.of(REFUSED_ROWS));

  private AuditCollections() {}

  /** Where things of a type are kept. */
  @SuppressWarnings("unchecked") // made so
  static <T extends Thing> CollectionSpec<T> things(Class<T> type) {
    return (CollectionSpec<T>) Objects.requireNonNull(THINGS.get(type));
  }

  private static <T extends Thing> CollectionSpec<T> things(String name, Class<T> type) {
    return new CollectionSpec<>(name, new RecordCodec<>(type), Thing::id, List.of());
  }

  private interface Searched {
    @Nullable String[] of(AuditRow row);
  }

  /** Leaves out rows that lack what it searches by. */
  private static IndexSpec<AuditRow> index(String name, Searched by) {
    return new IndexSpec<>(name, row -> key(row, by.of(row)));
  }

  private static Optional<IndexKey> key(AuditRow row, @Nullable String[] by) {
    int parts = by.length + 1;
    Object[] key = new Object[parts + 4];
    key[0] = row.organization() == null ? "" : row.organization().value();
    for (int i = 0; i < by.length; i++) {
      String part = by[i];
      if (part == null) {
        return Optional.empty();
      }
      key[i + 1] = part;
    }
    var place = row.place();
    key[parts] = place.time();
    key[parts + 1] = place.origin().ordinal();
    key[parts + 2] = place.position();
    key[parts + 3] = place.number();
    return Optional.of(IndexKey.of(key));
  }

  private static @Nullable String nameUnlessId(AuditRow row) {
    return row.actor().name().equals(row.actor().id()) ? null : row.actor().name();
  }
}
