package dev.assay.projections.views;

import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.refusals.Refusals;

/** What views follow, as far as reads must know it. Safe for use by many threads. */
interface Followed {

  JournalId id();

  /**
   * Where it ends: every append that was acknowledged before this call is at or before it.
   *
   * @throws JournalUnavailableException if that is not known in time
   */
  long end();

  static Followed of(Journal journal) {
    return new Followed() {
      @Override
      public JournalId id() {
        return journal.id();
      }

      @Override
      public long end() {
        return journal.end();
      }
    };
  }

  static Followed of(Refusals refusals) {
    return new Followed() {
      @Override
      public JournalId id() {
        return new JournalId(refusals.id());
      }

      @Override
      public long end() {
        return refusals.end();
      }
    };
  }
}
