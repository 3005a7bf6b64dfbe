package dev.assay.command.bucket;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.assay.command.ancestry.ResolvedParent;
import dev.assay.command.bucket.BucketCommand.CopyAssignment;
import dev.assay.command.bucket.BucketCommand.CreateBucket;
import dev.assay.command.bucket.BucketCommand.CreateBuild;
import dev.assay.command.bucket.BucketCommand.CreateChannel;
import dev.assay.command.bucket.BucketCommand.CreateIteration;
import dev.assay.command.bucket.BucketCommand.DeleteBucket;
import dev.assay.command.bucket.BucketCommand.DeleteBuild;
import dev.assay.command.bucket.BucketCommand.DeleteChannel;
import dev.assay.command.bucket.BucketCommand.DeleteIteration;
import dev.assay.command.bucket.BucketCommand.PublishIteration;
import dev.assay.command.bucket.BucketCommand.RecordDueRevocation;
import dev.assay.command.bucket.BucketCommand.RestoreIteration;
import dev.assay.command.bucket.BucketCommand.RevokeIteration;
import dev.assay.command.bucket.BucketCommand.RollbackChannel;
import dev.assay.command.bucket.BucketCommand.TimeOutBuild;
import dev.assay.command.bucket.BucketCommand.UpdateBucket;
import dev.assay.command.bucket.BucketCommand.UpdateBuild;
import dev.assay.command.bucket.BucketCommand.UpdateChannel;
import dev.assay.command.channel.ChannelDecisions;
import dev.assay.command.channel.Rollback;
import dev.assay.command.iteration.BuildDecisions;
import dev.assay.command.iteration.IterationDecisions;
import dev.assay.command.iteration.IterationState;
import dev.assay.command.revocation.Lineage;
import dev.assay.command.revocation.RevocationDecisions;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.ArtifactsRecorded;
import dev.assay.events.bucket.BucketEvent.BucketCreated;
import dev.assay.events.bucket.BucketEvent.BucketDeleted;
import dev.assay.events.bucket.BucketEvent.BucketUpdated;
import dev.assay.events.bucket.BucketEvent.BuildCancelled;
import dev.assay.events.bucket.BucketEvent.BuildCreated;
import dev.assay.events.bucket.BucketEvent.BuildDeleted;
import dev.assay.events.bucket.BucketEvent.BuildDescribed;
import dev.assay.events.bucket.BucketEvent.BuildFailed;
import dev.assay.events.bucket.BucketEvent.BuildFinished;
import dev.assay.events.bucket.BucketEvent.BuildStarted;
import dev.assay.events.bucket.BucketEvent.BuildTimedOut;
import dev.assay.events.bucket.BucketEvent.ChannelAssigned;
import dev.assay.events.bucket.BucketEvent.ChannelCreated;
import dev.assay.events.bucket.BucketEvent.ChannelDeleted;
import dev.assay.events.bucket.BucketEvent.ChannelRestrictionChanged;
import dev.assay.events.bucket.BucketEvent.ChannelRevocationPolicyChanged;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.ChannelUnassigned;
import dev.assay.events.bucket.BucketEvent.ChildRecorded;
import dev.assay.events.bucket.BucketEvent.InheritedRevocationEnded;
import dev.assay.events.bucket.BucketEvent.IterationCreated;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.bucket.BucketEvent.IterationPublished;
import dev.assay.events.bucket.BucketEvent.IterationRestored;
import dev.assay.events.bucket.BucketEvent.IterationRevoked;
import dev.assay.events.bucket.BucketEvent.ParentRecorded;
import dev.assay.events.bucket.BucketEvent.RevocationCancelled;
import dev.assay.events.bucket.BucketEvent.RevocationInherited;
import dev.assay.events.bucket.BucketEvent.RevocationScheduled;
import dev.assay.events.bucket.BucketEvent.RevocationTookEffect;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.ParentLink.Tracked;
import dev.assay.events.journal.StreamName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The stream {@code bucket/<project>/<name>} as an aggregate: guards, then applies. It outlives the
 * bucket: after a deletion it stands empty, and a bucket with another id may be made in it.
 */
public class Bucket {

  /** The channel that every bucket has and that the registry itself moves. */
  public static final ChannelName LATEST = new ChannelName("latest");

