package dev.assay.standalone.http;

import static dev.assay.standalone.http.Fixtures.newBucket;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.command.access.Credentials;
import dev.assay.events.access.ClientId;
import dev.assay.events.access.Role;
import dev.assay.events.bucket.BucketName;
import dev.assay.projections.access.ResourceNames;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Principals, their keys and what they may do, as the IAM calls manage them. */
class PrincipalsTest {

  private static final String BASE = "//2019-12-10/";

  private final RegistryServer server = RegistryServer.shared();
  private final ApiClient owner = server.owner();
  private final String organization = server.credentials().organization().value();
  private final String project = server.credentials().project().value();

  @Nested
  class Principals {

    @Test
    void givenNewPrincipal_thenShownAsTheProviderNeedsItByBothSpellings() {
      String name = newName();
      JsonNode made = create("project", project, name).at("/service_principal");
      String resource = "iam/project/" + project + "/service-principal/" + name;
      assertThat(made.get("name").asString()).isEqualTo(name);
      assertThat(made.get("resource_name").asString()).isEqualTo(resource);
      assertThat(made.get("organization_id").asString()).isEqualTo(organization);
      assertThat(made.get("project_id").asString()).isEqualTo(project);
      assertThat(UUID.fromString(made.get("id").asString())).isNotNull();
      assertThat(Instant.parse(made.get("created_at").asString())).isBefore(Instant.now());

      Answer encoded = owner.get(BASE + resource.replace("/", "%2F")).ok();
      assertThat(encoded.at("/service_principal")).isEqualTo(made);
      assertThat(encoded.at("/keys").isEmpty()).isTrue();
      assertThat(owner.get(BASE + resource).ok().body()).isEqualTo(encoded.body());
      assertThat(owner.get(BASE + resource.replace("/", "%2f")).ok().body())
          .isEqualTo(encoded.body());

      owner.delete(BASE + resource.replace("/", "%2F")).ok();
      owner.get(BASE + resource).refused(404, 5);
      owner.delete(BASE + resource).refused(404, 5);
    }

    @Test
    void givenNameInUse_thenAlreadyExistsAndFreeAgainAfterDeletion() {
      String name = newName();
      create("organization", organization, name);
      owner.post(parent("organization", organization), named(name)).refused(409, 6);
      owner.delete(principal("organization", organization, name)).ok();
      create("organization", organization, name);
    }

    @Test
    void givenPrincipals_whenListed_thenPagedAndOnlyThoseOfTheParent() {
      String first = newName();
      create("project", project, first);
      create("organization", organization, newName());
      List<String> listed = new ArrayList<>();
      String token = "";
      do {
        Answer page =
            owner
                .get(
                    parent("project", project)
                        + "?pagination.page_size=2&pagination.next_page_token="
                        + token)
                .ok();
        page.at("/service_principals")
            .valueStream()
            .map(each -> each.get("resource_name").asString())
            .forEach(listed::add);
        token = page.text("/pagination/next_page_token");
      } while (!token.isEmpty());
      assertThat(listed)
          .doesNotHaveDuplicates()
          .allMatch(name -> name.startsWith("iam/project/" + project + "/"))
          .contains("iam/project/" + project + "/service-principal/" + first);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "iam%2Fproject%2F..%2F..%2Fservice-principal%2Fx-y",
          "iam%2F..%2Fiam%2Fproject%2FPROJECT%2Fservice-principal%2Fowner",
          "iam%252Fproject%252FPROJECT%252Fservice-principal%252Fcontributor",
          "iam%2Fproject%2FPROJECT%2Fservice-principal%2Fcontributor%2F",
          "%2Fiam%2Fproject%2FPROJECT%2Fservice-principal%2Fcontributor",
          "iam%2Fproject%2FPROJECT%2Fservice-principal%2F%2e%2e",
          "iam/project%2FPROJECT/service-principal/contributor",
          "iam%2Fproject%2FPROJECT%2Fservice-principal%2Fcontributor%2Fkey%2F%20",
          "iam%2Fproject%2F%00%2Fservice-principal%2Fcontributor",
          "iam%2Fproject%2FPROJECT%2Fservice-principal%2Fcontributor%0a",
        })
    void givenTricksWithSlashes_thenNothingIsThere(String trick) {
      Answer answer = owner.get(BASE + trick.replace("PROJECT", project));
      assertThat(answer.status()).as(answer.body()).isIn(400, 404);
      assertThat(owner.delete(BASE + trick.replace("PROJECT", project)).status())
          .isIn(400, 404, 405);
    }

