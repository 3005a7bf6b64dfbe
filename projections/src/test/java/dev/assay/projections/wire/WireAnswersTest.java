package dev.assay.projections.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.access.OrganizationId;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.ChannelUnassigned;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.bucket.BucketEvent.RevocationInherited;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.RollbackCause;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.RevokedAncestor;
import dev.assay.events.registry.FeatureTier;
import dev.assay.events.registry.RegistryId;
import dev.assay.projections.access.AccessRecord;
import dev.assay.projections.access.ProjectRecord;
import dev.assay.projections.fixtures.Callers;
import dev.assay.projections.fixtures.Folding;
import dev.assay.projections.fixtures.Story;
import dev.assay.projections.paging.Pagination;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.registry.RegistryRecord;
import dev.assay.projections.wire.Answers.BucketAnswer;
import dev.assay.projections.wire.Answers.BuildList;
import dev.assay.projections.wire.Answers.ChannelList;
import dev.assay.projections.wire.Answers.HistoryPage;
import dev.assay.projections.wire.Answers.OrganizationList;
import dev.assay.projections.wire.Answers.ProjectAnswer;
import dev.assay.projections.wire.Answers.RegistryAnswer;
import dev.assay.projections.wire.Answers.VersionAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What the API writes, against approved files. To approve a change, run with {@code
 * -Dassay.approve=true} and read the difference.
 */
class WireAnswersTest {

  private static final OrganizationId ORGANIZATION =
      new OrganizationId("b1f5a3e4-0000-4000-8000-000000000001");

  private final Story story =
      new Story()
          .bucket()
          .publishedIteration(Story.FIRST, "f1", Story.AWS, 1, null)
          .channel(Story.PRODUCTION, "production")
          .assigned(Story.PRODUCTION, Story.FIRST, null);

  private Folding folded() {
    return Folding.of(story);
  }

  private WireAnswers wire() {
    return new WireAnswers(folded(), Audience.writing(Callers.owner()), Story.START);
  }

  @Test
  void bucketWithLatestVersion() {
    approve("bucket", new BucketAnswer(wire().bucket(folded().theBucket())));
  }

  @Test
  void bucketWithoutVersions() {
    var empty = Folding.of(new Story().bucket());
    approve(
        "bucket-empty",
        new BucketAnswer(
            new WireAnswers(empty, Audience.writing(Callers.owner()), Story.START)
                .bucket(empty.theBucket())));
  }

  @Test
  void versionWithMetadata() {
    approve("version", version(Metadata.SHOWN));
  }

  @Test
  void versionThatInheritedNamesTheAncestorOnlyToThoseWhoMayReadIt() {
    story.commit(
        new RevocationInherited(
            Story.BUCKET,
            Story.FIRST,
            new RevokedAncestor(
                Callers.OTHER_PROJECT,
                new BucketId("01SECRET"),
                new BucketName("secret-base"),
                new IterationId("01SECRETBASE"),
                new Fingerprint("s1"),
                3),
            null,
            null,
            false));
    approve("version-inherited", version(Metadata.OMITTED));

    var hidden =
        new VersionAnswer(
            new WireAnswers(folded(), Audience.writing(Callers.viewerOfProject()), Story.START)
                .version(
                    folded().theBucket(), folded().theIteration(Story.FIRST), Metadata.OMITTED));
    assertThat(json(hidden).at("/version/revocation_type").asString()).isEqualTo("INHERITED");
    assertThat(json(hidden).at("/version/revocation_inherited_from").isNull()).isTrue();
    assertThat(json(hidden).at("/version/revocation_ancestor_hidden").booleanValue()).isTrue();
    assertThat(json(hidden).toString()).doesNotContain("secret");
  }

  @Test
  void versionInListsLeavesMetadataOut() {
    assertThat(json(version(Metadata.SHOWN)).at("/version/builds/0/metadata").isObject()).isTrue();
    assertThat(json(version(Metadata.OMITTED)).at("/version/builds/0/metadata").isNull()).isTrue();
  }

  private VersionAnswer version(Metadata metadata) {
    return new VersionAnswer(
        wire().version(folded().theBucket(), folded().theIteration(Story.FIRST), metadata));
  }

  /** Traps 2, 3, 9 and 13 of the contract. */
  @Test
  void versionThatIsIncompleteIsNamedV0AndShowsEveryStatus() {
    story.iteration(Story.SECOND, "f2").build(Story.SECOND, Story.AZURE, "azure-arm.ubuntu");
    var answer =
        new VersionAnswer(
            wire()
                .version(
                    folded().theBucket(), folded().theIteration(Story.SECOND), Metadata.OMITTED));
    approve("version-incomplete", answer);
  }

