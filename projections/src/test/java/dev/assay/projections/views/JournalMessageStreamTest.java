package dev.assay.projections.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.Event;
import dev.assay.events.bucket.BucketEvent.InheritedRevocationEnded;
import dev.assay.projections.fixtures.Story;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How many commits Axon is given for one batch: it asks without waiting until there is none. */
class JournalMessageStreamTest {

  private final TestJournal journal = new TestJournal();

  private void commits(int... events) {
    for (int count : events) {
      Event event = new InheritedRevocationEnded(Story.BUCKET, Story.FIRST, Story.SECOND);
      journal.commit(Collections.nCopies(count, event));
    }
  }

  /** Takes commits as Axon's tracking processor does. */
  private List<Integer> batches() throws InterruptedException {
    var batches = new ArrayList<Integer>();
    try (var stream = new JournalMessageStream(journal.journal(), 0, _ -> {})) {
      while (stream.hasNextAvailable(1, TimeUnit.MILLISECONDS)) {
        stream.nextAvailable();
        int size = 1;
        while (stream.hasNextAvailable()) {
          stream.nextAvailable();
          size++;
        }
        batches.add(size);
      }
    }
    return batches;
  }

  @Test
  void givenSmallCommits_thenTheyAreOneBatch() throws InterruptedException {
    commits(1, 2, 3, 4, 5);

    assertThat(batches()).containsExactly(5);
  }

  @Test
  void givenCascades_thenABatchEndsBeforeItHoldsTooMany() throws InterruptedException {
    commits(1, 10_000, 10_000, 1, 40_000, 40_000, 1, 1);

    assertThat(batches()).containsExactly(2, 2, 1, 1, 2);
  }
}
