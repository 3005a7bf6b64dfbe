package dev.assay.command.revocation;

import dev.assay.events.journal.SnapshotStore;
import dev.assay.events.journal.SnapshotStore.AggregateSnapshot;
import dev.assay.events.journal.StreamName;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps which revocations are scheduled, as of a position, beside the index, so that a start need
 * not read the whole journal to know. Lost with the index, and what cannot be read is left: it is
 * only a short cut.
 */
final class ScheduledRevocationsSnapshots {

  private static final Logger LOG = LoggerFactory.getLogger(ScheduledRevocationsSnapshots.class);

  /** No stream of the journal has this name. */
  private static final StreamName KEY = new StreamName("timer/scheduled-revocations");

  private static final int FORMAT = 1;

  private record State(int format, List<ScheduledRevocations.Scheduled> scheduled) {}

  private final SnapshotStore store;
  private final JsonMapper mapper = JsonMapper.builder().build();

  ScheduledRevocationsSnapshots(SnapshotStore store) {
    this.store = store;
  }

  /**
   * @param position position of the last commit that was seen
   */
  void keep(ScheduledRevocations scheduled, long position) {
    store.put(KEY, position, mapper.writeValueAsBytes(new State(FORMAT, scheduled.all())));
  }

  /**
   * Fills in what was kept.
   *
   * @return position of the last commit that it includes, −1 where nothing was kept
   */
  long restore(ScheduledRevocations scheduled) {
    Optional<AggregateSnapshot> kept = store.get(KEY);
    if (kept.isEmpty()) {
      return -1;
    }
    try {
      State state = mapper.readValue(kept.get().state(), State.class);
      if (state.format() == FORMAT) {
        scheduled.restore(state.scheduled());
        return kept.get().sequence();
      }
    } catch (JacksonException e) {
      LOG.warn(
          "scheduled revocations: snapshot not readable, the journal is read from its beginning",
          e);
    }
    return -1;
  }
}
