package dev.assay.standalone.http;

import static dev.assay.standalone.http.Fixtures.assign;
import static dev.assay.standalone.http.Fixtures.build;
import static dev.assay.standalone.http.Fixtures.channel;
import static dev.assay.standalone.http.Fixtures.done;
import static dev.assay.standalone.http.Fixtures.newBucket;
import static dev.assay.standalone.http.Fixtures.published;
import static dev.assay.standalone.http.Fixtures.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Each of the things that are known to break real clients, by its number in the list that the
 * project keeps of them.
 */
class TrapsTest {

  private final RegistryServer server = RegistryServer.shared();
  private final ApiClient client = server.contributor();
  private final String bucket = newBucket(client);

  @Test
  void trap01_aMissingVersionIsCodeTenAndAMissingBucketCodeFive() {
    client.get("/buckets/" + bucket + "/versions/none").refused(409, 10);
    client.get("/buckets/" + bucket + "/versions/none/builds").refused(409, 10);
    client.patch("/buckets/" + bucket + "/versions/none", "{}").refused(409, 10);
    client.delete("/buckets/" + bucket + "/versions/none").refused(404, 5);
    client.get("/buckets/no-such-bucket").refused(404, 5);
    client.get("/buckets/no-such-bucket/versions/none").refused(404, 5);
  }

  @Test
  void trap02_anIncompleteVersionIsNamedV0EvenInTheAnswerThatCreatesIt() {
    Answer created =
        client.post("/buckets/" + bucket + "/versions", "{\"fingerprint\":\"fp\"}").ok();
    assertThat(created.text("/version/name")).isEqualTo("v0");
    assertThat(client.get("/buckets/" + bucket + "/versions/fp").ok().text("/version/name"))
        .isEqualTo("v0");
  }

  @Test
  void trap03_theStatusOfBuildsAndVersionsIsAlwaysThere() {
    String version = version(client, bucket, "fp");
    Answer created =
        client.post(version + "/builds", "{\"component_type\":\"a.b\",\"artifacts\":null}").ok();
    assertThat(created.text("/build/status")).isEqualTo("BUILD_UNSET");
    assertThat(client.get(version + "/builds").ok().text("/builds/0/status"))
        .isEqualTo("BUILD_UNSET");
    assertThat(client.get(version).ok().text("/version/status")).isEqualTo("VERSION_RUNNING");
  }

  @Test
  void trap04_onlyStatus200IsSuccess() {
    String version = published(client, bucket, "fp");
    channel(client, bucket, "stable");
    assertThat(
            List.of(
                client.delete("/buckets/" + bucket + "/channels/stable").status(),
                client.delete(version).status(),
                client.delete("/buckets/" + bucket).status()))
        .containsOnly(200);
  }

  @Test
  void trap05And06_everyErrorIsJsonWithOneCode() {
    client.get("//no/such/route").refused(404, 5);
    ApiClient.anonymous(server).get("/buckets").refused(401, 16);
    client.call("POST", "/buckets/" + bucket, "{}").refused(405, 12);
  }

  @Test
  void trap08_theVersionCountIsATextAndTheHistoryCountANumber() {
    published(client, bucket, "fp");
    JsonNode count = client.get("/buckets/" + bucket).ok().at("/bucket/version_count");
    assertThat(count.isString()).isTrue();
    assertThat(count.asString()).isEqualTo("1");
    assertThat(
            client.get("/buckets/" + bucket + "/channels/latest/history").ok().at("/count").isInt())
        .isTrue();
  }

  @Test
  void trap09_timesThatAreNotSetAreNullAndNeverEmpty() {
    published(client, bucket, "fp");
    Answer version = client.get("/buckets/" + bucket + "/versions/fp").ok();
    assertThat(version.at("/version/revoke_at").isNull()).isTrue();
    assertThat(version.at("/version/revocation_inherited_from").isNull()).isTrue();
    Answer latest = client.get("/buckets/" + newBucket(client) + "/channels/latest").ok();
    assertThat(latest.at("/channel/version").isNull()).isTrue();
  }

