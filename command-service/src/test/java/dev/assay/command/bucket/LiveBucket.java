package dev.assay.command.bucket;

import dev.assay.command.bucket.BucketCommand.RevokeIteration;
import dev.assay.events.bucket.BucketEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;

/** A bucket under Axon, without anything around it, that remembers its facts. */
final class LiveBucket {

  private final List<BucketEvent> events = new ArrayList<>();
  private final EventSourcedAggregate<Bucket> aggregate;
  private Instant now = BucketFixtures.NOW;

  LiveBucket() {
    SimpleEventBus bus = SimpleEventBus.builder().build();
    bus.subscribe(
        published -> published.forEach(event -> events.add((BucketEvent) event.getPayload())));
    aggregate =
        EventSourcedAggregate.initialize(
            new Bucket(),
            AnnotatedAggregateMetaModelFactory.inspectAggregate(Bucket.class),
            bus,
            NoSnapshotTriggerDefinition.TRIGGER);
  }

  /** All facts so far. */
  List<BucketEvent> events() {
    return events;
  }

  Bucket root() {
    return aggregate.getAggregateRoot();
  }

  /** The instant of all decisions. */
  void at(Instant instant) {
    now = instant;
  }

  /** Decides, and returns what the bucket said. */
  Verdict decide(BucketCommand command) {
    return aggregate.invoke(bucket -> decide(bucket, command));
  }

  /** What the command handler does where nothing was built from the bucket's iterations. */
  private Verdict decide(Bucket bucket, BucketCommand command) {
    Verdict verdict = bucket.decide(command, null, now);
    if (command instanceof RevokeIteration revoke
        && verdict instanceof Verdict.Decided
        && !revoke.disableRollback()
        && (revoke.effectiveAt() == null || !revoke.effectiveAt().isAfter(now))) {
      bucket.rollBackOff(Set.of(bucket.iteration(revoke.fingerprint()).orElseThrow()), now);
    }
    return verdict;
  }

  /** The state after some facts, made by nothing else. */
  static Bucket replay(List<BucketEvent> events) {
    Bucket bucket = new Bucket();
    events.forEach(bucket::on);
    return bucket;
  }
}
