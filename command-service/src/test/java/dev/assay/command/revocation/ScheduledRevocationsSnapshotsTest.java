package dev.assay.command.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.command.bucket.BucketFixtures;
import dev.assay.command.revocation.ScheduledRevocations.Scheduled;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.memory.InMemorySnapshotStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduledRevocationsSnapshotsTest {

  private final InMemorySnapshotStore store = new InMemorySnapshotStore();
  private final ScheduledRevocationsSnapshots snapshots = new ScheduledRevocationsSnapshots(store);
  private final ScheduledRevocations restored = new ScheduledRevocations();

  @Test
  void givenKept_whenRestored_thenTheSameAreDueFromTheSamePosition() {
    Scheduled one =
        new Scheduled(
            BucketFixtures.ORGANIZATION,
            BucketFixtures.createBucket().stream(),
            BucketFixtures.BUCKET,
            BucketFixtures.iteration(1),
            BucketFixtures.NOW);
    ScheduledRevocations kept = new ScheduledRevocations();
    kept.restore(List.of(one));
    snapshots.keep(kept, 41);

    assertThat(snapshots.restore(restored)).isEqualTo(41);
    assertThat(restored.due(BucketFixtures.NOW)).containsExactly(one);
    assertThat(restored.due(BucketFixtures.NOW.minusMillis(1))).isEmpty();
  }

  @Test
  void givenNothingOrJunk_whenRestored_thenFromTheBeginning() {
    assertThat(snapshots.restore(restored)).isEqualTo(-1);
    store.put(
        new StreamName("timer/scheduled-revocations"), 7, "junk".getBytes(StandardCharsets.UTF_8));
    assertThat(snapshots.restore(restored)).isEqualTo(-1);
    assertThat(restored.all()).isEmpty();
  }
}