  @Test
  void trap10_whatIsMaskedAndAbsentMeansItsZeroValue() {
    published(client, bucket, "fp");
    String stable = channel(client, bucket, "stable");
    assign(client, stable, "fp").ok();
    Answer restricted =
        client.patch(stable, "{\"update_mask\":\"restricted\",\"restricted\":true}").ok();
    assertThat(restricted.at("/channel/restricted").asBoolean()).isTrue();
    assertThat(restricted.text("/channel/version/fingerprint")).isEqualTo("fp");

    Answer both = client.patch(stable, "{\"update_mask\":\"restricted,versionFingerprint\"}").ok();

    assertThat(both.at("/channel/restricted").asBoolean()).isFalse();
    assertThat(both.at("/channel/version").isNull()).isTrue();
  }

  @Test
  void trap11_aHeartbeatClearsNothingAndNothingLateUndoesDone() {
    String version = version(client, bucket, "fp");
    build(client, version, "a.other");
    String build = build(client, version, "a.base");
    client.patch(build, "{\"labels\":{\"a\":\"b\"},\"artifacts\":[{\"region\":\"x\"}]}").ok();
    Answer beat =
        client
            .patch(build, "{\"status\":\"BUILD_RUNNING\",\"labels\":null,\"artifacts\":null}")
            .ok();
    assertThat(beat.text("/build/labels/a")).isEqualTo("b");
    assertThat(beat.at("/build/artifacts").size()).isEqualTo(1);
    done(client, build);

    client.patch(build, "{\"status\":\"BUILD_RUNNING\",\"artifacts\":null}");
    client.patch(build, "{\"status\":\"BUILD_FAILED\",\"artifacts\":null}");

    assertThat(client.get(build).ok().text("/build/status")).isEqualTo("BUILD_DONE");
  }

  @Test
  void trap12_anUnpagedListOfBuildsIsWhole() {
    String version = version(client, bucket, "fp");
    IntStream.range(0, 60).forEach(i -> build(client, version, "a.b" + i));
    Answer all = client.get(version + "/builds").ok();
    assertThat(all.at("/builds").size()).isEqualTo(60);
    assertThat(all.text("/pagination/next_page_token")).isEmpty();
  }

  @Test
  void trap13And14_aChannelHoldsTheWholeVersionAndItsBuildsKnowTheirVersion() {
    published(client, bucket, "fp");
    Answer latest = client.get("/buckets/" + bucket + "/channels/latest").ok();
    assertThat(latest.text("/channel/version/builds/0/version_id"))
        .isEqualTo(latest.text("/channel/version/id"))
        .hasSize(26);
    assertThat(latest.text("/channel/version/builds/0/artifacts/0/external_identifier"))
        .isEqualTo("ami-1");
  }

  @Test
  void trap15_assigningAChannelDoesNotTouchTheVersion() {
    String version = published(client, bucket, "fp");
    String before = client.get(version).ok().text("/version/updated_at");
    String stable = channel(client, bucket, "stable");
    Answer assigned = assign(client, stable, "fp").ok();
    assertThat(assigned.text("/channel/version/updated_at")).isEqualTo(before);
    assertThat(client.get(version).ok().text("/version/updated_at")).isEqualTo(before);
    assertThat(client.get("/buckets/" + bucket + "/channels").ok().at("/channels/1/updated_at"))
        .isEqualTo(assigned.at("/channel/updated_at"));
  }

