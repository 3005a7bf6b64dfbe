package dev.assay.command.execution;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.jspecify.annotations.Nullable;

/** Axon's event store of the command side, without threads of its own. */
final class JournalEventStore extends AbstractEventStore {

  private JournalEventStore(Builder builder) {
    super(builder);
  }

  static JournalEventStore over(JournalEventStorageEngine engine) {
    Builder builder = new Builder();
    builder.storageEngine(engine);
    return new JournalEventStore(builder);
  }

  /**
   * @throws UnsupportedOperationException always: views read the journal themselves
   */
  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
    throw new UnsupportedOperationException("openStream (expected: Journal.cursor)");
  }

  private static final class Builder extends AbstractEventStore.Builder {}
}
