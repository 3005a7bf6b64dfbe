package dev.assay.query.http;

import dev.assay.projections.audit.AuditQuery;
import dev.assay.projections.edge.Draining;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.store.ViewStoreException;
import dev.assay.projections.views.AuditRecords;
import dev.assay.projections.views.AuditViews;
import dev.assay.projections.views.Consistency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;

/**
 * Answers from the audit log, which shows every write and every refusal that was acknowledged
 * before the read began, unless the caller asked for less. Thread-safe.
 */
public final class AuditLog {

  private final AuditViews views;
  private final Draining draining;
  private final InterruptibleWaits waits;

  AuditLog(AuditViews views, Draining draining) {
    this.views = views;
    this.draining = draining;
    this.waits = new InterruptibleWaits();
    draining.begun().thenRun(waits::interruptAll);
  }

  /**
   * @throws RefusalException 503 if the log cannot be read, does not get there in time, or the
   *     server is being stopped
   */
  public <T> T read(Session session, Function<AuditRecords, T> answer) {
    draining.check();
    try (AuditRecords records = waits.run(() -> views.read(consistency(session)))) {
      session.answeredAt(records.position());
      return answer.apply(records);
    } catch (ViewStoreException e) {
      throw unavailable(e);
    }
  }

  /**
   * Gives all rows of a query to a sink, newest first. When the server is being stopped it breaks
   * off.
   *
   * @throws IOException if the sink does
   * @throws RefusalException as {@link #read} does
   */
  public void export(
      Session session, AuditQuery query, AuditViews.Beginning beginning, AuditViews.RowSink sink)
      throws IOException {
    draining.check();
    try {
      waits.run(() -> exported(session, query, beginning, sink));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (ViewStoreException e) {
      throw unavailable(e);
    }
  }

  private boolean exported(
      Session session, AuditQuery query, AuditViews.Beginning beginning, AuditViews.RowSink sink) {
    try {
      views.export(
          query,
          consistency(session),
          draining::hasBegun,
          position -> {
            session.answeredAt(position);
            beginning.at(position);
          },
          sink);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Consistency consistency(Session session) {
    return session.reached() < 0 ? Consistency.EVENTUAL : Consistency.LATEST;
  }

  private static RefusalException unavailable(ViewStoreException e) {
    return new RefusalException(
        new Refusal.Unavailable("audit log: cannot be read: " + e.getMessage()));
  }
}
