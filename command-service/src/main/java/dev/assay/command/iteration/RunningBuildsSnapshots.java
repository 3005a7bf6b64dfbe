package dev.assay.command.iteration;

import dev.assay.command.timer.TimerSnapshots;
import dev.assay.events.journal.SnapshotStore;
import java.util.List;

/** Keeps which builds run, as of a position, between starts. */
final class RunningBuildsSnapshots {

  private static final int FORMAT = 1;

  private record State(int format, List<RunningBuilds.Running> running) {}

  private final TimerSnapshots<State> snapshots;

  RunningBuildsSnapshots(SnapshotStore store) {
    this.snapshots = new TimerSnapshots<>(store, "build-timeouts", State.class);
  }

  /**
   * @param position position of the last commit that was seen
   */
  void keep(RunningBuilds running, long position) {
    snapshots.keep(new State(FORMAT, running.all()), position);
  }

  /**
   * Fills in what was kept.
   *
   * @return position of the last commit that it includes, −1 where nothing was kept
   */
  long restore(RunningBuilds running) {
    return snapshots
        .restore(state -> state.format() == FORMAT)
        .map(kept -> {
          running.restore(kept.state().running());
          return kept.position();
        })
        .orElse(-1L);
  }
}
