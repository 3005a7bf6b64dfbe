package dev.assay.command.revocation;

import dev.assay.command.timer.TimerSnapshots;
import dev.assay.events.journal.SnapshotStore;
import java.util.List;

/** Keeps which revocations are scheduled, as of a position, between starts. */
final class ScheduledRevocationsSnapshots {

  private static final int FORMAT = 1;

  private record State(int format, List<ScheduledRevocations.Scheduled> scheduled) {}

  private final TimerSnapshots<State> snapshots;

  ScheduledRevocationsSnapshots(SnapshotStore store) {
    this.snapshots = new TimerSnapshots<>(store, "scheduled-revocations", State.class);
  }

  /**
   * @param position position of the last commit that was seen
   */
  void keep(ScheduledRevocations scheduled, long position) {
    snapshots.keep(new State(FORMAT, scheduled.all()), position);
  }

  /**
   * Fills in what was kept.
   *
   * @return position of the last commit that it includes, −1 where nothing was kept
   */
  long restore(ScheduledRevocations scheduled) {
    return snapshots
        .restore(state -> state.format() == FORMAT)
        .map(kept -> {
          scheduled.restore(kept.state().scheduled());
          return kept.position();
        })
        .orElse(-1L);
  }
}
