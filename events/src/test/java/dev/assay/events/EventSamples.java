package dev.assay.events;

import dev.assay.events.access.AccessEvent;
import dev.assay.events.access.ClientId;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.access.Role;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.ChildRecorded;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.cascade.CascadeEvent;
import dev.assay.events.channel.AssignmentCause;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.channel.OnRevocation;
import dev.assay.events.channel.RollbackCause;
import dev.assay.events.iteration.Artifact;
import dev.assay.events.iteration.ArtifactId;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.ParentLink;
import dev.assay.events.iteration.RevokedAncestor;
import dev.assay.events.iteration.TemplateType;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.StreamName;
import dev.assay.events.registry.FeatureTier;
import dev.assay.events.registry.RegistryEvent;
import dev.assay.events.registry.RegistryId;
import dev.assay.events.system.SystemEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One event of every type, with every optional component set. The approved JSON files hold the
 * same.
 */
public final class EventSamples {

  public static final OrganizationId ORGANIZATION =
      new OrganizationId("0b0ee2a5-6c52-4f4a-9d7d-1d3fb2d1a001");
  public static final ProjectId PROJECT = new ProjectId("0b0ee2a5-6c52-4f4a-9d7d-1d3fb2d1a002");
  public static final BucketId BUCKET = new BucketId("01JD0000000000000000BUCKET");
  public static final BucketName BUCKET_NAME = new BucketName("ubuntu-base");
  public static final IterationId ITERATION = new IterationId("01JD000000000000ITERATION1");
  public static final IterationId PREVIOUS_ITERATION =
      new IterationId("01JD000000000000ITERATION0");
  public static final Fingerprint FINGERPRINT = new Fingerprint("01JD00000000000FINGERPRINT");
  public static final BuildId BUILD = new BuildId("01JD00000000000000000BUILD");
  public static final ChannelId CHANNEL = new ChannelId("01JD000000000000000CHANNEL");
  public static final PrincipalId PRINCIPAL =
      new PrincipalId("0b0ee2a5-6c52-4f4a-9d7d-1d3fb2d1a003");
  public static final ClientId CLIENT = new ClientId("kSJx2Qe7T1bM9rVw");

  private EventSamples() {}

