package dev.assay.projections.views;

import dev.assay.events.Event;
import dev.assay.events.access.AccessEvent.KeyCreated;
import dev.assay.events.access.AccessEvent.KeyRevoked;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.BuildEvent;
import dev.assay.events.bucket.BucketEvent.ChannelAssigned;
import dev.assay.events.bucket.BucketEvent.ChannelEvent;
import dev.assay.events.bucket.BucketEvent.IterationEvent;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.projections.audit.AuditFold;
import dev.assay.projections.audit.Thing;
import dev.assay.projections.audit.Things;
import dev.assay.projections.store.CollectionSpec;
import dev.assay.projections.store.ViewGroup;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Folds commits into rows of the audit log, and remembers the things that they are about. */
final class AuditProjection implements GroupProjection {

  @Override
  public ViewGroup group() {
    return AuditCollections.AUDIT;
  }

  @Override
  public void fetch(List<RecordedCommit> commits, RecordBatch batch) {
    Map<Class<? extends Thing>, Set<String>> ids = new LinkedHashMap<>();
    for (var commit : commits) {
      for (var append : commit.commit().appends()) {
        append.events().forEach(event -> add(event, ids));
      }
    }
    batch.expect(ids.values().stream().mapToInt(Set::size).sum());
    ids.forEach((type, keys) -> batch.fetch(AuditCollections.things(type), keys));
  }

  private static void add(Event event, Map<Class<? extends Thing>, Set<String>> ids) {
    if (event instanceof BucketEvent about) {
      add(Thing.Bucket.class, about.bucketId().value(), ids);
    }
    if (event instanceof IterationEvent about) {
      add(Thing.Version.class, about.iterationId().value(), ids);
    }
    if (event instanceof BuildEvent about) {
      add(Thing.Build.class, about.buildId().value(), ids);
    }
    if (event instanceof ChannelEvent about) {
      add(Thing.Channel.class, about.channelId().value(), ids);
    }
    if (event instanceof ChannelAssigned about) {
      add(Thing.Version.class, about.iterationId().value(), ids);
    }
    if (event instanceof KeyCreated about) {
      add(Thing.Principal.class, about.principalId().value(), ids);
    }
    if (event instanceof KeyRevoked about) {
      add(Thing.Key.class, about.clientId().value(), ids);
    }
  }

  private static void add(
      Class<? extends Thing> type, String id, Map<Class<? extends Thing>, Set<String>> ids) {
    ids.computeIfAbsent(type, _ -> new LinkedHashSet<>()).add(id);
  }

  @Override
  public void apply(RecordedCommit commit, RecordBatch batch) {
    AuditFold.rows(commit, new BatchThings(batch))
        .forEach(row -> batch.add(AuditCollections.ROWS, row));
  }

  @Override
  public boolean asksFor(CollectionSpec<?> collection) {
    return !collection.equals(AuditCollections.ROWS);
  }

  /** What is remembered, as it is within a batch. */
  private record BatchThings(RecordBatch batch) implements Things {

    @Override
    public <T extends Thing> @Nullable T find(Class<T> type, String id) {
      return batch.get(AuditCollections.things(type), id);
    }

    @Override
    public <T extends Thing> void keep(Class<T> type, T thing) {
      if (!thing.equals(find(type, thing.id()))) {
        batch.put(AuditCollections.things(type), thing);
      }
    }
  }
}
