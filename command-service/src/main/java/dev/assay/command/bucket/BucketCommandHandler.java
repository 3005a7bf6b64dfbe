package dev.assay.command.bucket;

import dev.assay.command.ancestry.DeclaredParent;
import dev.assay.command.ancestry.Projects;
import dev.assay.command.execution.Caller;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.bucket.BucketEvent.ChildRecorded.Child;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.ParentLink;
import dev.assay.events.journal.StreamName;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Loads the buckets that a command concerns, lets its bucket decide, and records a child with its
 * parent, all in one unit of work. Buckets are loaded in the order of their names, so that two
 * commands never wait for each other.
 */
public final class BucketCommandHandler implements MessageHandler<CommandMessage<?>> {

  private final Repository<Bucket> buckets;
  private final Function<IterationId, Optional<StreamName>> streams;
  private final Projects projects;

  /**
   * @param streams the stream whose facts are about an iteration
   */
  public BucketCommandHandler(
      Repository<Bucket> buckets,
      Function<IterationId, Optional<StreamName>> streams,
      Projects projects) {
    this.buckets = buckets;
    this.streams = streams;
    this.projects = projects;
  }

  @Override
  public Verdict handle(CommandMessage<?> message) throws Exception {
    BucketCommand command = (BucketCommand) message.getPayload();
    DeclaredParent declared = DeclaredParent.of(command).orElse(null);
    if (declared == null) {
      return load(command.stream()).invoke(bucket -> bucket.decide(command, null));
    }
    return decide(command, declared, Caller.of(message).organization());
  }

  private Verdict decide(
      BucketCommand command, DeclaredParent declared, OrganizationId organization)
      throws Exception {
    StreamName parentStream = streams.apply(declared.iteration()).orElse(null);
    if (parentStream != null && parentStream.compareTo(command.stream()) < 0) {
      load(parentStream);
    }
    Aggregate<Bucket> child = load(command.stream());
    Aggregate<Bucket> parent = parentStream == null ? null : load(parentStream);
    ParentLink link = link(declared, parent, organization);
    Verdict verdict = child.invoke(bucket -> bucket.decide(command, link));
    if (parent != null && verdict instanceof Verdict.Decided(Child made, _) && made != null) {
      parent.execute(bucket -> bucket.recordChild(declared.iteration(), made));
    }
    return verdict;
  }

  private ParentLink link(
      DeclaredParent declared, @Nullable Aggregate<Bucket> parent, OrganizationId organization) {
    return declared.link(
        Optional.ofNullable(parent)
            .flatMap(known -> known.invoke(bucket -> bucket.parent(declared.iteration())))
            .filter(tracked -> projects.belongs(tracked.projectId(), organization)));
  }

  /** Loading again in the same unit of work finds the same aggregate. */
  private Aggregate<Bucket> load(StreamName stream) throws Exception {
    return buckets.loadOrCreate(stream.value(), Bucket::new);
  }
}
