package dev.assay.command.bucket;

import dev.assay.events.bucket.BucketEvent;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;

/** A bucket under Axon, without anything around it, that remembers its facts. */
final class LiveBucket {

  private final List<BucketEvent> events = new ArrayList<>();
  private final EventSourcedAggregate<Bucket> aggregate;

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

  /** Decides, and returns what the bucket said. */
  Verdict decide(BucketCommand command) {
    return aggregate.invoke(bucket -> bucket.decide(command, null));
  }

  /** The state after some facts, made by nothing else. */
  static Bucket replay(List<BucketEvent> events) {
    Bucket bucket = new Bucket();
    events.forEach(bucket::on);
    return bucket;
  }
}
