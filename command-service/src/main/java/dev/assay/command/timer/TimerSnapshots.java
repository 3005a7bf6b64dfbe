package dev.assay.command.timer;

import dev.assay.events.journal.SnapshotStore;
import dev.assay.events.journal.SnapshotStore.AggregateSnapshot;
import dev.assay.events.journal.StreamName;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what a timer knows, as of a position, beside the index, so that a start need not read the
 * whole journal to know. Lost with the index, and what cannot be read is left: it is only a short
 * cut.
 *
 * @param <S> what is kept, as JSON
 */
public final class TimerSnapshots<S> {

  private static final Logger LOG = LoggerFactory.getLogger(TimerSnapshots.class);

  private final SnapshotStore store;
  private final StreamName key;
  private final Class<S> type;
  private final JsonMapper mapper = JsonMapper.builder().build();

  /**
   * @param timer name of the timer; no stream of the journal begins with {@code timer/}
   */
  public TimerSnapshots(SnapshotStore store, String timer, Class<S> type) {
    this.store = store;
    this.key = new StreamName("timer/" + timer);
    this.type = type;
  }

  /**
   * What was kept.
   *
   * @param position position of the last commit that it includes
   */
  public record Kept<S>(S state, long position) {}

  /**
   * @param position position of the last commit that was seen
   */
  public void keep(S state, long position) {
    store.put(key, position, mapper.writeValueAsBytes(state));
  }

  /** What was kept last, empty where there is nothing that can be read and is wanted. */
  public Optional<Kept<S>> restore(Predicate<S> wanted) {
    return store
        .get(key)
        .flatMap(kept -> read(kept).map(state -> new Kept<>(state, kept.sequence())))
        .filter(kept -> wanted.test(kept.state()));
  }

  private Optional<S> read(AggregateSnapshot kept) {
    try {
      return Optional.of(mapper.readValue(kept.state(), type));
    } catch (JacksonException e) {
      LOG.warn("{}: snapshot not readable, the journal is read from its beginning", key, e);
      return Optional.empty();
    }
  }
}