  @AggregateIdentifier private @Nullable String stream;
  private @Nullable BucketState state;
  private Lineage lineage = new Lineage();

  /** An empty stream. */
  public Bucket() {}

  static Bucket from(BucketSnapshot snapshot) {
    Bucket bucket = new Bucket();
    bucket.stream = snapshot.stream();
    bucket.lineage = new Lineage(snapshot.lineage());
    bucket.state = snapshot.living() == null ? null : new BucketState(snapshot.living());
    return bucket;
  }

  BucketSnapshot snapshot() {
    return new BucketSnapshot(
        BucketSnapshot.FORMAT,
        Objects.requireNonNull(stream),
        state == null ? null : state.snapshot(),
        lineage.snapshot());
  }

  /**
   * Decides a command.
   *
   * @param parent what the command's build was made from, resolved; null where the command declares
   *     no parent
   * @param now the instant at which it is decided
   */
  public Verdict decide(BucketCommand command, @Nullable ResolvedParent parent, Instant now) {
    if (command instanceof CreateBucket create) {
      return create(create);
    }
    if (state == null) {
      return Verdict.notFound("bucket: " + command.bucket() + " (expected: the name of a bucket)");
    }
    return switch (command) {
      case CreateBucket create -> create(create);
      case UpdateBucket update -> update(state, update);
      case DeleteBucket _ -> delete(state);
      case CreateIteration create -> iterations(state, now).create(create);
      case PublishIteration publish -> iterations(state, now).publish(publish);
      case DeleteIteration delete -> iterations(state, now).delete(delete);
      case RevokeIteration revoke -> revocations(state, now).revoke(revoke);
      case RestoreIteration restore -> revocations(state, now).restore(restore);
      case RecordDueRevocation due -> revocations(state, now).recordDue(due);
      case CreateBuild create -> builds(state, now).create(create, parent);
      case UpdateBuild update -> builds(state, now).update(update, parent);
      case TimeOutBuild timeOut -> builds(state, now).timeOut(timeOut);
      case DeleteBuild delete -> builds(state, now).delete(delete);
      case CreateChannel create -> channels(state, now).create(create);
      case UpdateChannel update -> channels(state, now).update(update);
      case CopyAssignment copy -> channels(state, now).copy(copy);
      case RollbackChannel back -> channels(state, now).rollBack(back);
      case DeleteChannel delete -> channels(state, now).delete(delete);
    };
  }

  /**
   * What a child's build records of one of this bucket's iterations; empty where it is not there.
   */
  public Optional<Tracked> parent(IterationId iteration) {
    if (state == null) {
      return Optional.empty();
    }
    BucketState bucket = state;
    Optional<Fingerprint> fingerprint = bucket.iterations().fingerprintOf(iteration);
    return fingerprint.map(
        known -> new Tracked(bucket.project(), bucket.id(), bucket.name(), known));
  }

  /** Records a child of one of this bucket's living iterations. */
  public void recordChild(IterationId iteration, ChildRecorded.Child child) {
    apply(new ChildRecorded(Objects.requireNonNull(state).id(), iteration, child));
  }

  private Verdict create(CreateBucket command) {
    if (state != null) {
      return state.id().equals(command.bucketId())
          ? Verdict.DECIDED
          : Verdict.alreadyExists("bucket: " + command.bucket() + " (expected: a name not in use)");
    }
    apply(
        new BucketCreated(
            command.bucketId(),
            command.project(),
            command.bucket(),
            command.description(),
            command.labels()));
    apply(new ChannelCreated(command.bucketId(), command.latestChannelId(), LATEST, true, true));
    return Verdict.DECIDED;
  }

  private static Verdict update(BucketState bucket, UpdateBucket command) {
    String description = command.description();
    boolean describes = description != null && !bucket.describedAs(description);
    boolean labels = command.labels() != null && !bucket.labelledWith(command.labels());
    if (describes || labels) {
      apply(
          new BucketUpdated(
              bucket.id(), describes ? description : null, labels ? command.labels() : null));
    }
    return Verdict.DECIDED;
  }

  private static Verdict delete(BucketState bucket) {
    apply(new BucketDeleted(bucket.id()));
    return Verdict.DECIDED;
  }

  /** Whether there is a bucket in the stream now. */
  public boolean exists() {
    return state != null;
  }