  @Test
  void buildsOfAVersion() {
    var builds = VersionWire.builds(folded().theIteration(Story.FIRST).builds(), Metadata.OMITTED);
    approve(
        "builds",
        new BuildList(
            builds, Location.of(ORGANIZATION.value(), Story.PROJECT.value()), Pagination.NONE));
  }

  @Test
  void channelsWithAndWithoutVersion() {
    story.commit(new ChannelUnassigned(Story.BUCKET, Story.PRODUCTION, Story.FIRST));
    var folded = folded();
    var channels =
        folded.channels(Story.BUCKET).stream()
            .map(channel -> wire().channel(folded.theBucket(), channel))
            .toList();
    approve("channels", new ChannelList(channels));
  }

  @Test
  void historyWithGapAndDeletedVersion() {
    story
        .publishedIteration(Story.SECOND, "f2", Story.AZURE, 2, Story.FIRST)
        .assigned(Story.PRODUCTION, Story.SECOND, Story.FIRST)
        .commit(
            new ChannelRolledBack(
                Story.BUCKET, Story.PRODUCTION, Story.FIRST, Story.SECOND, RollbackCause.DELETION),
            new ChannelRolledBack(
                Story.BUCKET, Story.LATEST, Story.FIRST, Story.SECOND, RollbackCause.DELETION),
            new IterationDeleted(Story.BUCKET, Story.SECOND))
        .commit(new ChannelUnassigned(Story.BUCKET, Story.PRODUCTION, Story.FIRST));
    var folded = folded();
    var rows =
        folded.assignments(Story.PRODUCTION).reversed().stream()
            .map(row -> wire().assignment(folded.theBucket(), row))
            .flatMap(Optional::stream)
            .toList();
    approve("history", new HistoryPage(rows, rows.size(), Pagination.NONE));
  }

  @Test
  void registryOrganisationAndProject() {
    var registry =
        new RegistryRecord(
            new RegistryId("01REGISTRY"),
            Story.PROJECT,
            FeatureTier.PLUS,
            true,
            Story.START,
            Story.START,
            0);
    approve("registry", new RegistryAnswer(AccessWire.registry(ORGANIZATION, registry)));

    var organization =
        new AccessRecord(
            ORGANIZATION, "acme", Story.START, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), 0);
    approve(
        "organizations",
        new OrganizationList(List.of(AccessWire.organization(organization)), Pagination.NONE));

    var project = new ProjectRecord(Story.PROJECT, "images", "golden images", Story.START);
    approve("project", new ProjectAnswer(AccessWire.project(ORGANIZATION, project)));
  }

  @Test
  void errors() {
    approve(
        "error-field",
        ErrorTable.of(Refusal.InvalidArgument.of("pagination.page_size", -1, "0..1000")).body());
    approve("error-plain", ErrorTable.of(new Refusal.NotFound("bucket x does not exist")).body());
    var empty = Folding.of(new Story().bucket());
    approve(
        "error-condition",
        ErrorTable.of(
                new Refusal.ConditionNotMet(
                    "If-Match: moved on",
                    "\"01.7\"",
                    new BucketAnswer(
                        new WireAnswers(empty, Audience.writing(Callers.owner()), Story.START)
                            .bucket(empty.theBucket()))))
            .body());
  }

  /** Trap 8: int64 as string, int32 as number. */
  @Test
  void numbers() {
    var bucket = json(new BucketAnswer(wire().bucket(folded().theBucket())));
    assertThat(bucket.at("/bucket/version_count").isString()).isTrue();
    var history = json(new HistoryPage(List.of(), 0, Pagination.NONE));
    assertThat(history.at("/count").isNumber()).isTrue();
  }

  @Test
  void timesHaveThreeDigitsAlways() {
    assertThat(WireJson.time(Story.START)).isEqualTo("2026-01-01T00:00:00.000Z");
    assertThat(WireJson.time(Story.START.plusNanos(123_456_789)))
        .isEqualTo("2026-01-01T00:00:00.123Z");
  }

  private static JsonNode json(Object answer) {
    return WireJson.mapper().readTree(WireJson.mapper().writeValueAsString(answer));
  }

  private static void approve(String name, Object answer) {
    String written = pretty(answer);
    try {
      var file = Path.of("src/test/resources/wire", name + ".json");
      if (Boolean.getBoolean("assay.approve")) {
        Files.writeString(file, written);
      }
      assertThat(file).as("approved file").exists();
      assertThat(written).isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String pretty(Object answer) {
    return WireJson.mapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(json(answer))
            .replace("\r\n", "\n")
        + "\n";
  }
}
