package dev.assay.command.bucket;

import dev.assay.command.access.BucketRoles;
import dev.assay.command.ancestry.DeclaredParent;
import dev.assay.command.ancestry.Projects;
import dev.assay.command.ancestry.ResolvedParent;
import dev.assay.command.bucket.BucketCommand.CreateBuild;
import dev.assay.command.bucket.BucketCommand.DeleteBucket;
import dev.assay.command.bucket.BucketCommand.RestoreIteration;
import dev.assay.command.bucket.BucketCommand.RevokeIteration;
import dev.assay.command.bucket.BucketCommand.UpdateBuild;
import dev.assay.command.execution.Caller;
import dev.assay.command.iteration.IterationState;
import dev.assay.command.revocation.Inheritance;
import dev.assay.command.revocation.RevocationTimes;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.bucket.BucketEvent.ChildRecorded.Child;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.StreamName;
import dev.assay.projections.access.Resource.OfBucket;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Loads the buckets that a command concerns, lets its bucket decide, and carries the outcome to the
 * other buckets, all in one unit of work. Parent and child are loaded in the order of their names,
 * so that two commands never wait for each other; a cascade runs alone.
 */
public final class BucketCommandHandler implements MessageHandler<CommandMessage<?>> {

  private final Repository<Bucket> buckets;
  private final BucketRoles roles;
  private final Function<IterationId, Optional<StreamName>> streams;
  private final Projects projects;
  private final RevocationTimes times;
  private final InstantSource clock;

  /**
   * @param streams the stream whose facts are about an iteration
   */
  public BucketCommandHandler(
      Repository<Bucket> buckets,
      BucketRoles roles,
      Function<IterationId, Optional<StreamName>> streams,
      Projects projects,
      RevocationTimes times,
      InstantSource clock) {
    this.buckets = buckets;
    this.roles = roles;
    this.streams = streams;
    this.projects = projects;
    this.times = times;
    this.clock = clock;
  }

  @Override
  public Verdict handle(CommandMessage<?> message) throws Exception {
    BucketCommand command = (BucketCommand) message.getPayload();
    DeclaredParent declared = DeclaredParent.of(command).orElse(null);
    if (declared != null) {
      return decide(command, declared, Caller.of(message).organization(), Caller.isAlone(message));
    }
    Aggregate<Bucket> bucket = load(command.stream());
    Instant now = now();
    return switch (command) {
      case DeleteBucket delete -> delete(bucket, delete, Caller.of(message).organization(), now);
      case RevokeIteration revoke ->
          new Revocation(this::load, now).revoke(bucket, revoke).verdict();
      case RestoreIteration restore -> restore(bucket, restore, now);
      default -> bucket.invoke(each -> each.decide(command, null, now));
    };
  }

  /** Taken after loading: it may have waited for the lock of a bucket. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Verdict delete(
      Aggregate<Bucket> bucket, DeleteBucket command, OrganizationId organization, Instant now)
      throws Exception {
    Verdict verdict = bucket.invoke(each -> each.decide(command, null, now));
    if (verdict instanceof Verdict.Decided) {
      roles.end(organization, new OfBucket(command.project(), command.bucket()));
    }
    return verdict;
  }

  private Verdict restore(Aggregate<Bucket> bucket, RestoreIteration command, Instant now)
      throws Exception {
    Verdict verdict = bucket.invoke(each -> each.decide(command, null, now));
    if (verdict instanceof Verdict.Refused) {
      return verdict;
    }
    IterationId root = bucket.invoke(each -> each.iteration(command.fingerprint())).orElseThrow();
    new Cascade(this::load, now).recall(command.stream(), root);
    return verdict;
  }

  private Verdict decide(
      BucketCommand command, DeclaredParent declared, OrganizationId organization, boolean alone)
      throws Exception {
    StreamName parentStream = streams.apply(declared.iteration()).orElse(null);
    if (parentStream != null && parentStream.compareTo(command.stream()) < 0) {
      load(parentStream);
    }
    Aggregate<Bucket> child = load(command.stream());
    Aggregate<Bucket> parent = parentStream == null ? null : load(parentStream);
    Instant now = now();
    ResolvedParent resolved = resolve(declared, parentStream, parent, organization, now);
    IterationState made = child.invoke(bucket -> childOf(bucket, command)).orElse(null);
    boolean cascades = made != null && !resolved.revocations().isEmpty() && isParent(child, made);
    if (cascades && !alone) {
      throw new CascadeNeededException(command);
    }
    Verdict verdict = child.invoke(bucket -> bucket.decide(command, resolved, now));
    if (parent != null && verdict instanceof Verdict.Decided(Child kin, _) && kin != null) {
      parent.execute(bucket -> bucket.recordChild(declared.iteration(), kin));
      if (cascades) {
        new Cascade(this::load, now)
            .spread(command.stream(), kin.iterationId(), resolved.revocations());
      }
    }
    return verdict;
  }

  private static Optional<IterationState> childOf(Bucket bucket, BucketCommand command) {
    return switch (command) {
      case CreateBuild create -> bucket.iteration(create.fingerprint()).flatMap(bucket::living);
      case UpdateBuild update -> bucket.iteration(update.fingerprint()).flatMap(bucket::living);
      default -> Optional.empty();
    };
  }

  private static boolean isParent(Aggregate<Bucket> bucket, IterationState iteration) {
    return !bucket.invoke(each -> each.childrenOf(iteration.id())).isEmpty();
  }

  private ResolvedParent resolve(
      DeclaredParent declared,
      @Nullable StreamName stream,
      @Nullable Aggregate<Bucket> parent,
      OrganizationId organization,
      Instant now) {
    var tracked =
        Optional.ofNullable(parent)
            .flatMap(known -> known.invoke(bucket -> bucket.parent(declared.iteration())))
            .filter(found -> projects.belongs(found.projectId(), organization));
    if (parent == null || stream == null || tracked.isEmpty()) {
      return new ResolvedParent(declared.link(tracked), List.of());
    }
    List<Inheritance> handedDown =
        parent.invoke(bucket ->
            bucket
                .revocations(now)
                .map(decisions -> decisions.handsDown(declared.iteration()))
                .orElse(List.of()));
    return new ResolvedParent(
        declared.link(tracked),
        handedDown.stream().map(each -> dated(each, stream, declared.iteration())).toList());
  }

  /** With the time that is shown, where the revocation was immediate and the child comes later. */
  private Inheritance dated(Inheritance inheritance, StreamName stream, IterationId parent) {
    if (inheritance.effectiveAt() != null || inheritance.since() != null) {
      return inheritance;
    }
    return times
        .since(stream, parent, inheritance.from().iterationId())
        .map(inheritance::since)
        .orElse(inheritance);
  }

  /** Loading again in the same unit of work finds the same aggregate. */
  private Aggregate<Bucket> load(StreamName stream) throws Exception {
    return buckets.loadOrCreate(stream.value(), Bucket::new);
  }
}
