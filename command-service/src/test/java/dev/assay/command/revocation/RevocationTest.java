package dev.assay.command.revocation;

import static dev.assay.command.bucket.BucketFixtures.*;

import dev.assay.command.bucket.BucketCommand.CopyAssignment;
import dev.assay.command.bucket.BucketCommand.RecordDueRevocation;
import dev.assay.command.bucket.BucketCommand.RestoreIteration;
import dev.assay.command.bucket.BucketCommand.RevokeIteration;
import dev.assay.command.bucket.BucketCommand.RollbackChannel;
import dev.assay.command.bucket.BucketCommand.UpdateChannel;
import dev.assay.command.bucket.BucketScenario;
import dev.assay.events.bucket.BucketEvent.ChannelAssigned;
import dev.assay.events.bucket.BucketEvent.ChannelRevocationPolicyChanged;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.IterationRestored;
import dev.assay.events.bucket.BucketEvent.IterationRevoked;
import dev.assay.events.bucket.BucketEvent.RevocationCancelled;
import dev.assay.events.bucket.BucketEvent.RevocationInherited;
import dev.assay.events.bucket.BucketEvent.RevocationScheduled;
import dev.assay.events.bucket.BucketEvent.RevocationTookEffect;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.AssignmentCause;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.channel.OnRevocation;
import dev.assay.events.channel.RollbackCause;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.RevokedAncestor;
import dev.assay.projections.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RevocationTest {

  private static final Instant LATER = NOW.plus(Duration.ofDays(1));
  private static final Instant EARLIER = NOW.minus(Duration.ofDays(1));

  private static BucketScenario twoComplete() {
    return BucketScenario.given(emptyBucket()).and(complete(1)).and(complete(2));
  }

  private static RevokeIteration revoke(int n, @Nullable Instant at) {
    return new RevokeIteration(PROJECT, UBUNTU, fingerprint(n), at, "CVE", false, false);
  }

  private static RestoreIteration restore(int n) {
    return new RestoreIteration(PROJECT, UBUNTU, fingerprint(n));
  }

  private static IterationRevoked revoked(int n) {
    return new IterationRevoked(BUCKET, iteration(n), "CVE", false, false);
  }

  private static RevocationScheduled scheduled(int n, Instant at) {
    return new RevocationScheduled(BUCKET, iteration(n), at, "CVE", false, false);
  }

  private static RevocationInherited inherited(int n, @Nullable Instant at) {
    RevokedAncestor from =
        new RevokedAncestor(
            PROJECT,
            new BucketId("base"),
            new BucketName("base"),
            new IterationId("base-1"),
            fingerprint(9),
            1);
    return new RevocationInherited(BUCKET, iteration(n), from, at, null, false);
  }

  private static ChannelRolledBack back(
      ChannelId channel, @Nullable Integer to, int from, RollbackCause cause) {
    return new ChannelRolledBack(
        BUCKET, channel, to == null ? null : iteration(to), iteration(from), cause);
  }

  @Nested
  class Revoke {

    @Test
    void givenChannelsOnIt_whenRevokedAtOnce_thenAllGoBackToTheLastGoodOne() {
      twoComplete()
          .and(productionCreated(), productionAt(2, null))
          .when(revoke(2, null))
          .then(
              revoked(2),
              back(LATEST, 1, 2, RollbackCause.REVOCATION),
              back(PRODUCTION, null, 2, RollbackCause.REVOCATION));
    }

    @Test
    void givenInstantInThePast_whenRevoked_thenAtOnce() {
      twoComplete()
          .when(revoke(2, EARLIER))
          .then(revoked(2), back(LATEST, 1, 2, RollbackCause.REVOCATION));
    }

    @Test
    void givenEarlierOneRevokedToo_whenRevoked_thenItIsSkipped() {
      twoComplete()
          .and(complete(3))
          .and(revoked(2))
          .when(revoke(3, null))
          .then(revoked(3), back(LATEST, 1, 3, RollbackCause.REVOCATION));
    }

    @Test
    void givenScheduleThatIsDue_whenRolledBack_thenItIsNoGoodOneEither() {
      twoComplete()
          .and(scheduled(1, EARLIER))
          .when(revoke(2, null))
          .then(revoked(2), back(LATEST, null, 2, RollbackCause.REVOCATION));
    }

    @Test
    void whenScheduled_thenChannelsStay() {
      twoComplete().when(revoke(2, LATER)).then(scheduled(2, LATER));
    }

    @Test
    void givenSchedule_whenScheduledAnewOrAtOnce_thenReplaced() {
      Instant other = LATER.plusSeconds(1);
      twoComplete().and(scheduled(2, LATER)).when(revoke(2, other)).then(scheduled(2, other));
      twoComplete().and(scheduled(1, LATER)).when(revoke(1, null)).then(revoked(1));
    }

    @Test
    void givenSameSchedule_whenRepeated_thenNothing() {
      twoComplete().and(scheduled(2, LATER)).when(revoke(2, LATER)).thenNothing();
    }

    @Test
    void givenRevoked_whenRevokedAgain_thenRefused() {
      twoComplete()
          .and(revoked(1))
          .when(revoke(1, null))
          .thenRefused(Refusal.FailedPrecondition.class, "fp-1 is revoked");
      twoComplete()
          .and(scheduled(1, EARLIER))
          .when(revoke(1, LATER))
          .thenRefused(Refusal.FailedPrecondition.class, "fp-1 is revoked");
      twoComplete()
          .and(inherited(1, null))
          .when(revoke(1, LATER))
          .thenRefused(Refusal.FailedPrecondition.class, "fp-1 is revoked");
    }

    @Test
    void givenInheritedSchedule_whenRevokedEarlierByHand_thenRevoked() {
      twoComplete().and(inherited(1, LATER)).when(revoke(1, null)).then(revoked(1));
    }

    @Test
    void givenIncomplete_whenRevoked_thenRefused() {
      BucketScenario.given(emptyBucket())
          .and(iterationCreated(1))
          .when(revoke(1, null))
          .thenRefused(Refusal.FailedPrecondition.class, "incomplete");
    }

    @Test
    void givenNone_whenRevoked_thenMissingAsClientsKnowIt() {
      twoComplete().when(revoke(7, null)).thenRefused(Refusal.Aborted.class, "fp-7");
    }

    @Test
    void givenHoldAndEmpty_whenRevoked_thenEachChannelDoesAsItIsSet() {
      ChannelId held = new ChannelId("held");
      twoComplete()
          .and(
              productionCreated(),
              productionAt(1, null),
              productionAt(2, 1),
              new ChannelRevocationPolicyChanged(BUCKET, PRODUCTION, OnRevocation.EMPTY))
          .and(
              new dev.assay.events.bucket.BucketEvent.ChannelCreated(
                  BUCKET, held, new ChannelName("held"), false, false),
              new ChannelAssigned(BUCKET, held, iteration(2), null, AssignmentCause.MANUAL),
              new ChannelRevocationPolicyChanged(BUCKET, held, OnRevocation.HOLD))
          .when(revoke(2, null))
          .then(
              revoked(2),
              back(LATEST, 1, 2, RollbackCause.REVOCATION),
              back(PRODUCTION, null, 2, RollbackCause.REVOCATION));
    }

    @Test
    void givenRollbackDisabled_whenRevoked_thenChannelsStay() {
      twoComplete()
          .when(new RevokeIteration(PROJECT, UBUNTU, fingerprint(2), null, "", false, true))
          .then(new IterationRevoked(BUCKET, iteration(2), "", false, true));
    }
  }

  @Nested
  class Restore {

    @Test
    void givenRevoked_whenRestored_thenChannelsDoNotMoveForward() {
      twoComplete()
          .and(revoked(2), back(LATEST, 1, 2, RollbackCause.REVOCATION))
          .when(restore(2))
          .then(new IterationRestored(BUCKET, iteration(2)));
    }

    @Test
    void givenSchedule_whenRestored_thenCancelled() {
      twoComplete()
          .and(scheduled(2, LATER))
          .when(restore(2))
          .then(new RevocationCancelled(BUCKET, iteration(2)));
    }

    @Test
    void givenValid_whenRestored_thenRefused() {
      twoComplete()
          .when(restore(2))
          .thenRefused(Refusal.FailedPrecondition.class, "is not revoked");
    }

    @Test
    void givenInherited_whenRestored_thenRefusedWithoutNamingTheAncestor() {
      twoComplete()
          .and(inherited(2, null))
          .when(restore(2))
          .thenRefused(
              Refusal.FailedPrecondition.class,
              "(expected: restore of the version that it inherited it from)");
    }

    @Test
    void givenOwnAndInherited_whenRestored_thenOnlyItsOwnEnds() {
      twoComplete()
          .and(revoked(2), inherited(2, null))
          .when(restore(2))
          .then(new IterationRestored(BUCKET, iteration(2)));
    }
  }

  @Nested
  class Timer {

    private RecordDueRevocation due(Instant at) {
      return new RecordDueRevocation(PROJECT, UBUNTU, fingerprint(1), at);
    }

    @Test
    void givenDueSchedule_whenTimerComes_thenRecordedOnce() {
      RevocationTookEffect fact = new RevocationTookEffect(BUCKET, iteration(1), EARLIER);
      twoComplete().and(scheduled(1, EARLIER)).when(due(EARLIER)).then(fact);
      twoComplete().and(scheduled(1, EARLIER), fact).when(due(EARLIER)).thenNothing();
    }

    @Test
    void givenOtherScheduleOrNone_whenTimerComes_thenNothing() {
      twoComplete().and(scheduled(1, LATER)).when(due(EARLIER)).thenNothing();
      twoComplete().and(scheduled(1, LATER)).when(due(LATER)).thenNothing();
      twoComplete().when(due(EARLIER)).thenNothing();
    }
  }

  @Nested
  class Assign {

    @Test
    void givenRevoked_whenAssignedToChannel_thenRejected() {
      twoComplete()
          .and(productionCreated(), revoked(1))
          .when(assign(PRODUCTION_NAME, 1))
          .thenRefused(Refusal.FailedPrecondition.class, "fp-1 is revoked");
    }

    @Test
    void givenScheduled_whenAssignedToChannel_thenAssigned() {
      twoComplete()
          .and(productionCreated(), scheduled(1, LATER))
          .when(assign(PRODUCTION_NAME, 1))
          .then(productionAt(1, null));
    }

    @Test
    void givenSourceOnRevoked_whenCopied_thenRejected() {
      twoComplete()
          .and(productionCreated(), scheduled(2, EARLIER))
          .when(new CopyAssignment(PROJECT, UBUNTU, new ChannelName("latest"), PRODUCTION_NAME))
          .thenRefused(Refusal.FailedPrecondition.class, "fp-2 is revoked");
    }

    @Test
    void givenInheritedRevocation_whenCompleted_thenLatestStays() {
      twoComplete()
          .and(iterationCreated(3), buildCreated(3, 1), buildStarted(3, 1), inherited(3, null))
          .when(updateBuild(3, 1, BuildStatus.DONE))
          .then(buildFinished(3, 1), published(3, 3));
    }

    @Test
    void givenInheritedSchedule_whenCompleted_thenLatestFollows() {
      twoComplete()
          .and(iterationCreated(3), buildCreated(3, 1), buildStarted(3, 1), inherited(3, LATER))
          .when(updateBuild(3, 1, BuildStatus.DONE))
          .then(buildFinished(3, 1), published(3, 3), latestAt(3, 2));
    }
  }

  @Nested
  class Rollback {

    private RollbackChannel rollBack(@Nullable Integer to) {
      return new RollbackChannel(
          PROJECT, UBUNTU, PRODUCTION_NAME, to == null ? null : fingerprint(to));
    }

    private BucketScenario threeOnProduction() {
      return twoComplete()
          .and(complete(3))
          .and(productionCreated(), productionAt(1, null), productionAt(2, 1), productionAt(3, 2));
    }

    @Test
    void whenRolledBackTwice_thenFurtherBackAndNeverForward() {
      threeOnProduction().when(rollBack(null)).then(back(PRODUCTION, 2, 3, RollbackCause.MANUAL));
      threeOnProduction()
          .and(back(PRODUCTION, 2, 3, RollbackCause.MANUAL))
          .when(rollBack(null))
          .then(back(PRODUCTION, 1, 2, RollbackCause.MANUAL));
      threeOnProduction()
          .and(
              back(PRODUCTION, 2, 3, RollbackCause.MANUAL),
              back(PRODUCTION, 1, 2, RollbackCause.MANUAL))
          .when(rollBack(null))
          .thenRefused(Refusal.FailedPrecondition.class, "cannot go further back");
    }

    @Test
    void givenTarget_whenRolledBack_thenThere() {
      threeOnProduction().when(rollBack(1)).then(back(PRODUCTION, 1, 3, RollbackCause.MANUAL));
    }

    @Test
    void givenTargetThatWasLeft_whenRolledBack_thenRefused() {
      threeOnProduction()
          .and(back(PRODUCTION, 2, 3, RollbackCause.MANUAL))
          .when(rollBack(3))
          .thenRefused(Refusal.FailedPrecondition.class, "cannot go further back");
    }

    @Test
    void givenRevokedInBetween_whenRolledBack_thenSkipped() {
      threeOnProduction()
          .and(revoked(2))
          .when(rollBack(null))
          .then(back(PRODUCTION, 1, 3, RollbackCause.MANUAL));
    }

    @Test
    void givenLeftByHand_whenTheNextOneIsRevoked_thenNotForwardEither() {
      threeOnProduction()
          .and(back(PRODUCTION, 2, 3, RollbackCause.MANUAL))
          .when(revoke(2, null))
          .then(revoked(2), back(PRODUCTION, 1, 2, RollbackCause.REVOCATION));
    }

    @Test
    void givenManagedOrEmptyOrMissing_whenRolledBack_thenRefused() {
      twoComplete()
          .when(new RollbackChannel(PROJECT, UBUNTU, new ChannelName("latest"), null))
          .thenRefused(Refusal.FailedPrecondition.class, "managed");
      twoComplete()
          .and(productionCreated())
          .when(rollBack(null))
          .thenRefused(Refusal.FailedPrecondition.class, "no version");
      twoComplete().when(rollBack(null)).thenRefused(Refusal.NotFound.class, "production");
    }
  }

  @Nested
  class Policy {

    private UpdateChannel follow(ChannelName channel, OnRevocation policy) {
      return new UpdateChannel(PROJECT, UBUNTU, channel, null, null, policy);
    }

    @Test
    void whenSet_thenRecordedOnce() {
      ChannelRevocationPolicyChanged hold =
          new ChannelRevocationPolicyChanged(BUCKET, PRODUCTION, OnRevocation.HOLD);
      twoComplete()
          .and(productionCreated())
          .when(follow(PRODUCTION_NAME, OnRevocation.HOLD))
          .then(hold);
      twoComplete()
          .and(productionCreated(), hold)
          .when(follow(PRODUCTION_NAME, OnRevocation.HOLD))
          .thenNothing();
    }

    @Test
    void givenManagedChannel_whenSet_thenRefused() {
      twoComplete()
          .when(follow(new ChannelName("latest"), OnRevocation.HOLD))
          .thenRefused(Refusal.FailedPrecondition.class, "managed");
    }
  }
}
