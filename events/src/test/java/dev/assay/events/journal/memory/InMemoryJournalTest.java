package dev.assay.events.journal.memory;

import static dev.assay.events.journal.CommitFixtures.commit;
import static dev.assay.events.journal.CommitFixtures.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.journal.AppendOutcome.Conflict;
import dev.assay.events.journal.JournalContract;
import dev.assay.events.journal.JournalFixture;
import org.junit.jupiter.api.Test;

class InMemoryJournalTest extends JournalContract {

  @Override
  protected JournalFixture newLog() {
    return new InMemoryJournalFixture();
  }

  @Test
  void givenAnInstanceHeldBack_thenItIsStaleUntilItCatchesUp() {
    InMemoryJournalFixture log = new InMemoryJournalFixture();
    InMemoryJournal slow = log.open();
    slow.holdBack();
    log.open().append(commit(log.now(), stream("aaa"), 0));
    assertThat(slow.reached()).isEqualTo(-1);
    slow.catchUp();
    assertThat(slow.reached()).isZero();
  }

  @Test
  void givenAnInstanceHeldBack_whenItAppendsOnStaleState_thenTheLogDecides() {
    InMemoryJournalFixture log = new InMemoryJournalFixture();
    InMemoryJournal slow = log.open();
    slow.holdBack();
    log.open().append(commit(log.now(), stream("aaa"), 0));
    assertThat(slow.append(commit(log.now(), stream("aaa"), 0))).isInstanceOf(Conflict.class);
    assertThat(slow.reached()).isZero();
  }
}
