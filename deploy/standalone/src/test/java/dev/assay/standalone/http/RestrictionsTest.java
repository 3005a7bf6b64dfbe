package dev.assay.standalone.http;

import static dev.assay.standalone.http.Fixtures.channel;
import static dev.assay.standalone.http.Fixtures.newBucket;
import static dev.assay.standalone.http.Fixtures.published;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.access.Role;
import dev.assay.events.bucket.BucketName;
import dev.assay.projections.access.ResourceNames;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What those who may read something do not see of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestrictionsTest {

  private final RegistryServer server = RegistryServer.shared();
  private final ApiClient contributor = server.contributor();
  private final String project = ResourceNames.project(server.credentials().project());
  private ApiClient viewer = contributor;
  private ApiClient nobody = contributor;
  private String bucket = "";

  @BeforeAll
  void prepare() {
    People people = new People(server);
    viewer = ApiClient.of(server, people.create(Role.VIEWER, project));
    nobody = ApiClient.of(server, people.create(null, project));
    bucket = newBucket(contributor);
    published(contributor, bucket, "fp");
    channel(contributor, bucket, "open");
  }

  @Test
  void givenRestrictedChannel_whenViewerAsks_thenItIsNamedInTheRefusalAndLeftOutOfLists() {
    String channels = "/buckets/" + bucket + "/channels";
    Answer refused = viewer.get(channels + "/latest").refused(403, 7);
    assertThat(refused.text("/message")).contains("latest");
    viewer.get(channels + "/latest/history").refused(403, 7);
    assertThat(names(viewer.get(channels)).toList()).contains("open").doesNotContain("latest");
    assertThat(names(contributor.get(channels)).toList()).contains("latest", "open");
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
}
