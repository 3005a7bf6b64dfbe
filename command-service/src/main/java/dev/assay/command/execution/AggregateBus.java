package dev.assay.command.execution;

import dev.assay.command.access.AccessCommand;
import dev.assay.command.access.AccessCommandHandler;
import dev.assay.command.access.Organization;
import dev.assay.command.access.OrganizationSnapshots;
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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;

/**
 * Axon's command bus with the aggregates behind it: each command in one unit of work, on the
 * caller's thread. All aggregates share one event store, so what a command changes in any of them
 * is one commit.
 */
final class AggregateBus {

  private final CommandBus bus =
      SimpleCommandBus.builder()
          .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
          .build();
  private final Journal journal;
  private final CommandSettings settings;

  AggregateBus(
      Journal journal,
      SnapshotStore snapshots,
      InstantSource clock,
      Projects projects,
      CommandSettings settings) {
    this.journal = journal;
    this.settings = settings;
    AggregateKind<Bucket> buckets =
        AggregateKind.of(Bucket.class, "bucket/", snapshots, new BucketSnapshots());
    AggregateKind<Organization> organizations =
        AggregateKind.of(Organization.class, "access/", snapshots, new OrganizationSnapshots());
    JournalEventStore store =
        JournalEventStore.over(
            new JournalEventStorageEngine(journal, clock, List.of(buckets, organizations)));
    JournalRepository<Bucket> bucketsIn = repository(buckets, store);
    AccessCommandHandler access =
        new AccessCommandHandler(repository(organizations, store), bucketsIn, clock);
    BucketCommandHandler handler =
        new BucketCommandHandler(
            bucketsIn,
            access,
            iteration -> journal.streamOf(Subject.of(iteration)),
            projects,
            new JournalRevocationTimes(journal),
            clock);
    subscribe(
        BucketCommand.class, new ConditionalHandler<>(journal, bucketsIn, Bucket::new, handler));
    subscribe(AccessCommand.class, access);
  }

  private <T> JournalRepository<T> repository(AggregateKind<T> kind, JournalEventStore store) {
    EventSourcingRepository.Builder<T> builder = EventSourcingRepository.builder(kind.type());
    builder.lockFactory(new StreamLocks(settings.patience()));
    AggregateCache<EventSourcedAggregate<T>> cache = new AggregateCache<>(settings.cachedEvents());
    return new JournalRepository<>(builder, journal, store, cache, kind.snapshots());
  }

  private void subscribe(
      Class<? extends Command> commands, MessageHandler<CommandMessage<?>> handler) {
    for (Class<?> command : commands.getPermittedSubclasses()) {
      bus.subscribe(command.getName(), handler);
    }
  }

  /**
   * Decides and, if there is anything to append, appends. The attempt then knows the outcome.
   *
   * @return what the aggregate said, or the exception that ended the unit of work
   */
  CommandResultMessage<? extends Verdict> dispatch(Command command, Attempt attempt) {
    AtomicReference<CommandResultMessage<? extends Verdict>> result = new AtomicReference<>();
    bus.<Command, Verdict>dispatch(
        new GenericCommandMessage<>(command, attempt.metaData()),
        (message, answered) -> result.set(answered));
    return Objects.requireNonNull(result.get(), "the bus answers on the caller's thread");
  }
}
