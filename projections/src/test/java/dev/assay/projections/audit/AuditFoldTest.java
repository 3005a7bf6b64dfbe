package dev.assay.projections.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.Event;
import dev.assay.events.EventSamples;
import dev.assay.events.access.AccessEvent.KeyCreated;
import dev.assay.events.access.AccessEvent.KeyRevoked;
import dev.assay.events.access.AccessEvent.RoleGranted;
import dev.assay.events.access.AccessEvent.RoleWithdrawn;
import dev.assay.events.access.AccessEvent.ServicePrincipalCreated;
import dev.assay.events.access.ClientId;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.Role;
import dev.assay.events.bucket.BucketEvent.ArtifactsRecorded;
import dev.assay.events.bucket.BucketEvent.BucketCreated;
import dev.assay.events.bucket.BucketEvent.BucketDeleted;
import dev.assay.events.bucket.BucketEvent.BucketUpdated;
import dev.assay.events.bucket.BucketEvent.BuildCreated;
import dev.assay.events.bucket.BucketEvent.BuildDeleted;
import dev.assay.events.bucket.BucketEvent.BuildDescribed;
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
import dev.assay.events.bucket.BucketEvent.InheritedRevocationEnded;
import dev.assay.events.bucket.BucketEvent.IterationCreated;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.bucket.BucketEvent.IterationPublished;
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
import dev.assay.events.iteration.Artifact;
import dev.assay.events.iteration.ArtifactId;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.RevokedAncestor;
import dev.assay.events.iteration.TemplateType;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.RequestInfo;
import dev.assay.events.journal.StreamName;
import dev.assay.events.refusals.RecordedRefusal;
import dev.assay.events.refusals.RefusedRequest;
import dev.assay.events.system.SystemEvent.TokenKeyCreated;
import dev.assay.projections.fixtures.Story;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What rows the facts give. */
class AuditFoldTest {

  private static final OrganizationId ORGANIZATION = new OrganizationId("o-1");
  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

  private final MemoryThings things = new MemoryThings();
  private long position = -1;

  private List<AuditRow> commit(Event... events) {
    return commit(StreamName.bucket(Story.PROJECT, Story.NAME), events);
  }

  private List<AuditRow> commit(StreamName stream, Event... events) {
    position++;
    var commit =
        new Commit(
            new CommitId("commit-" + position),
            "0".repeat(64),
            ORGANIZATION,
            Story.timeOf(position),
            Story.ALICE,
            "Command",
            new RequestInfo("request-" + position, "10.0.0.7", "packer/1.15.4"),
            List.of(new Append(stream, 0, List.of(events))),
            List.of());
    return AuditFold.rows(
        new RecordedCommit(position, Story.timeOf(position), "hash", commit), things);
  }

  private AuditRow only(Event... events) {
    var rows = commit(events);
    assertThat(rows).hasSize(1);
    return rows.getFirst();
  }

  private static Change change(String field, String before, String after) {
    return new Change(field, before, after);
  }

  private void bucketWithTwoVersions() {
    commit(
        new BucketCreated(Story.BUCKET, Story.PROJECT, Story.NAME, "old", Map.of("os", "linux")),
        new ChannelCreated(Story.BUCKET, Story.LATEST, new ChannelName("latest"), true, true));
    version(Story.FIRST, "fp-1", 1);
    version(Story.SECOND, "fp-2", 2);
    commit(
        new ChannelCreated(
            Story.BUCKET, Story.PRODUCTION, new ChannelName("production"), false, false),
        new ChannelAssigned(
            Story.BUCKET, Story.PRODUCTION, Story.FIRST, null, AssignmentCause.MANUAL));
  }

  private void version(IterationId id, String fingerprint, int number) {
    commit(new IterationCreated(Story.BUCKET, id, new Fingerprint(fingerprint), TemplateType.HCL2));
    commit(new IterationPublished(Story.BUCKET, id, number));
  }