    @Test
    void givenEncodedSlashOutsideResourceNames_thenNotFound() {
      String encoded = owner.project().replace("/projects/", "%2Fprojects/");
      owner.get("/" + encoded + "/buckets").refused(404, 5);
      owner.get("/buckets/x%2Fchannels").refused(404, 5);
      owner.get("//resource-manager%2F2019-12-10/organizations").refused(404, 5);
      owner.get("//x/..%2f2019-12-10/" + "iam%2Fproject").refused(404, 5);
    }

    @Test
    void givenForeignOrMadeUpParents_thenRefused() {
      String other = UUID.randomUUID().toString();
      owner.post(parent("project", other), named(newName())).refused(404, 5);
      owner.post(parent("organization", other), named(newName())).refused(403, 7);
      owner.post(parent("folder", other), named(newName())).refused(400, 3);
      owner.post(parent("project", "x"), named(newName())).refused(400, 3);
    }
  }

  @Nested
  class Batch {

    @Test
    void givenManyIds_thenEachIsAnsweredInOrder() {
      String id = create("project", project, newName()).text("/service_principal/id");
      String nobody = UUID.randomUUID().toString();
      Answer answer =
          server
              .contributor()
              .get(principals("principal_ids=" + nobody + "&principal_ids=" + id))
              .ok();
      assertThat(answer.text("/principals/0/id")).isEqualTo(nobody);
      assertThat(answer.text("/principals/0/type")).isEqualTo("PRINCIPAL_TYPE_UNSPECIFIED");
      assertThat(answer.text("/principals/1/id")).isEqualTo(id);
      assertThat(answer.text("/principals/1/type")).isEqualTo("PRINCIPAL_TYPE_SERVICE");
      assertThat(answer.at("/principals/1/service").isNull()).isTrue();
      assertThat(
              owner
                  .get(principals("view=PRINCIPAL_VIEW_FULL&principal_ids=" + id))
                  .ok()
                  .text("/principals/0/service/id"))
          .isEqualTo(id);
    }

    @Test
    void givenThousand_thenAllAreAnsweredAndOneMoreIsRefused() {
      assertThat(owner.get(principals(ids(1_000))).ok().at("/principals").size()).isEqualTo(1_000);
      owner.get(principals(ids(1_001))).refused(400, 3);
      owner.get(principals("view=ALL&principal_ids=x")).refused(400, 3);
    }

    private static String ids(int count) {
      return IntStream.range(0, count)
          .mapToObj(_ -> "principal_ids=" + UUID.randomUUID())
          .collect(Collectors.joining("&"));
    }

    private String principals(String query) {
      return "//iam/2019-12-10/organizations/" + organization + "/principals?" + query;
    }
  }

  @Nested
  class Keys {

    @Test
    void givenKey_whenCreated_thenItsSecretWorksAndIsShownNowhereElse() {
      String principal = newPrincipal();
      Answer made = owner.post(principal + "/keys", "{}").ok();
      Credentials.Key key = key(made);
      assertThat(key.secret()).hasSize(43);
      assertThat(made.text("/key/state")).isEqualTo("ACTIVE");
      assertThat(made.text("/key/resource_name"))
          .isEqualTo(principal.substring(BASE.length()) + "/key/" + key.clientId());
      assertThat(ApiClient.of(server, key).get("//iam/2019-12-10/caller-identity").ok().status())
          .isEqualTo(200);
      Answer shown = owner.get(principal).ok();
      assertThat(shown.at("/keys/0")).isEqualTo(made.at("/key"));
      assertThat(shown.body()).doesNotContain(key.secret());
    }

    @Test
    void givenTwoKeys_whenTheOldOneIsRevoked_thenItsTokenStopsAndTheNewOneGoesOn() {
      String principal = newPrincipal();
      Credentials.Key old = key(owner.post(principal + "/keys", "{}").ok());
      ApiClient withOld = ApiClient.of(server, old);
      Credentials.Key next = key(owner.post(principal + "/keys", "{}").ok());
      ApiClient withNext = ApiClient.of(server, next);
      withOld.get("//iam/2019-12-10/caller-identity").ok();

      owner.delete(principal + "/key/" + old.clientId()).ok();

      withOld.get("//iam/2019-12-10/caller-identity").refused(401, 16);
      assertThat(ApiClient.anonymous(server).token(old).status()).isEqualTo(401);
      withNext.get("//iam/2019-12-10/caller-identity").ok();
      owner
          .delete(
              (principal + "/key/" + next.clientId())
                  .replace("/", "%2F")
                  .replace("%2F%2F", "//")
                  .replace("//2019-12-10%2F", BASE))
          .ok();
      withNext.get("//iam/2019-12-10/caller-identity").refused(401, 16);
    }

    @Test
    void givenKeyThatExpires_whenItsTimeHasCome_thenSecretAndTokenStop() {
      String principal = newPrincipal();
      Answer made = owner.post(principal + "/keys", "{\"expires_in\":\"2s\"}").ok();
      Credentials.Key key = key(made);
      ApiClient client = ApiClient.of(server, key);
      client.get("//iam/2019-12-10/caller-identity").ok();
      assertThat(Instant.parse(made.text("/key/expires_at"))).isAfter(Instant.now());
      await()
          .atMost(10, SECONDS)
          .untilAsserted(() -> client.get("//iam/2019-12-10/caller-identity").refused(401, 16));
      assertThat(ApiClient.anonymous(server).token(key).status()).isEqualTo(401);
      assertThat(owner.get(principal).ok().text("/keys/0/state")).isEqualTo("DELETING");
    }

    @Test
    void givenIdempotencyKey_whenRepeated_thenThePrincipalIsTheFirstAndTheSecretIsNotShownAgain() {
      String body = named(newName());
      Answer first = repeatable(parent("project", project), body, body);
      assertThat(repeatable(parent("project", project), body, body).ok().body())
          .isEqualTo(first.ok().body());
      String principal = BASE + first.text("/service_principal/resource_name");
      repeatable(principal + "/keys", "{}", principal).ok();
      repeatable(principal + "/keys", "{}", principal).refused(409, 6);
      assertThat(owner.get(principal).ok().at("/keys").size()).isEqualTo(1);
    }

    private Answer repeatable(String path, String body, String key) {
      return owner.send(
          owner
              .request(path)
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", "k-" + Integer.toHexString(key.hashCode()))
              .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void givenPrincipal_whenDeleted_thenItsTokensStop() {
      String principal = newPrincipal();
      ApiClient client = ApiClient.of(server, key(owner.post(principal + "/keys", "{}").ok()));
      client.get("//iam/2019-12-10/caller-identity").ok();
      owner.delete(principal).ok();
      client.get("//iam/2019-12-10/caller-identity").refused(401, 16);
    }

    @Test
    void givenKeyOfAnotherPrincipal_whenNamedUnderThis_thenNotFound() {
      String mine = newPrincipal();
      String yours = newPrincipal();
      Credentials.Key key = key(owner.post(mine + "/keys", "{}").ok());
      owner.delete(yours + "/key/" + key.clientId()).refused(404, 5);
      ApiClient.of(server, key).get("//iam/2019-12-10/caller-identity").ok();
    }

    @Test
    void givenAdminOfTheProject_whenAskingForTheOwnersKey_thenRefused() {
      ApiClient admin = admin();
      admin.post(principal("organization", organization, "owner") + "/keys", "{}").refused(403, 7);
      admin.delete(principal("organization", organization, "owner")).refused(403, 7);
      admin.post(principal("project", project, "contributor") + "/keys", "{}").ok();
    }
  }

  @Nested
  class Policies {

    @Test
    void givenBucketWithoutPolicy_thenNotFoundUntilSetAndThenReadBackAsSet() {
      String bucket = resource(newBucket(owner));
      String id = create("project", project, newName()).text("/service_principal/id");
      owner.get(policy(bucket)).refused(404, 5);

      Answer set = set(bucket, "", binding("roles/contributor", id)).ok();
      assertThat(owner.get(policy(bucket)).ok().body()).isEqualTo(set.body());
      assertThat(set.text("/policy/bindings/0/role_id")).isEqualTo("roles/contributor");
      assertThat(set.text("/policy/bindings/0/members/0/member_id")).isEqualTo(id);
      assertThat(set.text("/policy/bindings/0/members/0/member_type"))
          .isEqualTo("SERVICE_PRINCIPAL");
      String first = set.text("/policy/etag");
      assertThat(first).isNotEmpty();

      Answer changed = set(bucket, first, binding("roles/admin", id)).ok();
      assertThat(changed.at("/policy/bindings").size()).isEqualTo(1);
      assertThat(changed.text("/policy/etag")).isNotEqualTo(first);
      set(bucket, first, binding("roles/viewer", id)).refused(409, 10);
      set(bucket, "", binding("roles/viewer", id)).refused(409, 10);

      Answer emptied = set(bucket, changed.text("/policy/etag")).ok();
      assertThat(emptied.at("/policy/bindings").isEmpty()).isTrue();
      assertThat(owner.get(policy(bucket)).ok().body()).isEqualTo(emptied.body());
      set(bucket, "", binding("roles/viewer", id)).ok();
    }

    @Test
    void givenRoleOnABucket_whenTheBucketIsMadeAgain_thenNobodyInheritsIt() {
      String name = newBucket(owner);
      Credentials.Key key =
          new People(server)
              .create(
                  Role.ADMIN,
                  ResourceNames.bucket(server.credentials().project(), new BucketName(name)));
      ApiClient once = ApiClient.of(server, key);
      once.get("/buckets/" + name).ok();
      owner.delete("/buckets/" + name).ok();
      owner.get(policy(resource(name))).refused(404, 5);
      set(resource(name), "").refused(404, 5);
      owner.put("/buckets", named(name)).ok();
      once.get("/buckets/" + name).refused(403, 7);
      assertThat(owner.get(policy(resource(name))).ok().at("/policy/bindings").isEmpty()).isTrue();
    }

    @Test
    void givenBucketAdmin_thenManagesThisBucketsAccessOnly() {
      String name = newBucket(owner);
      String other = newBucket(owner);
      ApiClient admin =
          ApiClient.of(
              server,
              new People(server)
                  .create(
                      Role.ADMIN,
                      ResourceNames.bucket(server.credentials().project(), new BucketName(name))));
      String etag = admin.get(policy(resource(name))).ok().text("/policy/etag");
      String friend = create("project", project, newName()).text("/service_principal/id");
      admin.put(POLICY, body(resource(name), etag, binding("roles/admin", friend))).ok();
      admin.get(policy(resource(name))).refused(403, 7);
      admin.get(policy(resource(other))).refused(403, 7);
      admin
          .put(POLICY, body("project/" + project, "", binding("roles/admin", friend)))
          .refused(403, 7);
    }

    @Test
    void givenProjectPolicy_thenSetByItsOwnCallAndByTheCallForResources() {
      String before =
          owner
              .get("//resource-manager/2019-12-10/projects/" + project + "/iam-policy")
              .ok()
              .body();
      assertThat(owner.get(policy("project/" + project)).ok().body()).isEqualTo(before);
      assertThat(owner.get(policy("organization/" + organization)).ok().body())
          .isEqualTo(
              owner
                  .get(
                      "//resource-manager/2019-12-10/organizations/" + organization + "/iam-policy")
                  .ok()
                  .body());
    }

    @Test
    void givenWithdrawnRole_thenStopsWithTheNextRequestOfAnIssuedToken() {
      String bucket = newBucket(owner);
      Answer made = create("project", project, newName());
      String id = made.text("/service_principal/id");
      String principal = BASE + made.text("/service_principal/resource_name");
      ApiClient client = ApiClient.of(server, key(owner.post(principal + "/keys", "{}").ok()));
      client.get("/buckets/" + bucket).refused(403, 7);
      String etag =
          set(resource(bucket), "", binding("roles/viewer", id)).ok().text("/policy/etag");
      client.get("/buckets/" + bucket).ok();
      set(resource(bucket), etag).ok();
      client.get("/buckets/" + bucket).refused(403, 7);
    }

    static Stream<Arguments> mistakes() {
      String someone = UUID.randomUUID().toString();
      return Stream.of(
          row(binding("roles/boss", someone), "policy.bindings[0].role_id", "roles/boss"),
          row(binding("roles/owner", "ME"), "policy.bindings[0].members[0]", "roles/owner"),
          row(binding("roles/admin", someone), "policy.bindings[0].members[0]", someone),
          row(
              binding("roles/admin", "ME").replace("SERVICE_PRINCIPAL", "USER"),
              "policy.bindings[0].members[0].member_type",
              "SERVICE_PRINCIPAL"),
          row("{\"members\":[]}", "policy.bindings[0].role_id", "absent"),
          row("{\"role_id\":\"roles/admin\",\"members\":[7]}", "members[0]", "object"),
          row("7", "policy.bindings[0]", "object"));
    }

    private static Arguments row(String binding, String field, String saying) {
      return Arguments.of(binding, field, saying);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void givenMistake_thenNamedAndNothingChanges(String binding, String field, String saying) {
      String bucket = resource(newBucket(owner));
      String me = create("project", project, newName()).text("/service_principal/id");
      Answer refused = set(bucket, "", binding.replace("ME", me)).refused(400, 3);
      assertThat(refused.text("/message")).contains(field, saying, "expected: ");
      owner.get(policy(bucket)).refused(404, 5);
    }

    @Test
    void givenTooManyMembersOrNoResource_thenNamed() {
      String bucket = resource(newBucket(owner));
      String many =
          IntStream.range(0, 1_001)
              .mapToObj(n -> "{\"member_id\":\"" + n + "\",\"member_type\":\"SERVICE_PRINCIPAL\"}")
              .collect(Collectors.joining(","));
      Answer refused =
          set(bucket, "", "{\"role_id\":\"roles/viewer\",\"members\":[" + many + "]}")
              .refused(400, 3);
      assertThat(refused.text("/message")).contains("1001 members", "at most 1000");
      owner.put(POLICY, "{}").refused(400, 3);
      owner.get(POLICY).refused(400, 3);
      owner.get(policy("packer/project/" + project + "/bucket/../x")).refused(400, 3);
      owner.get(policy(bucket) + "&resource_id=project/x").refused(400, 3);
    }

    private static final String POLICY = "//2019-12-10/resource-manager/resources/iam-policy";

    private String policy(String resource) {
      return POLICY + "?resource_name=" + resource;
    }

    private Answer set(String resource, String etag, String... bindings) {
      return owner.put(POLICY, body(resource, etag, bindings));
    }

    private static String body(String resource, String etag, String... bindings) {
      return "{\"resource_name\":\""
          + resource
          + "\",\"policy\":{\"etag\":\""
          + etag
          + "\",\"bindings\":["
          + String.join(",", bindings)
          + "]}}";
    }

    private static String binding(String role, String id) {
      return "{\"role_id\":\""
          + role
          + "\",\"members\":[{\"member_id\":\""
          + id
          + "\",\"member_type\":\"SERVICE_PRINCIPAL\"}]}";
    }

    private String resource(String bucket) {
      return "packer/project/" + project + "/bucket/" + bucket;
    }
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("", "{}", "name", "absent"),
        Arguments.of("", "{\"name\":\"a\"}", "name", "3 to 36"),
        Arguments.of("", "{\"name\":\"a/b/c\"}", "name", "a/b/c"),
        Arguments.of("", "{\"name\":[]}", "name", "text"),
        Arguments.of("keys", "{\"expires_at\":\"soon\"}", "expires_at", "RFC 3339"),
        Arguments.of("keys", "{\"expires_in\":\"soon\"}", "expires_in", "30d"),
        Arguments.of("keys", "{\"expires_in\":\"-1d\"}", "expires_at", "later than now"),
        Arguments.of("keys", "{\"expires_at\":\"2020-01-01T00:00:00Z\"}", "expires_at", "later"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void givenMistake_thenNamed(String call, String body, String field, String saying) {
    String path = call.isEmpty() ? parent("project", project) : newPrincipal() + "/" + call;
    Answer refused = owner.post(path, body).refused(400, 3);
    assertThat(refused.text("/message")).startsWith(field + ": ").contains(saying, "expected: ");
  }

  private Answer create(String kind, String id, String name) {
    return owner.post(parent(kind, id), named(name)).ok();
  }

  /** The path of a new principal of the project. */
  private String newPrincipal() {
    String name = newName();
    create("project", project, name);
    return principal("project", project, name);
  }

  private ApiClient admin() {
    return ApiClient.of(
        server,
        new People(server)
            .create(Role.ADMIN, ResourceNames.project(server.credentials().project())));
  }

  private static String parent(String kind, String id) {
    return BASE + "iam/" + kind + "%2F" + id + "/service-principals";
  }

  private static String principal(String kind, String id, String name) {
    return BASE + "iam/" + kind + "/" + id + "/service-principal/" + name;
  }

  private static Credentials.Key key(Answer made) {
    return new Credentials.Key(
        new ClientId(made.text("/key/client_id")), made.text("/client_secret"));
  }

  private static String named(String name) {
    return "{\"name\":\"" + name + "\"}";
  }

  private static String newName() {
    return "sp-" + UUID.randomUUID().toString().substring(0, 18);
  }
}
