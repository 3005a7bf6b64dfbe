package dev.assay.query.http;

import dev.assay.events.journal.Journal;
import dev.assay.projections.asof.Pin;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.edge.Draining;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.records.PastRecords;
import dev.assay.projections.records.RegistryRecords;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.store.ViewStoreException;
import dev.assay.projections.views.Consistency;
import dev.assay.projections.views.ViewRecords;
import dev.assay.projections.views.Views;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Answers reads: about now, from one snapshot of the views, which shows every write that was
 * acknowledged before the read began, unless the caller asked for less; about the past, from the
 * journal, which needs no views. Thread-safe.
 */
public final class Reads {

  private final Views views;
  private final Journal journal;
  private final PastRecords past;
  private final Moments moments;
  private final Draining draining;
  private final InterruptibleWaits waits;
  private final InstantSource clock;

  public Reads(
      Views views, Journal journal, PastRecords past, Draining draining, InstantSource clock) {
    this.views = views;
    this.journal = journal;
    this.past = past;
    this.moments = new Moments(journal, clock);
    this.draining = draining;
    this.waits = new InterruptibleWaits();
    this.clock = clock;
    draining.begun().thenRun(waits::interruptAll);
  }

  /**
   * Answers a call that is no list.
   *
   * @throws RefusalException code 3 if there is no such moment; 503 if the views are needed and
   *     cannot be read, do not get there in time, or the server is being stopped
   */
  public <T> T answer(Session session, Function<Moment, T> answer) {
    return moments
        .of(session, Optional.empty())
        .map(pin -> then(session, pin, answer))
        .orElseGet(() -> now(session, answer));
  }

  /**
   * Answers a page of a list; its tokens hold the moment that was asked about.
   *
   * @param answer is to be made for the request that it is given
   * @throws RefusalException as {@link #answer}
   */
  public <T> T page(
      Session session, PageRequest request, BiFunction<Moment, PageRequest, T> answer) {
    return moments
        .of(session, request.token())
        .map(pin -> then(session, pin, moment -> answer.apply(moment, request.at(pin))))
        .orElseGet(() -> now(session, moment -> answer.apply(moment, request)));
  }

  /**
   * Answers from the journal alone, without views.
   *
   * @param answer from the position to fold up to
   * @throws RefusalException as {@link #answer}
   */
  public <T> T folded(Session session, LongFunction<T> answer) {
    draining.check();
    long position =
        moments
            .of(session, Optional.empty())
            .map(pin -> told(session, pin).position())
            .orElseGet(() -> told(session, Math.max(session.reached(), journal.reached())));
    return answer.apply(position);
  }

  private <T> T now(Session session, Function<Moment, T> answer) {
    try (ViewRecords records = snapshot(session)) {
      told(session, records.position());
      return answer.apply(new Moment(records, session, clock.instant(), ChannelRecord::restricted));
    } catch (ViewStoreException e) {
      throw new RefusalException(
          new Refusal.Unavailable("views: cannot be read: " + e.getMessage()));
    }
  }

  private <T> T then(Session session, Pin pin, Function<Moment, T> answer) {
    draining.check();
    RegistryRecords records = past.asOf(told(session, pin).position());
    return answer.apply(new Moment(records, session, pin.clock(), this::restrictedNow));
  }

  /** A channel that is there no more counts as restricted: nobody can say that it is not. */
  private boolean restrictedNow(ChannelRecord channel) {
    return past.asOf(journal.reached())
        .channel(channel.id())
        .map(ChannelRecord::restricted)
        .orElse(true);
  }

  private Pin told(Session session, Pin pin) {
    told(session, pin.position());
    if (moments.provisional(pin, session)) {
      session.answerIsProvisional();
    }
    return pin;
  }

  private static long told(Session session, long position) {
    session.answeredAt(position);
    return position;
  }

  private ViewRecords snapshot(Session session) {
    draining.check();
    Consistency consistency = session.reached() < 0 ? Consistency.EVENTUAL : Consistency.LATEST;
    return waits.run(() -> views.read(consistency));
  }
}
