package dev.assay.command.access;

import static dev.assay.command.access.AccessFixtures.*;
import static dev.assay.command.bucket.BucketFixtures.ORGANIZATION;
import static dev.assay.command.bucket.BucketFixtures.PROJECT;
import static dev.assay.command.bucket.BucketFixtures.UBUNTU;
import static dev.assay.command.bucket.BucketFixtures.createBucket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.command.access.AccessCommand.CreateServicePrincipal;
import dev.assay.command.access.AccessCommand.GrantRole;
import dev.assay.command.access.AccessCommand.SetPolicy;
import dev.assay.command.bucket.BucketCommand.CreateBucket;
import dev.assay.command.bucket.BucketCommand.DeleteBucket;
import dev.assay.command.execution.Command;
import dev.assay.command.execution.CommandResult.Refused;
import dev.assay.command.execution.CommandResult.Unchanged;
import dev.assay.command.execution.Instance;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.access.Role;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.channel.ChannelId;
import dev.assay.projections.access.AccessDirectory;
import dev.assay.projections.access.AccessRecord;
import dev.assay.projections.access.Binding;
import dev.assay.projections.access.PolicyRecord;
import dev.assay.projections.access.Resource;
import dev.assay.projections.access.Resource.OfOrganization;
import dev.assay.projections.access.Resource.OfProject;
import dev.assay.projections.refusal.Refusal;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrganizationTest {

  private final Instance instance = Instance.alone();
  private final AccessDirectory directory = new AccessDirectory(instance.memory());

  @Nested
  class Principals {

    @Test
    void givenNewName_whenCreated_thenThere() {
      instance.done(createInProject("ci"));
      assertThat(record().principals().get(id("ci")).name()).isEqualTo("ci");
    }

    @Test
    void givenSameCommandTwice_whenRepeated_thenNothingIsAppended() {
      instance.done(create("ci"));
      assertThat(instance.execute(create("ci"))).isInstanceOf(Unchanged.class);
    }

    @Test
    void givenNameInUse_whenCreatedAgain_thenAlreadyExists() {
      instance.done(create("ci"));
      CreateServicePrincipal other =
          new CreateServicePrincipal(ORGANIZATION, new PrincipalId("other"), "ci", null);
      refused(other, Refusal.AlreadyExists.class, "ci");
      instance.done(delete("ci"));
      instance.done(other);
    }

    @Test
    void givenSameName_whenOneIsOfTheProjectAndOneOfTheOrganisation_thenBothAreThere() {
      instance.done(create("ci"));
      instance.done(
          new CreateServicePrincipal(ORGANIZATION, new PrincipalId("other"), "ci", PROJECT));
      assertThat(record().principals()).hasSize(2);
    }

    @Test
    void givenUnknownProjectOrOrganisation_whenCreated_thenNotFound() {
      ProjectId nowhere = new ProjectId("nowhere");
      refused(
          new CreateServicePrincipal(ORGANIZATION, id("ci"), "ci", nowhere),
          Refusal.NotFound.class,
          "nowhere");
    }

    @Test
    void givenKeysAndRoles_whenDeleted_thenTheyEndWithIt() {
      instance.done(create("ci"));
      instance.done(createKey("ci", "k1"));
      instance.done(grant("ci", Role.VIEWER, THE_PROJECT));
      instance.done(delete("ci"));
      assertThat(record().principals()).isEmpty();
      assertThat(record().keys()).isEmpty();
      assertThat(policy(THE_PROJECT).bindings()).isEmpty();
      refused(delete("ci"), Refusal.NotFound.class, "ci");
      refused(createKey("ci", "k2"), Refusal.NotFound.class, "ci");
    }
  }

  @Nested
  class Keys {

    @Test
    void givenSeveralKeys_whenOneIsRevoked_thenTheOthersStand() {
      instance.done(create("ci"));
      instance.done(createKey("ci", "k1"));
      instance.done(createKey("ci", "k2"));
      instance.done(revokeKey("k1"));
      assertThat(record().keysOf(id("ci")).map(key -> key.clientId().value()).toList())
          .containsExactly("k2");
      refused(revokeKey("k1"), Refusal.NotFound.class, "k1");
    }

    @Test
    void givenSameCommandTwice_whenRepeated_thenNothingIsAppended() {
      instance.done(create("ci"));
      instance.done(createKey("ci", "k1"));
      assertThat(instance.execute(createKey("ci", "k1"))).isInstanceOf(Unchanged.class);
      instance.done(create("other"));
      refused(createKey("other", "k1"), Refusal.AlreadyExists.class, "k1");
    }

    @Test
    void givenPastExpiry_whenCreated_thenInvalid() {
      instance.done(create("ci"));
      refused(createKey("ci", "k1", Instant.EPOCH), Refusal.InvalidArgument.class, "expires_at");
    }

    @Test
    void givenAsManyAsAllowed_whenOneMore_thenRefusedUntilOneIsRevoked() {
      instance.done(create("ci"));
      IntStream.range(0, PrincipalDecisions.MOST_KEYS)
          .forEach(n -> instance.done(createKey("ci", "k" + n)));
      refused(createKey("ci", "more"), Refusal.FailedPrecondition.class, "revoke one");
      instance.done(revokeKey("k0"));
      instance.done(createKey("ci", "more"));
    }
  }

  @Nested
  class Roles {

    @Test
    void givenPrincipal_whenGrantedAndWithdrawn_thenHeldInBetween() {
      instance.done(create("ci"));
      instance.done(grant("ci", Role.ADMIN, THE_PROJECT));
      assertThat(policy(THE_PROJECT).bindings())
          .containsExactly(new Binding(id("ci"), Role.ADMIN, THE_PROJECT.name()));
      assertThat(instance.execute(grant("ci", Role.ADMIN, THE_PROJECT)))
          .isInstanceOf(Unchanged.class);
      instance.done(withdraw("ci", Role.ADMIN, THE_PROJECT));
      assertThat(policy(THE_PROJECT).bindings()).isEmpty();
      assertThat(instance.execute(withdraw("ci", Role.ADMIN, THE_PROJECT)))
          .isInstanceOf(Unchanged.class);
    }

    @Test
    void givenOwner_whenGrantedBelowTheOrganisation_thenInvalid() {
      instance.done(create("ci"));
      instance.done(createBucket());
      refused(grant("ci", Role.OWNER, THE_PROJECT), Refusal.InvalidArgument.class, "roles/admin");
      refused(grant("ci", Role.OWNER, THE_BUCKET), Refusal.InvalidArgument.class, "roles/admin");
      instance.done(grant("ci", Role.OWNER, THE_ORGANIZATION));
    }

    @Test
    void givenPrincipalOfTheProject_whenGrantedOnTheOrganisation_thenInvalid() {
      instance.done(createInProject("ci"));
      refused(
          grant("ci", Role.VIEWER, THE_ORGANIZATION), Refusal.InvalidArgument.class, "principal");
      instance.done(grant("ci", Role.VIEWER, THE_PROJECT));
    }

    @Test
    void givenUnknownPrincipalOrResource_whenGranted_thenRefused() {
      refused(grant("ci", Role.VIEWER, THE_PROJECT), Refusal.InvalidArgument.class, "id-of-ci");
      instance.done(create("ci"));
      refused(grant("ci", Role.VIEWER, THE_BUCKET), Refusal.NotFound.class, UBUNTU.value());
      refused(
          grant("ci", Role.VIEWER, new OfProject(new ProjectId("nowhere"))),
          Refusal.NotFound.class,
          "nowhere");
    }
  }

  @Nested
  class Policies {

    @Test
    void givenPolicy_whenReplacedWithItsTag_thenOthersLoseTheirRoles() {
      instance.done(create("a"));
      instance.done(create("b"));
      instance.done(set(THE_PROJECT, "", member("a", Role.VIEWER), member("b", Role.CONTRIBUTOR)));
      instance.done(set(THE_PROJECT, policy(THE_PROJECT).etag(), member("b", Role.ADMIN)));
      assertThat(policy(THE_PROJECT).bindings())
          .containsExactly(new Binding(id("b"), Role.ADMIN, THE_PROJECT.name()));
    }

    @Test
    void givenChangeInBetween_whenReplacedWithTheOldTag_thenAborted() {
      instance.done(create("a"));
      instance.done(set(THE_PROJECT, "", member("a", Role.VIEWER)));
      String old = policy(THE_PROJECT).etag();
      instance.done(set(THE_PROJECT, old));
      instance.done(set(THE_PROJECT, policy(THE_PROJECT).etag(), member("a", Role.VIEWER)));
      assertThat(policy(THE_PROJECT).etag()).isNotEqualTo(old);
      refused(set(THE_PROJECT, old), Refusal.Aborted.class, old);
      refused(set(THE_PROJECT, ""), Refusal.Aborted.class, "empty");
    }

    @Test
    void givenMemberWhoWasDeleted_whenReplacedWithTheTagFromBefore_thenAborted() {
      instance.done(create("a"));
      instance.done(create("b"));
      instance.done(set(THE_PROJECT, "", member("a", Role.VIEWER), member("b", Role.VIEWER)));
      String before = policy(THE_PROJECT).etag();
      instance.done(delete("a"));
      refused(set(THE_PROJECT, before, member("b", Role.ADMIN)), Refusal.Aborted.class, before);
    }

    @Test
    void givenOneBadMember_whenReplaced_thenNothingChanges() {
      instance.done(create("a"));
      refused(
          set(THE_PROJECT, "", member("a", Role.VIEWER), member("who", Role.VIEWER)),
          Refusal.InvalidArgument.class,
          "policy.bindings[0].members[0]",
          "id-of-who");
      assertThat(record().policy(THE_PROJECT)).isEmpty();
    }

    @Test
    void givenSameMembers_whenReplaced_thenNothingIsAppended() {
      instance.done(create("a"));
      instance.done(set(THE_PROJECT, "", member("a", Role.VIEWER)));
      SetPolicy same = set(THE_PROJECT, policy(THE_PROJECT).etag(), member("a", Role.VIEWER));
      assertThat(instance.execute(same)).isInstanceOf(Unchanged.class);
    }
  }

  @Nested
  class LastOwner {

    @Test
    void givenOnlyOwner_whenItsRoleKeyOrSelfIsTaken_thenRefused() {
      owner("alice");
      refused(delete("alice"), Refusal.FailedPrecondition.class, "owner");
      refused(revokeKey("key-alice"), Refusal.FailedPrecondition.class, "owner");
      refused(
          withdraw("alice", Role.OWNER, THE_ORGANIZATION),
          Refusal.FailedPrecondition.class,
          "owner");
      refused(
          set(THE_ORGANIZATION, policy(THE_ORGANIZATION).etag(), member("alice", Role.ADMIN)),
          Refusal.FailedPrecondition.class,
          "owner");
    }

    @Test
    void givenSecondOwnerWithoutAKey_whenTheFirstIsDeleted_thenRefused() {
      owner("alice");
      instance.done(create("bob"));
      instance.done(grant("bob", Role.OWNER, THE_ORGANIZATION));
      refused(delete("alice"), Refusal.FailedPrecondition.class, "key that works");
      instance.done(createKey("bob", "key-bob"));
      instance.done(delete("alice"));
      refused(revokeKey("key-bob"), Refusal.FailedPrecondition.class, "owner");
    }

    @Test
    void givenTwoKeysOfTheOnlyOwner_whenRotated_thenOneMayGo() {
      owner("alice");
      instance.done(createKey("alice", "new"));
      instance.done(revokeKey("key-alice"));
      refused(revokeKey("new"), Refusal.FailedPrecondition.class, "owner");
    }

    private void owner(String name) {
      instance.done(create(name));
      instance.done(createKey(name, "key-" + name));
      instance.done(grant(name, Role.OWNER, THE_ORGANIZATION));
    }
  }

  @Nested
  class Buckets {

    @Test
    void givenRolesOnABucket_whenItIsDeletedAndMadeAgain_thenTheyEndedInTheSameCommit() {
      instance.done(createBucket());
      instance.done(create("ci"));
      instance.done(grant("ci", Role.ADMIN, THE_BUCKET));
      String before = policy(THE_BUCKET).etag();
      long deleted = instance.done(new DeleteBucket(PROJECT, UBUNTU)).position();
      assertThat(policy(THE_BUCKET).bindings()).isEmpty();
      assertThat(record().lastPosition()).isEqualTo(deleted);
      instance.done(
          new CreateBucket(PROJECT, UBUNTU, new BucketId("b2"), new ChannelId("c2"), "", Map.of()));
      assertThat(policy(THE_BUCKET).bindings()).isEmpty();
      refused(set(THE_BUCKET, before, member("ci", Role.ADMIN)), Refusal.Aborted.class, before);
      instance.done(set(THE_BUCKET, "", member("ci", Role.VIEWER)));
    }

    @Test
    void givenNoRolesOnABucket_whenItIsDeleted_thenNobodysRolesChange() {
      instance.done(createBucket());
      long before = record().lastPosition();
      instance.done(new DeleteBucket(PROJECT, UBUNTU));
      assertThat(record().lastPosition()).isEqualTo(before);
    }

    @Test
    void givenNoBucket_whenItsPolicyIsSet_thenNotFound() {
      instance.done(create("ci"));
      refused(set(THE_BUCKET, "", member("ci", Role.ADMIN)), Refusal.NotFound.class, "ubuntu");
    }
  }

  @Test
  void givenUnknownOrganisation_whenAsked_thenNotFound() {
    OrganizationId nowhere = new OrganizationId("nowhere");
    refused(
        new GrantRole(nowhere, id("ci"), Role.VIEWER, new OfOrganization(nowhere)),
        Refusal.NotFound.class,
        "nowhere");
  }

  private AccessRecord record() {
    instance.memory().end();
    return directory.organization(ORGANIZATION).orElseThrow();
  }

  private PolicyRecord policy(Resource resource) {
    return record().policy(resource).orElseThrow();
  }

  private void refused(Command command, Class<? extends Refusal> outcome, String... saying) {
    long before = instance.memory().end();
    assertThat(instance.execute(command))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.refusal()).isInstanceOf(outcome);
              assertThat(refused.refusal().message()).contains(saying);
            });
    assertThat(instance.memory().end()).isEqualTo(before);
  }
}
