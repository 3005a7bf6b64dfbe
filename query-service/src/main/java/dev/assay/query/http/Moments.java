package dev.assay.query.http;

import static dev.assay.projections.edge.RefusalException.unlessValid;

import dev.assay.events.journal.Journal;
import dev.assay.events.journal.proof.LogEntry;
import dev.assay.projections.asof.AsOf;
import dev.assay.projections.asof.Pin;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.paging.PageToken;
import dev.assay.projections.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Finds the moment that a read asks about in the journal. Thread-safe. */
final class Moments {

  /**
   * No commit is accepted whose clock is this far behind: an answer about an instant longer past
   * can never change. Up to 10 s by the broker's clock, and 2 s that clocks may differ.
   */
  private static final Duration SETTLED_AFTER = Duration.ofSeconds(12);

  private final Journal journal;
  private final InstantSource clock;

  Moments(Journal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * The moment that a caller asks about; empty for now.
   *
   * @param token of the page that is asked for; a moment that it holds need not be named again
   * @throws RefusalException code 3 if there is no such moment, or the two contradict each other
   */
  Optional<Pin> of(Session session, Optional<PageToken> token) {
    Optional<AsOf> asked = unlessValid(AsOf.of(session.asOf()));
    Optional<Pin> pinned = token.flatMap(PageToken::pin);
    if (token.isPresent() && asked.isPresent() && !isOf(pinned, asked.get())) {
      throw refused(session, "absent, or as on the first page, where a page token is given");
    }
    pinned.ifPresent(pin -> check(pin, session));
    return pinned.or(() -> asked.map(each -> find(each, session)));
  }

  private static boolean isOf(Optional<Pin> pinned, AsOf asked) {
    return pinned.filter(pin -> pin.isAskedForBy(asked)).isPresent();
  }

  /** Whether the same question may get another answer yet. */
  boolean provisional(Pin pin, Session session) {
    return !pin.named()
        && (pin.clock().isAfter(clock.instant().minus(SETTLED_AFTER))
            || session.reached() < 0 && !end(session).time().isAfter(pin.clock()));
  }

  private Pin find(AsOf asked, Session session) {
    return switch (asked) {
      case AsOf.AtInstant(Instant instant) -> {
        checkNotLater(instant, session);
        yield new Pin(
            journal.positionAt(instant).orElseThrow(() -> tooEarly(session)), instant, false);
      }
      case AsOf.AtPosition(long position) -> new Pin(position, at(position, session).time(), true);
    };
  }

  /** Tokens are no more trusted than the parameter. */
  private void check(Pin pin, Session session) {
    checkNotLater(pin.clock(), session);
    LogEntry last = at(pin.position(), session);
    if (pin.clock().isBefore(last.time())) {
      throw refused(session, "a page token that this list gave, unchanged");
    }
  }

  private void checkNotLater(Instant instant, Session session) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant end = end(session).time();
    Instant latest = now.isAfter(end) ? now : end;
    if (instant.isAfter(latest)) {
      throw refused(session, "not later than now, " + latest);
    }
  }

  private LogEntry at(long position, Session session) {
    long end = Math.max(session.reached(), journal.reached());
    if (position > end && session.reached() < 0) {
      // Who cares for no wait is not told that something does not exist.
      end = journal.end();
    }
    if (position < 0 || position > end) {
      throw refused(session, "not beyond position:" + end + ", the end of the journal");
    }
    return commit(position, session);
  }

  private LogEntry end(Session session) {
    return commit(Math.max(session.reached(), journal.reached()), session);
  }

  private LogEntry commit(long position, Session session) {
    return journal.entry(position).orElseThrow(() -> tooEarly(session));
  }

  private RefusalException tooEarly(Session session) {
    return refused(
        session,
        journal
            .entry(0)
            .map(first -> "not before the registry began, " + first.time())
            .orElse("absent: nothing was ever written"));
  }

  private static RefusalException refused(Session session, String expected) {
    return new RefusalException(
        Refusal.InvalidArgument.of(
            AsOf.FIELD, Shown.value(session.asOf().stream().findFirst().orElse(null)), expected));
  }
}
