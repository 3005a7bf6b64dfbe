package dev.assay.standalone.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.command.access.Credentials;
import dev.assay.events.access.Role;
import dev.assay.events.journal.memory.InMemoryLog;
import dev.assay.projections.access.ResourceNames;
import dev.assay.projections.edge.Draining;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class TokenEndpointTest {

  private static final String GRANT = "grant_type=client_credentials";

  private final RegistryServer server = RegistryServer.shared();
  private final ApiClient anonymous = ApiClient.anonymous(server);
  private final Credentials.Key key = server.credentials().contributor();

  @Test
  void trap21_basicAndFormAreAcceptedAndTheAnswerHasThreeFields() {
    Answer basic = anonymous.token(key).ok();
    assertThat(basic.json().propertyNames())
        .containsExactlyInAnyOrder("access_token", "token_type", "expires_in");
    assertThat(basic.text("/token_type")).isEqualTo("Bearer");
    assertThat(basic.at("/expires_in").asInt()).isEqualTo(3_600);

    Answer form =
        anonymous.form(
            GRANT + "&client_id=" + key.clientId() + "&client_secret=" + key.secret(), null);
    ApiClient.with(server, form.ok().text("/access_token")).get("/buckets").ok();
  }

  @Test
  void givenWrongSecretOrGrant_thenRefusedInBothLanguages() {
    String id = key.clientId().value();
    Answer wrong = anonymous.form(GRANT, ApiClient.basic(id, "wrong")).refused(401, 16);
    assertThat(wrong.text("/error")).isEqualTo("invalid_client");
    anonymous.form(GRANT, ApiClient.basic("nobody", "wrong")).refused(401, 16);
    anonymous.form(GRANT + "&client_id=" + id + "&client_secret=x", null).refused(401, 16);
    anonymous.form(GRANT, null).refused(401, 16);
    Answer grant = anonymous.form("grant_type=password", ApiClient.basic(id, key.secret()));
    assertThat(grant.refused(400, 3).text("/error")).isEqualTo("unsupported_grant_type");
    anonymous.get("//oauth2/token").refused(405, 12);
  }

  @Test
  void givenForgedToken_thenUnauthenticated() {
    String[] parts = anonymous.token(key).ok().text("/access_token").split("\\.", -1);
    String none = encode("{\"alg\":\"none\"}");
    ApiClient.with(server, none + "." + parts[1] + ".").get("/buckets").refused(401, 16);
    String otherClaims = encode("{\"sub\":\"" + server.credentials().owner().clientId() + "\"}");
    ApiClient.with(server, parts[0] + "." + otherClaims + "." + parts[2])
        .get("/buckets")
        .refused(401, 16);
  }

  @Test
  void givenWithdrawnKey_thenItsTokenStopsAtOnce() {
    People people = new People(server);
    Credentials.Key withdrawn =
        people.create(Role.VIEWER, ResourceNames.project(server.credentials().project()));
    ApiClient client = ApiClient.of(server, withdrawn);
    client.get("/buckets").ok();

    people.withdraw(withdrawn);

    client.get("/buckets").refused(401, 16);
    anonymous.token(withdrawn).refused(401, 16);
  }

  @Test
  void trap21_aTokenOutlivesARestartAndHoldsForNoOtherRegistry() {
    InMemoryLog log = RegistryServer.newLog();
    String token;
    try (RegistryServer first = RegistryServer.start(log)) {
      token = first.contributor().bearer();
      ApiClient.with(first, ApiClient.of(server, key).bearer()).get("/buckets").refused(401, 16);
    }
    try (RegistryServer again = RegistryServer.start(log)) {
      ApiClient.with(again, token).get("/buckets").ok();
      ApiClient.with(server, token).get("/buckets").refused(401, 16);

      again.bean(Draining.class).begin();
      ApiClient.with(again, token).get("/buckets").refused(503, 14);
      ApiClient.with(again, token).put("/buckets", "{\"name\":\"late\"}").refused(503, 14);
    }
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
