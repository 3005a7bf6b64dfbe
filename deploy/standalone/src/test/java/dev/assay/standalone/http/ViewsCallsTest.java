package dev.assay.standalone.http;

import static dev.assay.standalone.http.Fixtures.newBucket;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Building the views anew while the server answers. */
class ViewsCallsTest {

  private static final String REBUILD = "//assay/v1/views/rebuild";

  private final RegistryServer server = RegistryServer.shared();

  @Test
  void givenOwner_whenRebuilding_thenTheNextGenerationAnswersTheSame() {
    String bucket = newBucket(server.contributor());
    String before = server.owner().get("/buckets/" + bucket).ok().text("/bucket/created_at");

    Answer rebuilt = server.owner().post(REBUILD, "{}").ok();

    assertThat(rebuilt.at("/generation").asInt()).isEqualTo(rebuilt.at("/replaced").asInt() + 1);
    assertThat(server.owner().get("/buckets/" + bucket).ok().text("/bucket/created_at"))
        .isEqualTo(before);
  }

  @Test
  void givenContributorOrNobody_whenRebuilding_thenRefused() {
    assertThat(server.contributor().post(REBUILD, "{}").refused(403, 7).text("/message"))
        .contains("roles/owner");
    ApiClient.anonymous(server).post(REBUILD, "{}").refused(401, 16);
  }
}