  /** One of each type. */
  public static List<Event> all() {
    return List.of(
        new BucketEvent.BucketCreated(
            BUCKET,
            PROJECT,
            BUCKET_NAME,
            "Ubuntu for everybody",
            Map.of("os", "linux", "eol", "2029")),
        new BucketEvent.BucketUpdated(BUCKET, "Ubuntu, hardened", Map.of("os", "linux")),
        new BucketEvent.BucketDeleted(BUCKET),
        new BucketEvent.IterationCreated(BUCKET, ITERATION, FINGERPRINT, TemplateType.HCL2),
        new BucketEvent.IterationPublished(BUCKET, ITERATION, 7),
        new BucketEvent.IterationDeleted(BUCKET, ITERATION),
        new ChildRecorded(BUCKET, ITERATION, child()),
        new BucketEvent.BuildCreated(
            BUCKET, ITERATION, BUILD, "amazon-ebs.ubuntu", "6d9ed1c9-5a1c-4c5b-8b8e-000000000001"),
        new BucketEvent.BuildDescribed(
            BUCKET,
            ITERATION,
            BUILD,
            "6d9ed1c9-5a1c-4c5b-8b8e-000000000001",
            "aws",
            Map.of("version", "24.04"),
            "ami-0c0ffee",
            "{\"packer\":{\"version\":\"1.15.4\"}}"),
        new BucketEvent.ArtifactsRecorded(
            BUCKET,
            ITERATION,
            BUILD,
            List.of(
                new Artifact(
                    new ArtifactId("01JD00000000000000ARTIFACT"), "ami-0beef", "eu-central-1"))),
        new BucketEvent.ParentRecorded(BUCKET, ITERATION, BUILD, parent()),
        new BucketEvent.BuildStarted(BUCKET, ITERATION, BUILD),
        new BucketEvent.BuildFinished(BUCKET, ITERATION, BUILD),
        new BucketEvent.BuildFailed(BUCKET, ITERATION, BUILD),
        new BucketEvent.BuildCancelled(BUCKET, ITERATION, BUILD),
        new BucketEvent.BuildTimedOut(BUCKET, ITERATION, BUILD),
        new BucketEvent.BuildDeleted(BUCKET, ITERATION, BUILD),
        new BucketEvent.ChannelCreated(BUCKET, CHANNEL, new ChannelName("production"), false, true),
        new BucketEvent.ChannelRestrictionChanged(BUCKET, CHANNEL, false),
        new BucketEvent.ChannelAssigned(
            BUCKET, CHANNEL, ITERATION, PREVIOUS_ITERATION, AssignmentCause.MANUAL),
        new BucketEvent.ChannelUnassigned(BUCKET, CHANNEL, PREVIOUS_ITERATION),
        new BucketEvent.ChannelRolledBack(
            BUCKET, CHANNEL, PREVIOUS_ITERATION, ITERATION, RollbackCause.REVOCATION),
        new BucketEvent.IterationRevoked(BUCKET, ITERATION, "CVE-2026-0001", true, true),
        new BucketEvent.RevocationScheduled(
            BUCKET,
            ITERATION,
            Instant.parse("2027-01-01T00:00:00.123Z"),
            "end of life",
            true,
            true),
        new BucketEvent.RevocationTookEffect(
            BUCKET, ITERATION, Instant.parse("2027-01-01T00:00:00.123Z")),
        new BucketEvent.RevocationCancelled(BUCKET, ITERATION),
        new BucketEvent.IterationRestored(BUCKET, ITERATION),
        new BucketEvent.RevocationInherited(
            BUCKET,
            ITERATION,
            new RevokedAncestor(PROJECT, BUCKET, BUCKET_NAME, PREVIOUS_ITERATION, FINGERPRINT, 3),
            Instant.parse("2027-01-01T00:00:00.123Z"),
            Instant.parse("2026-11-01T00:00:00.456Z"),
            true),
        new BucketEvent.InheritedRevocationEnded(BUCKET, ITERATION, PREVIOUS_ITERATION),
        new BucketEvent.ChannelRevocationPolicyChanged(BUCKET, CHANNEL, OnRevocation.HOLD),
        new CascadeEvent.CascadeStarted(ORGANIZATION, new CommitId("01JD000000000000000CASCADE")),
        new CascadeEvent.CascadeEnded(ORGANIZATION, new CommitId("01JD000000000000000CASCADE")),
        new BucketEvent.ChannelDeleted(BUCKET, CHANNEL),
        new AccessEvent.OrganizationCreated(ORGANIZATION, "assay"),
        new AccessEvent.ProjectCreated(PROJECT, "default", "The first project"),
        new AccessEvent.ServicePrincipalCreated(PRINCIPAL, "contributor", PROJECT),
        new AccessEvent.ServicePrincipalDeleted(PRINCIPAL),
        new AccessEvent.KeyCreated(
            CLIENT,
            PRINCIPAL,
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            Instant.parse("2027-01-01T00:00:00Z")),
        new AccessEvent.KeyRevoked(CLIENT),
        new AccessEvent.RoleGranted(PRINCIPAL, Role.CONTRIBUTOR, "project/" + PROJECT),
        new AccessEvent.RoleWithdrawn(PRINCIPAL, Role.CONTRIBUTOR, "project/" + PROJECT),
        new RegistryEvent.RegistryCreated(
            new RegistryId("01JD0000000000000000REGIST"), PROJECT, FeatureTier.PLUS, true),
        new SystemEvent.TokenKeyCreated("2026-11-a", "RS256", "c2VhbGVk", "cHVibGlj", "master-1"),
        new SystemEvent.CheckpointKeyCreated(
            new JournalId("journal-1"), "2026-11-c", "c2VhbGVk", "cHVibGlj", "master-1"),
        new SystemEvent.StreamRepaired(StreamName.bucket(PROJECT, BUCKET_NAME), 41),
        new SystemEvent.FormatRaised(2));
  }

  private static ChildRecorded.Child child() {
    return new ChildRecorded.Child(
        PROJECT,
        new BucketId("01JD00000000000CHILDBUCKET"),
        new BucketName("ubuntu-nginx"),
        new IterationId("01JD00000000CHILDITERATION"),
        new Fingerprint("01JD00000CHILDFINGERPRINT0"),
        new BuildId("01JD000000000000CHILDBUILD"),
        CHANNEL);
  }

  private static ParentLink parent() {
    return new ParentLink(
        PREVIOUS_ITERATION,
        CHANNEL,
        new ParentLink.Tracked(PROJECT, BUCKET, BUCKET_NAME, FINGERPRINT));
  }
}
