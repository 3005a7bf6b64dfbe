package dev.assay.projections.views;

import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.refusals.Refusals;
import dev.assay.projections.audit.AuditPlace;
import dev.assay.projections.audit.AuditQuery;
import dev.assay.projections.audit.AuditRow;
import dev.assay.projections.store.LiveGeneration;
import dev.assay.projections.store.ViewSnapshot;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.ViewStoreException;
import dev.assay.projections.store.Watermark;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The audit log of this instance: a group of views that follows the journal, and one that follows
 * the topic of refusals. Safe for use by many threads. Journal, refusals and store belong to the
 * caller, who closes them afterwards.
 */
public final class AuditViews implements AutoCloseable {

  /** Rows that are read from one snapshot: an export must not hold one for as long as it takes. */
  private static final int PART = 5_000;

  private final GroupViews done;
  private final ViewStore store;
  private final ViewFailures failures;
  private final RefusalsFollower follower;
  private final ReadBarrier barrier;

  private AuditViews(
      GroupViews done,
      Refusals refusals,
      ViewStore store,
      ViewsConfig config,
      MeterRegistry registry) {
    this.done = done;
    this.store = store;
    var meters = new ViewMeters(registry, AuditCollections.REFUSALS);
    this.failures = new ViewFailures(meters);
    var progress = new ViewProgress(this::look, config.pollInterval());
    this.follower = new RefusalsFollower(refusals, store, config, meters, failures, progress);
    this.barrier =
        new ReadBarrier(
            Followed.of(refusals),
            store,
            AuditCollections.REFUSALS,
            progress,
            meters,
            config.barrierTimeout(),
            failures::detail);
  }

  /** Starts following both logs and returns at once. */
  public static AuditViews start(
      Journal journal,
      Refusals refusals,
      ViewStore store,
      ViewsConfig config,
      MeterRegistry registry) {
    var done = GroupViews.start(new AuditProjection(), journal, store, config, registry);
    var views = new AuditViews(done, refusals, store, config, registry);
    views.follower.start();
    return views;
  }

  private Optional<Watermark> look() {
    return store
        .snapshot(AuditCollections.REFUSALS)
        .map(snapshot -> {
          try (ViewSnapshot open = snapshot) {
            return open.watermark();
          }
        });
  }

  /**
   * The audit log as it is now. To be closed by the caller.
   *
   * @throws JournalUnavailableException if it does not show, in time, every write and every refusal
   *     that was acknowledged
   */
  public AuditRecords read(Consistency consistency) {
    ViewSnapshot rows = done.snapshot(consistency);
    try {
      return new AuditRecords(rows, barrier.snapshot(consistency));
    } catch (RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  /** Takes rows, one after the other. */
  public interface RowSink {
    void accept(AuditRow row) throws IOException;
  }

  /** Is told where an export stands before its first row. */
  public interface Beginning {
    void at(long position) throws IOException;
  }

  /**
   * Gives all rows of a query to a sink, newest first, as they are when this begins, in bounded
   * memory. Rows never change, so that it need not hold one snapshot all the time.
   *
   * @param stopped asked now and then; true ends it with an exception
   * @throws IOException if the sink does
   * @throws JournalUnavailableException as {@link #read} does, or when stopped
   */
  public void export(
      AuditQuery query,
      Consistency consistency,
      BooleanSupplier stopped,
      Beginning beginning,
      RowSink sink)
      throws IOException {
    try (AuditRecords first = read(consistency)) {
      beginning.at(first.position());
      AuditPlace at = part(query, first, first, null, sink);
      while (at != null) {
        if (stopped.getAsBoolean()) {
          throw new JournalUnavailableException("export: this server is being stopped");
        }
        try (AuditRecords next = read(Consistency.EVENTUAL)) {
          at = part(query, first, next, at, sink);
        }
      }
    }
  }

  /**
   * @return the place of the last row that was looked at, null if it was the last of all
   */
  private static @Nullable AuditPlace part(
      AuditQuery query,
      AuditRecords first,
      AuditRecords now,
      @Nullable AuditPlace from,
      RowSink sink)
      throws IOException {
    AuditCursor cursor = now.cursor(query, from);
    AuditPlace at = from;
    for (int i = 0; i < PART; i++) {
      AuditRow row = cursor.next();
      if (row == null || query.from() != null && row.place().time().isBefore(query.from())) {
        return null;
      }
      at = row.place();
      if (first.holds(at) && query.matches(row)) {
        sink.accept(row);
      }
    }
    return at;
  }

  /** Whether what follows the journal can answer. */
  public ViewHealth health() {
    return done.health();
  }

  /** What keeps refusals from being followed, if anything does. */
  public Optional<String> refusalsFailure() {
    return failures.detail();
  }

  /**
   * Builds the rows anew: those of the journal beside the ones that answer; those of refusals in
   * place, while reads wait.
   *
   * @throws ViewStoreException if another instance's rebuild came first
   */
  public ViewRebuild.Result rebuild() {
    follower.startOver();
    return done.rebuild();
  }

  /**
   * Builds the rows of a registry that does not run anew; those of refusals are made at its next
   * start.
   *
   * @param progress is told the position that was reached, after each batch
   * @throws ViewStoreException if another rebuild came first
   */
  public static ViewRebuild.Result rebuildOffline(
      Journal journal,
      ViewStore store,
      ViewsConfig config,
      MeterRegistry registry,
      LongConsumer progress) {
    String refusals = AuditCollections.REFUSALS.name();
    store.live(refusals).map(LiveGeneration::number).ifPresent(live -> store.drop(refusals, live));
    return ViewRebuild.offline(new AuditProjection(), journal, store, config, registry, progress);
  }

  @Override
  public void close() {
    follower.close();
    done.close();
  }
}