  @Test
  void trap16_theLastBuildCompletesTheVersionInTheSameInstantExactlyOnce() throws Exception {
    String version = version(client, bucket, "fp");
    List<String> builds =
        IntStream.range(0, 8).mapToObj(i -> build(client, version, "a.b" + i)).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers = new ArrayList<>();
      builds.forEach(build -> answers.add(threads.submit(() -> done(client, build))));
      for (Future<Answer> answer : answers) {
        answer.get();
      }
    }
    assertThat(client.get(version).ok().text("/version/name")).isEqualTo("v1");
    assertThat(
            client.get("/buckets/" + bucket + "/channels/latest/history").ok().at("/count").asInt())
        .isEqualTo(1);
  }

  @Test
  void trap17_latestIsThereFromTheBeginningAndOnlyItsRestrictionCanBeChanged() {
    String latest = "/buckets/" + bucket + "/channels/latest";
    Answer made = client.get(latest).ok();
    assertThat(made.at("/channel/managed").asBoolean()).isTrue();
    assertThat(made.at("/channel/restricted").asBoolean()).isTrue();
    assertThat(made.text("/channel/author_id")).isEqualTo("HCP Packer");
    published(client, bucket, "fp");
    assign(client, latest, "fp").refused(400, 9);
    client.delete(latest).refused(400, 3);
    client
        .post(
            "/buckets/" + bucket + "/channels/assign",
            "{\"source_channel\":\"latest\",\"target_channel\":\"latest\"}")
        .refused(400, 9);
    assertThat(
            client
                .patch(latest, "{\"update_mask\":\"restricted\",\"restricted\":false}")
                .ok()
                .at("/channel/restricted")
                .asBoolean())
        .isFalse();
  }

  @Test
  void trap18_aChannelThatExistsIsCodeSix() {
    client.post("/buckets/" + bucket + "/channels", "{\"name\":\"latest\"}").refused(409, 6);
    channel(client, bucket, "stable");
    client.post("/buckets/" + bucket + "/channels", "{\"name\":\"stable\"}").refused(409, 6);
  }

  @Test
  void trap19_aProjectHasAParentAndAPastAndThereIsOneOrganization() {
    Answer organizations = client.get("//resource-manager/2019-12-10/organizations").ok();
    assertThat(organizations.at("/organizations").size()).isEqualTo(1);
    String organization = organizations.text("/organizations/0/id");
    Answer projects =
        client
            .get(
                "//resource-manager/2019-12-10/projects?scope.type=ORGANIZATION&scope.id="
                    + organization)
            .ok();
    assertThat(projects.text("/projects/0/parent/id")).isEqualTo(organization);
    assertThat(projects.text("/projects/0/parent/type")).isEqualTo("ORGANIZATION");
    assertThat(Instant.parse(projects.text("/projects/0/created_at"))).isBefore(Instant.now());
    Answer project =
        client
            .get("//resource-manager/2019-12-10/projects/" + projects.text("/projects/0/id"))
            .ok();
    assertThat(project.text("/project/parent/id")).isEqualTo(organization);
  }

  @Test
  void trap20_idsAreUuidsAndUlidsAsClientsExpect() {
    assertThat(UUID.fromString(server.credentials().project().value())).isNotNull();
    assertThat(UUID.fromString(server.credentials().organization().value())).isNotNull();
    String version = published(client, bucket, "fp");
    JsonNode build = client.get(version).ok().at("/version/builds/0");
    assertThat(build.get("id").asString()).matches("[0-9A-HJKMNP-TV-Z]{26}");
    assertThat(build.at("/artifacts/0/id").asString()).matches("[0-9A-HJKMNP-TV-Z]{26}");
  }

  @Test
  void trap26_theRegistryIsActivatedAndOfTierPlus() {
    Answer registry = client.get("/registry").ok();
    assertThat(registry.at("/registry/config/activated").asBoolean()).isTrue();
    assertThat(registry.text("/registry/config/feature_tier")).isEqualTo("PLUS");
  }

  @Test
  void trap27_theLocationOfABucketIsNeverNull() {
    assertThat(client.get("/buckets/" + bucket).ok().text("/bucket/location/project_id"))
        .isEqualTo(server.credentials().project().value());
    assertThat(client.get("/buckets").ok().at("/buckets/0/location/organization_id").isString())
        .isTrue();
  }

  @Test
  void trap28_anSbomIsRefusedInJsonHoweverLarge() {
    String build = build(client, version(client, bucket, "fp"), "a.b");
    client
        .put(build + "/sboms", "{\"compressed_sbom\":\"" + "A".repeat(3_000_000) + "\"}")
        .refused(501, 12);
  }

  @Test
  void trap29_enforcedBlocksAreAnEmptyList() {
    assertThat(
            client
                .get("/enforced_blocks/bucket/" + bucket)
                .ok()
                .at("/enforced_block_detail")
                .size())
        .isZero();
  }

  @Test
  void trap30_artifactsNeedNoExternalIdentifier() {
    String build = build(client, version(client, bucket, "fp"), "a.b");
    Answer done =
        client.patch(build, "{\"status\":\"BUILD_DONE\",\"artifacts\":[{\"region\":\"r\"}]}").ok();
    assertThat(done.text("/build/artifacts/0/external_identifier")).isEmpty();
  }

  @Test
  void trap31_buildsCreatedInParallelAreAllCreated() throws Exception {
    String version = version(client, bucket, "fp");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> builds = new ArrayList<>();
      IntStream.range(0, 16)
          .forEach(i -> builds.add(threads.submit(() -> build(client, version, "a.b" + i))));
      for (Future<String> build : builds) {
        assertThat(build.get()).isNotBlank();
      }
    }
    assertThat(client.get(version + "/builds").ok().at("/builds").size()).isEqualTo(16);
  }

  @Test
  void trap32_aChannelIsNotMovedToAnIncompleteVersionAndSaysSoCleanly() {
    String stable = channel(client, bucket, "stable");
    build(client, version(client, bucket, "fp"), "a.b");
    assign(client, stable, "fp").refused(400, 9);
    assertThat(assign(client, stable, "doesNotExist").refused(404, 5).text("/message"))
        .contains("version with fingerprint (fingerprint: doesNotExist) does not exist");
  }

  @Test
  void trap34_anEmptyPatchOfABucketSucceeds() {
    client.patch("/buckets/" + bucket, "{}").ok();
    client.call("PATCH", "/buckets/" + bucket, null).ok();
    client.patch("/buckets/" + bucket, "{\"labels\":null,\"description\":null,\"x\":{}}").ok();
  }

  @Test
  void trap35_aScheduledRevocationLeavesLatestInPlace() {
    published(client, bucket, "one");
    String version = published(client, bucket, "two");
    Answer scheduled =
        client.patch(version, "{\"revoke_at\":\"2099-01-01T01:00:00.125+01:00\"}").ok();
    assertThat(scheduled.text("/version/status")).isEqualTo("VERSION_REVOCATION_SCHEDULED");
    assertThat(scheduled.text("/version/revoke_at")).isEqualTo("2099-01-01T00:00:00.125Z");
    assertThat(scheduled.text("/operation/id")).isNotBlank();
    Answer latest = client.get("/buckets/" + bucket + "/channels/latest").ok();
    assertThat(latest.text("/channel/version/fingerprint")).isEqualTo("two");
    for (String field : new String[] {"revoke_at", "status", "updated_at", "author_id"}) {
      assertThat(latest.at("/channel/version/" + field))
          .isEqualTo(scheduled.at("/version/" + field))
          .isEqualTo(client.get(version).ok().at("/version/" + field));
    }
    assign(client, channel(client, bucket, "stable"), "two").ok();
  }

  @Test
  void trap36_upperCaseIsKept() {
    Answer made =
        client.put("/buckets", "{\"name\":\"Mixed-" + bucket + "\",\"labels\":{\"Os\":\"Deb\"}}");
    assertThat(made.ok().text("/bucket/name")).isEqualTo("Mixed-" + bucket);
    assertThat(made.text("/bucket/labels/Os")).isEqualTo("Deb");
    client.get("/buckets/mixed-" + bucket).refused(404, 5);
  }
}