  static Stream<Event> samples() {
    return EventSamples.all().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void givenAnyEventOfThingsNeverHeardOf_thenThereIsARowWithAWhoAndAWhat(Event event) {
    var row = only(event);
    assertThat(row.actor()).isEqualTo(Story.ALICE);
    assertThat(row.request().sourceAddress()).isEqualTo("10.0.0.7");
    assertThat(row.organization()).isEqualTo(ORGANIZATION);
    assertThat(row.outcome()).isEqualTo(AuditRow.Outcome.OK);
    assertThat(row.command()).isEqualTo("Command");
    assertThat(row.place())
        .isEqualTo(new AuditPlace(Story.timeOf(0), AuditPlace.Origin.JOURNAL, 0, 0));
    assertThat(AuditAction.of(row.action())).isPresent();
    assertThat(row.subject()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void givenAnyEvent_thenNoSecretIsTold(Event event) {
    String shown = only(event).toString();
    assertThat(shown).doesNotContainIgnoringCase("sealed").doesNotContainIgnoringCase("sha256");
    if (event instanceof KeyCreated key) {
      assertThat(shown).doesNotContain(key.secretSha256());
    }
    if (event instanceof TokenKeyCreated key) {
      assertThat(shown).doesNotContain(key.sealedPrivateKey()).doesNotContain(key.publicKey());
    }
    if (event instanceof BuildDescribed described && described.metadataJson() != null) {
      assertThat(shown).doesNotContain(described.metadataJson());
    }
  }

  @Nested
  class OfBuckets {

    @Test
    void created() {
      var rows =
          commit(
              new BucketCreated(
                  Story.BUCKET, Story.PROJECT, Story.NAME, "base", Map.of("os", "linux")),
              new ChannelCreated(
                  Story.BUCKET, Story.LATEST, new ChannelName("latest"), true, true));
      assertThat(rows)
          .extracting(AuditRow::action)
          .containsExactly("bucket.create", "channel.create");
      assertThat(rows).extracting(AuditRow::id).containsExactly("0-0", "0-1");
      assertThat(rows.getFirst().changes())
          .containsExactly(change("description", null, "base"), change("labels.os", null, "linux"));
      assertThat(rows.getFirst().target())
          .isEqualTo(
              AuditTarget.bucket(Story.PROJECT.value(), Story.NAME.value(), Story.BUCKET.value()));
      assertThat(rows.getFirst().subject()).isEqualTo("bucket ubuntu");
      assertThat(rows.getLast().target().channel()).isEqualTo("latest");
    }

    @Test
    void updated() {
      bucketWithTwoVersions();
      var row = only(new BucketUpdated(Story.BUCKET, "new", Map.of("os", "linux", "eol", "2030")));
      assertThat(row.action()).isEqualTo("bucket.update");
      assertThat(row.changes())
          .containsExactly(change("description", "old", "new"), change("labels.eol", null, "2030"));
      assertThat(only(new BucketUpdated(Story.BUCKET, null, Map.of())).changes())
          .containsExactly(change("labels.eol", "2030", null), change("labels.os", "linux", null));
      assertThat(only(new BucketUpdated(Story.BUCKET, "newer", null)).changes())
          .containsExactly(change("description", "new", "newer"));
    }

    @Test
    void deletedAndMadeAgain() {
      bucketWithTwoVersions();
      assertThat(only(new BucketDeleted(Story.BUCKET)).action()).isEqualTo("bucket.delete");
      var again = new BucketId("01AGAIN");
      var row = only(new BucketCreated(again, Story.PROJECT, Story.NAME, "", Map.of()));
      assertThat(row.changes()).isEmpty();
      assertThat(row.target().bucketId()).isEqualTo("01AGAIN");
    }
  }

  @Nested
  class OfVersions {

    @Test
    void createdCompletedAndDeleted() {
      bucketWithTwoVersions();
      var third = new IterationId("01THIRD");
      var created =
          only(
              new IterationCreated(
                  Story.BUCKET, third, new Fingerprint("fp-3"), TemplateType.HCL2));
      assertThat(created.action()).isEqualTo("version.create");
      assertThat(created.target().version()).isEqualTo("fp-3");
      assertThat(created.subject()).isEqualTo("version fp-3 of bucket ubuntu");
      var completed = only(new IterationPublished(Story.BUCKET, third, 3));
      assertThat(completed.action()).isEqualTo("version.complete");
      assertThat(completed.changes()).containsExactly(change("name", "v0", "v3"));
      var deleted = only(new IterationDeleted(Story.BUCKET, third));
      assertThat(deleted.changes()).containsExactly(change("name", "v3", null));
    }

    @Test
    void revokedWithAllThatFollows() {
      bucketWithTwoVersions();
      var rows =
          commit(
              new IterationRevoked(Story.BUCKET, Story.SECOND, "CVE-2026-1", true, false),
              new ChannelRolledBack(
                  Story.BUCKET,
                  Story.PRODUCTION,
                  Story.FIRST,
                  Story.SECOND,
                  RollbackCause.REVOCATION));
      assertThat(rows)
          .extracting(AuditRow::action)
          .containsExactly("version.revoke", "channel.rollback");
      assertThat(rows.getFirst().changes())
          .containsExactly(
              change("revocation", null, "revoked"),
              change("revocation_message", null, "CVE-2026-1"),
              change("skip_descendants_revocation", null, "true"));
      assertThat(rows.getLast().changes())
          .containsExactly(change("version", "fp-2 (v2)", "fp-1 (v1)"));
      assertThat(rows.getLast().cause()).isEqualTo("revocation");
      assertThat(only(new IterationRestored(Story.BUCKET, Story.SECOND)).changes())
          .containsExactly(
              change("revocation", "revoked", null),
              change("revocation_message", "CVE-2026-1", null));
    }

    @Test
    void scheduledInForceAndCancelled() {
      bucketWithTwoVersions();
      var scheduled =
          only(new RevocationScheduled(Story.BUCKET, Story.FIRST, LATER, "", false, true));
      assertThat(scheduled.action()).isEqualTo("version.schedule_revocation");
      assertThat(scheduled.changes())
          .containsExactly(
              change("revocation", null, "scheduled for 2027-01-01T00:00:00Z"),
              change("disable_rollback_channels", null, "true"));
      var effective = only(new RevocationTookEffect(Story.BUCKET, Story.FIRST, LATER));
      assertThat(effective.action()).isEqualTo("version.revocation_effective");
      assertThat(effective.changes())
          .containsExactly(
              change(
                  "revocation",
                  "scheduled for 2027-01-01T00:00:00Z",
                  "in force since 2027-01-01T00:00:00Z"));
      commit(new RevocationScheduled(Story.BUCKET, Story.SECOND, LATER, "why", false, false));
      var cancelled = only(new RevocationCancelled(Story.BUCKET, Story.SECOND));
      assertThat(cancelled.action()).isEqualTo("version.cancel_revocation");
      assertThat(cancelled.changes())
          .containsExactly(
              change("revocation", "scheduled for 2027-01-01T00:00:00Z", null),
              change("revocation_message", "why", null));
    }

    @Test
    void inheritedAndEnded() {
      bucketWithTwoVersions();
      var ancestor =
          new RevokedAncestor(
              Story.PROJECT,
              new BucketId("01BASE"),
              new BucketName("base"),
              new IterationId("01ROOT"),
              new Fingerprint("root"),
              4);
      var inherited =
          only(new RevocationInherited(Story.BUCKET, Story.FIRST, ancestor, null, null, false));
      assertThat(inherited.action()).isEqualTo("version.inherit_revocation");
      assertThat(inherited.changes())
          .containsExactly(change("revocation_inherited_from", null, "root (v4) of bucket base"));
      var ended =
          only(new InheritedRevocationEnded(Story.BUCKET, Story.FIRST, new IterationId("01ROOT")));
      assertThat(ended.changes())
          .containsExactly(change("revocation_inherited_from", "root (v4) of bucket base", null));
    }
  }

  @Nested
  class OfBuilds {

    private final BuildCreated created =
        new BuildCreated(Story.BUCKET, Story.SECOND, Story.AWS, "amazon-ebs.ubuntu", "run-1");

    @Test
    void createdAndStartedIsOneRow() {
      bucketWithTwoVersions();
      var row = only(created, new BuildStarted(Story.BUCKET, Story.SECOND, Story.AWS));
      assertThat(row.action()).isEqualTo("build.create");
      assertThat(row.changes())
          .containsExactly(
              change("component_type", null, "amazon-ebs.ubuntu"),
              change("packer_run_uuid", null, "run-1"),
              change("status", "BUILD_UNSET", "BUILD_RUNNING"));
      assertThat(row.target().build()).isEqualTo(Story.AWS.value());
      assertThat(row.subject())
          .isEqualTo("build amazon-ebs.ubuntu of version fp-2 of bucket ubuntu");
    }

    @Test
    void doneAndCompletedIsARowForEach() {
      bucketWithTwoVersions();
      commit(created);
      var rows =
          commit(
              new BuildDescribed(
                  Story.BUCKET,
                  Story.SECOND,
                  Story.AWS,
                  null,
                  "aws",
                  Map.of("git_sha", "c0ffee"),
                  "ami-source",
                  "{\"secret\":\"hunter2\"}"),
              new ArtifactsRecorded(
                  Story.BUCKET,
                  Story.SECOND,
                  Story.AWS,
                  List.of(new Artifact(new ArtifactId("a"), "ami-1", "eu-1"))),
              new BuildFinished(Story.BUCKET, Story.SECOND, Story.AWS),
              new IterationPublished(Story.BUCKET, Story.SECOND, 2),
              new ChannelAssigned(
                  Story.BUCKET,
                  Story.LATEST,
                  Story.SECOND,
                  Story.FIRST,
                  AssignmentCause.COMPLETION));
      assertThat(rows)
          .extracting(AuditRow::action)
          .containsExactly("build.update", "version.complete", "channel.assign");
      assertThat(rows.getFirst().changes())
          .containsExactly(
              change("platform", null, "aws"),
              change("source_external_identifier", null, "ami-source"),
              change("labels.git_sha", null, "c0ffee"),
              change("metadata", null, "20 characters"),
              change("artifacts", null, "ami-1 in eu-1"),
              change("status", "BUILD_UNSET", "BUILD_DONE"));
      assertThat(rows.toString()).doesNotContain("hunter2");
      assertThat(rows.getLast().cause()).isEqualTo("completion");
    }

    @Test
    void timedOutAndDeleted() {
      bucketWithTwoVersions();
      commit(created, new BuildStarted(Story.BUCKET, Story.SECOND, Story.AWS));
      var timedOut = only(new BuildTimedOut(Story.BUCKET, Story.SECOND, Story.AWS));
      assertThat(timedOut.action()).isEqualTo("build.time_out");
      assertThat(timedOut.changes())
          .containsExactly(change("status", "BUILD_RUNNING", "BUILD_CANCELLED"));
      assertThat(only(new BuildDeleted(Story.BUCKET, Story.SECOND, Story.AWS)).changes())
          .containsExactly(
              change("component_type", "amazon-ebs.ubuntu", null),
              change("status", "BUILD_CANCELLED", null));
    }
  }

  @Nested
  class OfChannels {

    @Test
    void moved() {
      bucketWithTwoVersions();
      var assigned =
          only(
              new ChannelAssigned(
                  Story.BUCKET,
                  Story.PRODUCTION,
                  Story.SECOND,
                  Story.FIRST,
                  AssignmentCause.MANUAL));
      assertThat(assigned.action()).isEqualTo("channel.assign");
      assertThat(assigned.changes()).containsExactly(change("version", "fp-1 (v1)", "fp-2 (v2)"));
      assertThat(assigned.subject()).isEqualTo("channel production of bucket ubuntu");
      assertThat(
              only(new ChannelUnassigned(Story.BUCKET, Story.PRODUCTION, Story.SECOND)).changes())
          .containsExactly(change("version", "fp-2 (v2)", null));
    }

    @Test
    void assignedAndRestrictedAtOnceIsARowForEach() {
      bucketWithTwoVersions();
      var rows =
          commit(
              new ChannelAssigned(
                  Story.BUCKET,
                  Story.PRODUCTION,
                  Story.SECOND,
                  Story.FIRST,
                  AssignmentCause.MANUAL),
              new ChannelRestrictionChanged(Story.BUCKET, Story.PRODUCTION, true),
              new ChannelRevocationPolicyChanged(
                  Story.BUCKET, Story.PRODUCTION, OnRevocation.HOLD));
      assertThat(rows)
          .extracting(AuditRow::action)
          .containsExactly("channel.assign", "channel.update");
      assertThat(rows.getLast().changes())
          .containsExactly(
              change("restricted", "false", "true"), change("on_revocation", "roll-back", "hold"));
    }

    @Test
    void deleted() {
      bucketWithTwoVersions();
      assertThat(only(new ChannelDeleted(Story.BUCKET, Story.PRODUCTION)).changes())
          .containsExactly(change("version", "fp-1 (v1)", null));
    }

    @Test
    void inABucketMadeAgainSharesNothing() {
      bucketWithTwoVersions();
      commit(new BucketDeleted(Story.BUCKET));
      var again = new BucketId("01AGAIN");
      commit(new BucketCreated(again, Story.PROJECT, Story.NAME, "", Map.of()));
      var row =
          only(
              new ChannelCreated(
                  again, new ChannelId("n"), new ChannelName("production"), false, true));
      assertThat(row.changes())
          .containsExactly(change("restricted", null, "true"), change("managed", null, "false"));
    }
  }

  @Nested
  class OfAccess {

    private final StreamName access = StreamName.access(ORGANIZATION);
    private final PrincipalId ci = new PrincipalId("p-ci");

    @Test
    void principalsKeysAndRolesAreNamed() {
      commit(access, new ServicePrincipalCreated(ci, "ci", Story.PROJECT));
      var key = commit(access, new KeyCreated(new ClientId("client-1"), ci, "5ec3e7", LATER));
      assertThat(key.getFirst().subject()).isEqualTo("key client-1 of principal ci");
      assertThat(key.getFirst().changes())
          .containsExactly(
              change("client_id", null, "client-1"),
              change("expires_at", null, "2027-01-01T00:00:00Z"));
      var revoked = commit(access, new KeyRevoked(new ClientId("client-1")));
      assertThat(revoked.getFirst().subject()).isEqualTo("key client-1 of principal ci");
      String resource = "packer/project/" + Story.PROJECT + "/bucket/ubuntu";
      var granted = commit(access, new RoleGranted(ci, Role.ADMIN, resource)).getFirst();
      assertThat(granted.action()).isEqualTo("role.grant");
      assertThat(granted.subject()).isEqualTo("principal ci on " + resource);
      assertThat(granted.target().bucket()).isEqualTo("ubuntu");
      assertThat(granted.target().project()).isEqualTo(Story.PROJECT.value());
      assertThat(granted.changes()).containsExactly(change("role", null, "roles/admin"));
      var withdrawn =
          commit(access, new RoleWithdrawn(ci, Role.ADMIN, "project/" + Story.PROJECT)).getFirst();
      assertThat(withdrawn.changes()).containsExactly(change("role", "roles/admin", null));
      assertThat(withdrawn.target()).isEqualTo(AuditTarget.project(Story.PROJECT.value()));
    }
  }

  @Nested
  class OfSize {

    @Test
    void givenLargeLabels_thenTheRowIsBoundedAndCountsWhatItLeavesOut() {
      bucketWithTwoVersions();
      Map<String, String> labels = new TreeMap<>();
      for (int i = 0; i < 1000; i++) {
        labels.put("key-%04d".formatted(i), "x".repeat(4096));
      }
      var row = only(new BucketUpdated(Story.BUCKET, null, labels));
      assertThat(row.changes().size() + row.omittedChanges()).isEqualTo(1001);
      assertThat(row.changes().stream().mapToInt(Change::length).sum()).isLessThanOrEqualTo(16_384);
      assertThat(row.omittedChanges()).isPositive();
    }

    @Test
    void givenManySmallChanges_thenTheirNumberIsBounded() {
      Map<String, String> labels = new TreeMap<>();
      for (int i = 0; i < 500; i++) {
        labels.put("k" + i, "v");
      }
      var row = only(new BucketCreated(Story.BUCKET, Story.PROJECT, Story.NAME, "", labels));
      assertThat(row.changes()).hasSize(100);
      assertThat(row.omittedChanges()).isEqualTo(400);
    }

    @Test
    void givenLongValue_thenItIsCutBetweenCharacters() {
      bucketWithTwoVersions();
      String long1 = "x".repeat(4095) + "\uD83D\uDE00" + "y";
      var row = only(new BucketUpdated(Story.BUCKET, long1, null));
      assertThat(row.changes())
          .containsExactly(change("description", "old", "x".repeat(4095) + "…"));
    }
  }

  @Test
  void givenCommitOverManyBuckets_thenARowForEach() {
    bucketWithTwoVersions();
    var other = new BucketId("01OTHER");
    var commit =
        new Commit(
            new CommitId("c"),
            "0",
            ORGANIZATION,
            Story.START,
            Story.ALICE,
            "RevokeIteration",
            new RequestInfo("r", null, null),
            List.of(
                new Append(
                    StreamName.bucket(Story.PROJECT, Story.NAME),
                    9,
                    List.of(new IterationRevoked(Story.BUCKET, Story.FIRST, "", false, false))),
                new Append(
                    StreamName.bucket(Story.PROJECT, new BucketName("child")),
                    4,
                    List.of(
                        new RevocationInherited(
                            other,
                            new IterationId("01CHILD"),
                            new RevokedAncestor(
                                Story.PROJECT,
                                Story.BUCKET,
                                Story.NAME,
                                Story.FIRST,
                                new Fingerprint("fp-1"),
                                1),
                            null,
                            null,
                            false)))),
            List.of());
    var rows = AuditFold.rows(new RecordedCommit(50, Story.START, "h", commit), things);
    assertThat(rows).extracting(row -> row.target().bucket()).containsExactly("ubuntu", "child");
    assertThat(rows).extracting(AuditRow::id).containsExactly("50-0", "50-1");
  }

  @Test
  void givenRefusal_thenOneRowSaysWhatTheCallerWasTold() {
    var refused =
        new RefusedRequest(
            RefusedRequest.Outcome.REFUSED,
            404,
            5,
            "channel prod: does not exist",
            ORGANIZATION,
            Story.ALICE,
            new RequestInfo("r", "10.0.0.7", "curl/8"),
            "PATCH",
            "/packer/x",
            "channel.assign",
            new RefusedRequest.Target("p", "base", "prod", null, null));
    var row = AuditFold.row(new RecordedRefusal(7, LATER, refused)).orElseThrow();
    assertThat(row.id()).isEqualTo("r7");
    assertThat(row.outcome()).isEqualTo(AuditRow.Outcome.REFUSED);
    assertThat(row.told()).isEqualTo(new AuditRow.Told(404, 5, "channel prod: does not exist"));
    assertThat(row.subject()).isEqualTo("channel prod of bucket base");
    assertThat(row.command()).isEqualTo("PATCH /packer/x");
    assertThat(AuditFold.row(new RecordedRefusal(8, LATER, null))).isEmpty();
  }
}
