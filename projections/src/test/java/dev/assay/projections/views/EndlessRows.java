package dev.assay.projections.views;

import dev.assay.events.access.OrganizationId;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.RequestInfo;
import dev.assay.projections.audit.AuditPlace;
import dev.assay.projections.audit.AuditRow;
import dev.assay.projections.audit.AuditTarget;
import dev.assay.projections.audit.Change;
import dev.assay.projections.store.CollectionSpec;
import dev.assay.projections.store.Generation;
import dev.assay.projections.store.IndexKey;
import dev.assay.projections.store.IndexSpec;
import dev.assay.projections.store.KeyPart;
import dev.assay.projections.store.LiveGeneration;
import dev.assay.projections.store.Scan;
import dev.assay.projections.store.ViewBatch;
import dev.assay.projections.store.ViewGroup;
import dev.assay.projections.store.ViewSnapshot;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.Watermark;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** A store whose audit log holds a great many rows, each made when it is read. */
final class EndlessRows implements ViewStore {

  static final OrganizationId ORGANIZATION = new OrganizationId("o-1");

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final ViewStore store;
  private final long count;

  EndlessRows(ViewStore store, long count) {
    this.store = store;
    this.count = count;
  }

  private static AuditRow row(long position) {
    return new AuditRow(
        new AuditPlace(BEGIN.plusMillis(position), AuditPlace.Origin.JOURNAL, position, 0),
        AuditRow.Outcome.OK,
        null,
        new Actor("p-1", "alice", Actor.Kind.SERVICE_PRINCIPAL),
        new RequestInfo("request-" + position, "10.0.0.1", "packer/1.15.4"),
        ORGANIZATION,
        "channel.assign",
        "UpdateChannel",
        "manual",
        new AuditTarget("project-1", null, null, null, null, null, null, null),
        "channel production of bucket base-" + position % 1000,
        List.of(new Change("version", "fp-" + (position - 1), "fp-" + position)),
        0);
  }

  @Override
  public Optional<ViewSnapshot> snapshot(ViewGroup group) {
    Optional<ViewSnapshot> kept = store.snapshot(group);
    return group.name().equals("audit") ? kept.map(Rows::new) : kept;
  }

  private final class Rows implements ViewSnapshot {
    private final ViewSnapshot kept;

    Rows(ViewSnapshot kept) {
      this.kept = kept;
    }

    @Override
    public Watermark watermark() {
      return kept.watermark().at(count - 1, "");
    }

    @Override
    @SuppressWarnings("unchecked") // only rows are scanned
    public <T> List<T> scan(CollectionSpec<T> collection, Scan<T> scan) {
      if (!scan.prefix().equals(IndexKey.of(ORGANIZATION.value()))) {
        return List.of();
      }
      long next = scan.after() == null ? count : positionIn(scan.after().key());
      return (List<T>)
          LongStream.range(Math.max(0, next - scan.limit()), next)
              .map(position -> Math.max(0, next - scan.limit()) + next - 1 - position)
              .mapToObj(EndlessRows::row)
              .toList();
    }

    private static long positionIn(IndexKey key) {
      return ((KeyPart.Number) key.parts().get(key.parts().size() - 2)).value();
    }

    @Override
    public <T> Optional<T> get(CollectionSpec<T> collection, String key) {
      return kept.get(collection, key);
    }

    @Override
    public <T> Map<String, T> getAll(CollectionSpec<T> collection, Collection<String> keys) {
      return kept.getAll(collection, keys);
    }

    @Override
    public <T> long count(CollectionSpec<T> collection, IndexSpec<T> index, IndexKey prefix) {
      return kept.count(collection, index, prefix);
    }

    @Override
    public void close() {
      kept.close();
    }
  }

  @Override
  public String description() {
    return store.description();
  }

  @Override
  public Optional<LiveGeneration> live(String group) {
    return store.live(group);
  }

  @Override
  public List<Integer> generations(String group) {
    return store.generations(group);
  }

  @Override
  public Generation create(ViewGroup group, JournalId journalId, String owner, Duration lease) {
    return store.create(group, journalId, owner, lease);
  }

  @Override
  public boolean makeLive(Generation generation, int expectedLive) {
    return store.makeLive(generation, expectedLive);
  }

  @Override
  public void drop(String group, int generation) {
    store.drop(group, generation);
  }

  @Override
  public Optional<Watermark> watermark(Generation generation) {
    return store.watermark(generation);
  }

  @Override
  public void apply(Generation generation, ViewBatch batch, Watermark expected, Watermark next) {
    store.apply(generation, batch, expected, next);
  }

  @Override
  public boolean claim(Generation generation, String owner, Duration lease) {
    return store.claim(generation, owner, lease);
  }

  @Override
  public void release(Generation generation, String owner) {
    store.release(generation, owner);
  }

  @Override
  public Optional<ViewSnapshot> snapshot(Generation generation) {
    return store.snapshot(generation);
  }

  @Override
  public void close() {
    store.close();
  }
}
