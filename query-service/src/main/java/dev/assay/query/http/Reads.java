package dev.assay.query.http;

import dev.assay.projections.edge.Draining;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.store.ViewStoreException;
import dev.assay.projections.views.Consistency;
import dev.assay.projections.views.ViewRecords;
import dev.assay.projections.views.Views;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Answers reads from one snapshot of the views, which shows every write that was acknowledged
 * before the read began, unless the caller asked for less.
 */
public final class Reads {

  private final Views views;
  private final Draining draining;
  private final InterruptibleWaits waits;
  private final InstantSource clock;

  public Reads(Views views, Draining draining, InstantSource clock) {
    this.views = views;
    this.draining = draining;
    this.waits = new InterruptibleWaits();
    this.clock = clock;
    draining.begun().thenRun(waits::interruptAll);
  }

  /**
   * @throws RefusalException 503 if the views cannot be read, do not get there in time, or the
   *     server is being stopped
   */
  public <T> T now(Session session, Function<Now, T> answer) {
    try (ViewRecords records = snapshot(session)) {
      session.answeredAt(records.position());
      return answer.apply(new Now(records, session, clock.instant()));
    } catch (ViewStoreException e) {
      throw new RefusalException(
          new Refusal.Unavailable("views: cannot be read: " + e.getMessage()));
    }
  }

  private ViewRecords snapshot(Session session) {
    draining.check();
    Consistency consistency = session.reached() < 0 ? Consistency.EVENTUAL : Consistency.LATEST;
    return waits.run(() -> views.read(consistency));
  }
}
