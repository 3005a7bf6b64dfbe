package dev.assay.command.execution;

import dev.assay.command.ancestry.Projects;
import dev.assay.command.bucket.Bucket;
import dev.assay.command.bucket.BucketCommand;
import dev.assay.command.bucket.BucketCommandHandler;
import dev.assay.command.bucket.BucketSnapshots;
import dev.assay.command.bucket.Verdict;
import dev.assay.command.revocation.JournalRevocationTimes;
import dev.assay.events.Subject;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.SnapshotStore;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;

/**
 * Axon's command bus with the bucket aggregate behind it: each command in one unit of work, on the
 * caller's thread.
 */
final class BucketBus {

  private static final int LOCK_POLL_MILLIS = 10;

  private final CommandBus bus =
      SimpleCommandBus.builder()
          .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
          .build();

  BucketBus(
      Journal journal,
      SnapshotStore snapshotStore,
      InstantSource clock,
      Projects projects,
      CommandSettings settings) {
    AggregateSnapshots<Bucket> snapshots =
        new AggregateSnapshots<>(snapshotStore, new BucketSnapshots());
    JournalEventStore store =
        JournalEventStore.over(
            new JournalEventStorageEngine<>(
                journal, clock, Bucket.class.getSimpleName(), snapshots));
    EventSourcingRepository.Builder<Bucket> builder = EventSourcingRepository.builder(Bucket.class);
    builder.lockFactory(
        PessimisticLockFactory.builder()
            .lockAttemptTimeout(LOCK_POLL_MILLIS)
            .acquireAttempts((int) (settings.patience().toMillis() / LOCK_POLL_MILLIS) + 1)
            .build());
    BucketCommandHandler handler =
        new BucketCommandHandler(
            new JournalRepository<>(
                builder, journal, store, new AggregateCache<>(settings.cachedEvents()), snapshots),
            iteration -> journal.streamOf(Subject.of(iteration)),
            projects,
            new JournalRevocationTimes(journal),
            clock);
    for (Class<?> command : BucketCommand.class.getPermittedSubclasses()) {
      bus.subscribe(command.getName(), handler);
    }
  }

  /**
   * Decides and, if there is anything to append, appends. The attempt then knows the outcome.
   *
   * @return what the bucket said, or the exception that ended the unit of work
   */
  CommandResultMessage<? extends Verdict> dispatch(BucketCommand command, Attempt attempt) {
    AtomicReference<CommandResultMessage<? extends Verdict>> result = new AtomicReference<>();
    bus.<BucketCommand, Verdict>dispatch(
        new GenericCommandMessage<>(command, attempt.metaData()),
        (message, answered) -> result.set(answered));
    return Objects.requireNonNull(result.get(), "the bus answers on the caller's thread");
  }
}
