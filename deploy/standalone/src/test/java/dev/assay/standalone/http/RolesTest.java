package dev.assay.standalone.http;

import static dev.assay.standalone.http.Fixtures.build;
import static dev.assay.standalone.http.Fixtures.channel;
import static dev.assay.standalone.http.Fixtures.newBucket;
import static dev.assay.standalone.http.Fixtures.published;
import static dev.assay.standalone.http.Fixtures.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.access.Role;
import dev.assay.events.bucket.BucketName;
import dev.assay.projections.access.ResourceNames;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may make which call: a table of roles and calls. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesTest {

  private final RegistryServer server = RegistryServer.shared();
  private final ApiClient contributor = server.contributor();
  private final String project = ResourceNames.project(server.credentials().project());
  private ApiClient viewer = contributor;
  private ApiClient nobody = contributor;
  private String bucket = "";
  private String build = "";

  @BeforeAll
  void prepare() {
    People people = new People(server);
    viewer = ApiClient.of(server, people.create(Role.VIEWER, project));
    nobody = ApiClient.of(server, people.create(null, project));
    bucket = newBucket(contributor);
    published(contributor, bucket, "fp");
    channel(contributor, bucket, "open");
    build = build(contributor, version(contributor, bucket, "running"), "a.b");
  }

  static Stream<Arguments> reads() {
    return Stream.of(
            "/buckets",
            "BUCKET",
            "BUCKET/versions",
            "BUCKET/versions/fp",
            "BUCKET/versions/fp/builds",
            "BLD",
            "BUCKET/channels",
            "BUCKET/channels/open",
            "BUCKET/channels/open/history",
            "/enforced_blocks/bucket/NAME",
            "/registry")
        .map(Arguments::of);
  }

  static Stream<Arguments> writes() {
    return Stream.of(
        Arguments.of("PUT", "/buckets", "{\"name\":\"NAME-r\"}"),
        Arguments.of("PATCH", "BUCKET", "{}"),
        Arguments.of("POST", "BUCKET/versions", "{\"fingerprint\":\"more\"}"),
        Arguments.of("PATCH", "BUCKET/versions/fp", "{}"),
        Arguments.of("POST", "BUCKET/versions/more/builds", "{\"component_type\":\"c\"}"),
        Arguments.of("PATCH", "BLD", "{\"status\":\"BUILD_RUNNING\"}"),
        Arguments.of("DELETE", "BLD", null),
        Arguments.of("DELETE", "BUCKET/versions/more", null),
        Arguments.of("POST", "BUCKET/channels", "{\"name\":\"more\"}"),
        Arguments.of("PATCH", "BUCKET/channels/more", "{\"update_mask\":\"restricted\"}"),
        Arguments.of(
            "POST",
            "BUCKET/channels/assign",
            "{\"source_channel\":\"latest\",\"target_channel\":\"more\"}"),
        Arguments.of("DELETE", "BUCKET/channels/more", null),
        Arguments.of("DELETE", "/buckets/NAME-r", null));
  }

  @ParameterizedTest
  @MethodSource("reads")
  void everybodyWithARoleReadsAndNobodyElse(String path) {
    viewer.get(resolved(path)).ok();
    contributor.get(resolved(path)).ok();
    server.owner().get(resolved(path)).ok();
    nobody.get(resolved(path)).refused(403, 7);
  }

  /** In the order of the table, since each call builds on the ones before. */
  @Test
  void contributorsAndOwnersWriteAndNobodyElse() {
    for (ApiClient writer : Stream.of(contributor, server.owner()).toList()) {
      build =
          build(contributor, "/buckets/" + bucket + "/versions/running", "a.b" + writer.hashCode());
      writes()
          .forEach(row -> {
            String method = (String) row.get()[0];
            String path = resolved((String) row.get()[1]);
            @Nullable Object body = row.get()[2];
            @Nullable String text = body == null ? null : resolved((String) body);
            viewer.call(method, path, text).refused(403, 7);
            nobody.call(method, path, text).refused(403, 7);
            writer.call(method, path, text).ok();
          });
    }
  }

  @Test
  void givenRestrictedChannel_whenViewerAsks_thenItIsNamedInTheRefusalAndLeftOutOfLists() {
    Answer refused = viewer.get(resolved("BUCKET/channels/latest")).refused(403, 7);
    assertThat(refused.text("/message")).contains("latest");
    viewer.get(resolved("BUCKET/channels/latest/history")).refused(403, 7);
    assertThat(names(viewer.get(resolved("BUCKET/channels"))).toList())
        .contains("open")
        .doesNotContain("latest");
    assertThat(names(contributor.get(resolved("BUCKET/channels"))).toList())
        .contains("latest", "open");
  }

  @Test
  void givenForeignPlaces_thenPermissionDenied() {
    String other = "00000000-0000-0000-0000-000000000000";
    String base = "//packer/2023-01-01/organizations/";
    String own = server.credentials().organization().value();
    contributor.get(base + other + "/projects/" + other + "/buckets").refused(403, 7);
    contributor.get(base + own + "/projects/" + other + "/buckets").refused(403, 7);
    server.owner().get(base + own + "/projects/" + other + "/buckets").refused(404, 5);
    contributor.get("//resource-manager/2019-12-10/projects/" + other).refused(403, 7);
    contributor.get("//resource-manager/2019-12-10/projects?scope.id=" + other).refused(403, 7);
    assertThat(nobody.get("//resource-manager/2019-12-10/projects").ok().at("/projects").size())
        .isZero();
    assertThat(
            contributor
                .get("//iam/2019-12-10/caller-identity")
                .ok()
                .text("/principal/service/name"))
        .isEqualTo("contributor");
  }

  @Test
  void trap33_aContributorOfOneBucketGetsAndUpdatesItAndSeesNoOther() {
    String own = newBucket(contributor);
    String resource = ResourceNames.bucket(server.credentials().project(), new BucketName(own));
    ApiClient one = ApiClient.of(server, new People(server).create(Role.CONTRIBUTOR, resource));

    one.get("/buckets/" + own).ok();
    one.patch("/buckets/" + own, "{\"description\":\"mine\"}").ok();
    published(one, own, "fp");
    one.get("/buckets/" + bucket).refused(403, 7);
    one.put("/buckets", "{\"name\":\"another\"}").refused(403, 7);
    assertThat(
            one.get("/buckets")
                .ok()
                .at("/buckets")
                .valueStream()
                .map(b -> b.get("name").asString()))
        .containsExactly(own);
  }

  private static Stream<String> names(Answer channels) {
    return channels
        .ok()
        .at("/channels")
        .valueStream()
        .map(channel -> channel.get("name").asString());
  }

  private String resolved(String path) {
    return path.replace("BUCKET", "/buckets/" + bucket)
        .replace("BLD", build.isEmpty() ? "x" : build)
        .replace("NAME", bucket);
  }
}
