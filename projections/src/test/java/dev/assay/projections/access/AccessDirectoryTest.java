package dev.assay.projections.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.access.AccessEvent;
import dev.assay.events.access.AccessEvent.KeyCreated;
import dev.assay.events.access.AccessEvent.KeyRevoked;
import dev.assay.events.access.AccessEvent.OrganizationCreated;
import dev.assay.events.access.AccessEvent.ProjectCreated;
import dev.assay.events.access.AccessEvent.RoleGranted;
import dev.assay.events.access.AccessEvent.RoleWithdrawn;
import dev.assay.events.access.AccessEvent.ServicePrincipalCreated;
import dev.assay.events.access.AccessEvent.ServicePrincipalDeleted;
import dev.assay.events.access.ClientId;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.access.Role;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.channel.OnRevocation;
import dev.assay.events.journal.StreamName;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.fixtures.Journals;
import dev.assay.projections.fixtures.Story;
import dev.assay.projections.refusal.Refusal.PermissionDenied;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AccessDirectoryTest {

  private static final OrganizationId ACME = new OrganizationId("acme");
  private static final OrganizationId OTHER = new OrganizationId("other");
  private static final ProjectId IMAGES = new ProjectId("images");
  private static final ProjectId FOREIGN = new ProjectId("foreign");
  private static final PrincipalId CI = new PrincipalId("ci");
  private static final ClientId KEY = new ClientId("client");
  private static final BucketName UBUNTU = new BucketName("ubuntu");
  private static final Instant NOW = Story.START;

  /** SHA-256 of "open sesame". */
  private static final String SHA256 =
      "41ef4bb0b23661e66301aac36066912dac037827b4ae63a7b1165a5aa93ed4eb";

  private final Journals journals = new Journals();
  private final AccessDirectory directory = new AccessDirectory(journals.journal());

  @BeforeEach
  void organisations() {
    tell(
        ACME,
        new OrganizationCreated(ACME, "Acme"),
        new ProjectCreated(IMAGES, "images", ""),
        new ServicePrincipalCreated(CI, "ci-bot", null),
        new KeyCreated(KEY, CI, SHA256, null));
    tell(
        OTHER, new OrganizationCreated(OTHER, "Other"), new ProjectCreated(FOREIGN, "foreign", ""));
  }

  @AfterEach
  void close() {
    journals.close();
  }

  private void tell(OrganizationId organization, AccessEvent... events) {
    journals.append(StreamName.access(organization), NOW, Story.ALICE, List.of(events));
  }

  private Access ci() {
    return directory.access(CI).orElseThrow();
  }

  @Nested
  class Keys {

    @Test
    void givenKey_whenSecretIsRight_thenItsPrincipal() {
      assertThat(directory.authenticate(KEY, "open sesame", NOW).orElseThrow().principal().name())
          .isEqualTo("ci-bot");
    }

    @Test
    void givenKey_whenSecretIsWrongOrKeyUnknown_thenNobody() {
      assertThat(directory.authenticate(KEY, "open sesam", NOW)).isEmpty();
      assertThat(directory.authenticate(new ClientId("x"), "open sesame", NOW)).isEmpty();
    }

    @Test
    void givenKey_whenRevoked_thenStopsWithTheNextCall() {
      assertThat(directory.access(KEY, NOW)).isPresent();
      tell(ACME, new KeyRevoked(KEY));

      assertThat(directory.access(KEY, NOW)).isEmpty();
      assertThat(directory.authenticate(KEY, "open sesame", NOW)).isEmpty();
    }

    @Test
    void givenKeyWithATime_whenItHasCome_thenItNoLongerWorks() {
      var timed = new ClientId("timed");
      tell(ACME, new KeyCreated(timed, CI, SHA256, NOW.plusSeconds(1)));

      assertThat(directory.authenticate(timed, "open sesame", NOW)).isPresent();
      assertThat(directory.authenticate(timed, "open sesame", NOW.plusSeconds(1))).isEmpty();
    }

    @Test
    void givenPrincipal_whenDeleted_thenKeysAndRolesAreGone() {
      tell(ACME, new RoleGranted(CI, Role.OWNER, "organization/acme"));
      tell(ACME, new ServicePrincipalDeleted(CI));

      assertThat(directory.access(KEY, NOW)).isEmpty();
      assertThat(directory.access(CI)).isEmpty();
      assertThat(directory.organization(ACME).orElseThrow().keys()).isEmpty();
      assertThat(directory.organization(ACME).orElseThrow().bindings()).isEmpty();
    }
  }

  @Nested
  class Roles {

    @Test
    void givenNoRole_thenNothingIsAllowedAndNoProjectIsSeen() {
      assertThat(ci().role(IMAGES)).isEmpty();
      assertThat(ci().projects()).isEmpty();
      assertThat(ci().refusal(Permission.READ, IMAGES))
          .contains(
              new PermissionDenied(
                  "principal ci-bot may not read in project images"
                      + " (expected: roles/viewer or more)"));
    }

    @Test
    void givenOrganisationRole_thenItHoldsInProjectsAndBuckets() {
      tell(ACME, new RoleGranted(CI, Role.CONTRIBUTOR, "organization/acme"));

      assertThat(ci().may(Permission.WRITE, IMAGES)).isTrue();
      assertThat(ci().may(Permission.WRITE, IMAGES, UBUNTU)).isTrue();
      assertThat(ci().may(Permission.ADMINISTER, IMAGES)).isFalse();
    }

    @Test
    void givenOrganisationOwner_thenForeignProjectsStayClosed() {
      tell(ACME, new RoleGranted(CI, Role.OWNER, "organization/acme"));

      assertThat(ci().may(Permission.READ, FOREIGN)).isFalse();
      assertThat(ci().organization().id()).isEqualTo(ACME);
    }

    @Test
    void givenBucketRoleOnly_thenThatBucketAndNothingElse() {
      tell(ACME, new RoleGranted(CI, Role.CONTRIBUTOR, "packer/project/images/bucket/ubuntu"));

      assertThat(ci().may(Permission.WRITE, IMAGES, UBUNTU)).isTrue();
      assertThat(ci().may(Permission.READ, IMAGES, new BucketName("ubuntu2"))).isFalse();
      assertThat(ci().may(Permission.READ, IMAGES)).isFalse();
      assertThat(ci().projects()).extracting(ProjectRecord::id).containsExactly(IMAGES);
    }

    @Test
    void givenSeveralRoles_thenTheStrongestCountsAndWithdrawingOneLeavesTheOther() {
      tell(
          ACME,
          new RoleGranted(CI, Role.VIEWER, "organization/acme"),
          new RoleGranted(CI, Role.ADMIN, "project/images"));
      assertThat(ci().role(IMAGES)).contains(Role.ADMIN);

      tell(ACME, new RoleWithdrawn(CI, Role.ADMIN, "project/images"));
      assertThat(ci().role(IMAGES)).contains(Role.VIEWER);
    }

    @Test
    void givenViewer_whenChannelIsRestricted_thenRefusedByName() {
      tell(ACME, new RoleGranted(CI, Role.VIEWER, "project/images"));

      assertThat(ci().refusalToRead(IMAGES, UBUNTU, channel(false))).isEmpty();
      assertThat(ci().refusalToRead(IMAGES, UBUNTU, channel(true)))
          .contains(
              new PermissionDenied(
                  "channel production of bucket ubuntu is restricted"
                      + " (expected: roles/contributor or more)"));
    }

    @Test
    void givenContributor_whenChannelIsRestricted_thenAllowed() {
      tell(ACME, new RoleGranted(CI, Role.CONTRIBUTOR, "project/images"));

      assertThat(ci().mayRead(IMAGES, UBUNTU, channel(true))).isTrue();
    }

    private ChannelRecord channel(boolean restricted) {
      return new ChannelRecord(
          new ChannelId("c"),
          Story.BUCKET,
          new ChannelName("production"),
          false,
          restricted,
          OnRevocation.ROLL_BACK,
          "alice",
          null,
          NOW,
          NOW,
          0);
    }
  }

  @Test
  void givenOrganisations_thenProjectsKnowTheirs() {
    assertThat(directory.organizationOf(IMAGES)).contains(ACME);
    assertThat(directory.organizationOf(FOREIGN)).contains(OTHER);
    assertThat(directory.organizationOf(new ProjectId("none"))).isEmpty();
  }

  @Test
  void givenEveryAccessEvent_thenThisTestTellsIt() {
    var told =
        Stream.of(
            OrganizationCreated.class,
            ProjectCreated.class,
            ServicePrincipalCreated.class,
            ServicePrincipalDeleted.class,
            KeyCreated.class,
            KeyRevoked.class,
            RoleGranted.class,
            RoleWithdrawn.class);
    assertThat(AccessEvent.class.getPermittedSubclasses())
        .containsExactlyInAnyOrder(told.toArray(Class<?>[]::new));
  }
}