  /** The identity of a living iteration. */
  public Optional<IterationId> iteration(Fingerprint fingerprint) {
    return Optional.ofNullable(state)
        .map(bucket -> bucket.iterations().find(fingerprint))
        .map(IterationState::id);
  }

  /** The living bucket's part in a revocation that spreads; empty where it is deleted. */
  public Optional<RevocationDecisions> revocations(Instant now) {
    return Optional.ofNullable(state).map(bucket -> revocations(bucket, now));
  }

  /** The living bucket; empty where it is deleted. */
  Optional<BucketState> state() {
    return Optional.ofNullable(state);
  }

  /** A living iteration. */
  public Optional<IterationState> living(IterationId iteration) {
    return Optional.ofNullable(state).map(bucket -> bucket.iterations().byId(iteration));
  }

  /** Takes channels off iterations that were just revoked, each as it is set to do. */
  public void rollBackOff(Set<IterationId> revoked, Instant now) {
    if (state != null) {
      new Rollback(state, event -> apply(event), now).offRevoked(revoked);
    }
  }

  /** What was built from an iteration of this stream, living or not. */
  public List<Lineage.Kin> childrenOf(IterationId iteration) {
    return lineage.childrenOf(iteration);
  }

  private static IterationDecisions iterations(BucketState bucket, Instant now) {
    return new IterationDecisions(bucket, event -> apply(event), now);
  }

  private static BuildDecisions builds(BucketState bucket, Instant now) {
    return new BuildDecisions(bucket, event -> apply(event), now);
  }

  private static ChannelDecisions channels(BucketState bucket, Instant now) {
    return new ChannelDecisions(bucket, event -> apply(event), now);
  }

  private static RevocationDecisions revocations(BucketState bucket, Instant now) {
    return new RevocationDecisions(bucket, event -> apply(event), now);
  }

  /** The one place where state changes: by what has happened. */
  @EventSourcingHandler
  void on(BucketEvent event) {
    switch (event) {
      case BucketCreated created -> {
        stream = StreamName.bucket(created.projectId(), created.name()).value();
        state = new BucketState(created);
      }
      case BucketUpdated updated -> living().on(updated);
      case BucketDeleted _ -> state = null;
      case IterationCreated created -> living().iterations().on(created);
      case IterationPublished published -> living().iterations().on(published);
      case IterationDeleted deleted -> {
        living().iterations().on(deleted);
        living().channels().on(deleted);
      }
      case ChildRecorded recorded -> lineage.on(recorded);
      case IterationRevoked revoked -> living().iterations().on(revoked);
      case RevocationScheduled scheduled -> living().iterations().on(scheduled);
      case RevocationTookEffect due -> living().iterations().on(due);
      case RevocationCancelled cancelled -> living().iterations().on(cancelled);
      case IterationRestored restored -> living().iterations().on(restored);
      case RevocationInherited inherited -> living().iterations().on(inherited);
      case InheritedRevocationEnded ended -> living().iterations().on(ended);
      case BuildCreated created -> living().iterations().on(created);
      case BuildDescribed described -> living().iterations().on(described);
      case ArtifactsRecorded recorded -> living().iterations().on(recorded);
      case ParentRecorded recorded -> living().iterations().on(recorded);
      case BuildStarted started -> living().iterations().on(started);
      case BuildFinished finished -> living().iterations().on(finished);
      case BuildFailed failed -> living().iterations().on(failed);
      case BuildCancelled cancelled -> living().iterations().on(cancelled);
      case BuildTimedOut timedOut -> living().iterations().on(timedOut);
      case BuildDeleted deleted -> living().iterations().on(deleted);
      case ChannelCreated created -> living().channels().on(created);
      case ChannelRestrictionChanged changed -> living().channels().on(changed);
      case ChannelRevocationPolicyChanged changed -> living().channels().on(changed);
      case ChannelAssigned assigned -> living().channels().on(assigned);
      case ChannelUnassigned unassigned -> living().channels().on(unassigned);
      case ChannelRolledBack rolledBack -> living().channels().on(rolledBack);
      case ChannelDeleted deleted -> living().channels().on(deleted);
    }
  }

  private BucketState living() {
    return Objects.requireNonNull(state, "a fact about a bucket that is not there");
  }
}
