package dev.assay.standalone.http;

import static dev.assay.standalone.http.Fixtures.assign;
import static dev.assay.standalone.http.Fixtures.build;
import static dev.assay.standalone.http.Fixtures.channel;
import static dev.assay.standalone.http.Fixtures.done;
import static dev.assay.standalone.http.Fixtures.newBucket;
import static dev.assay.standalone.http.Fixtures.published;
import static dev.assay.standalone.http.Fixtures.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.events.access.Role;
import dev.assay.events.journal.memory.InMemoryLog;
import dev.assay.projections.access.ResourceNames;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Idempotency-Key: a request that comes again is answered as the first time, and done once. */
class IdempotencyTest {

  private final RegistryServer server = RegistryServer.shared();
  private final ApiClient client = server.contributor();
  private final String name = newBucket(client);
  private final String bucket = "/buckets/" + name;
  private final String key = UUID.randomUUID().toString();

  private Answer call(String method, String path, String body, String key) {
    return call(client, method, path, body, key);
  }

  private static Answer call(ApiClient by, String method, String path, String body, String key) {
    return by.send(request(by, method, path, body).header("Idempotency-Key", key));
  }

  private static HttpRequest.Builder request(
      ApiClient by, String method, String path, String body) {
    return by.request(path)
        .method(method, BodyPublishers.ofString(body))
        .header("Content-Type", "application/json");
  }

  private static void assertSame(Answer again, Answer first) {
    assertThat(again.ok().body()).isEqualTo(first.ok().body());
    for (String header : List.of("ETag", "Assay-Position")) {
      assertThat(again.headers().firstValue(header))
          .as(header)
          .isEqualTo(first.headers().firstValue(header));
    }
  }

  @Test
  void givenEveryKindOfWrite_whenItComesAgainAfterLaterChanges_thenTheFirstAnswer() {
    List<List<String>> writes =
        List.of(
            List.of("PUT", "/buckets", "{\"name\":\"idem-" + name + "\"}"),
            List.of("PATCH", bucket, "{\"description\":\"one\",\"labels\":{\"a\":\"b\"}}"),
            List.of("POST", bucket + "/versions", "{\"fingerprint\":\"fp\"}"),
            List.of(
                "POST",
                bucket + "/versions/fp/builds",
                "{\"component_type\":\"a.b\",\"status\":\"BUILD_DONE\",\"artifacts\":[{"
                    + "\"external_identifier\":\"ami-1\",\"region\":\"eu-1\"}]}"),
            List.of(
                "POST",
                bucket + "/channels",
                "{\"name\":\"stable\",\"version_fingerprint\":\"fp\"}"),
            List.of("POST", bucket + "/channels", "{\"name\":\"copy\"}"),
            List.of(
                "POST",
                bucket + "/channels/assign",
                "{\"source_channel\":\"stable\",\"target_channel\":\"copy\"}"),
            List.of(
                "PATCH",
                bucket + "/channels/stable",
                "{\"update_mask\":\"restricted\",\"restricted\":true}"),
            List.of("PATCH", bucket + "/versions/fp", "{\"revoke_in\":\"1h\"}"),
            List.of("PATCH", bucket + "/versions/fp", "{\"restore\":true}"));
    List<Answer> first = new ArrayList<>();
    for (List<String> write : writes) {
      first.add(call(write.get(0), write.get(1), write.get(2), key + "-" + first.size()).ok());
    }
    client.patch(bucket, "{\"description\":\"two\"}").ok();
    client.patch(bucket + "/versions/fp", "{\"revoke_in\":\"0s\"}").ok();
    client.delete(bucket + "/channels/copy").ok();
    client.delete("/buckets/idem-" + name).ok();
    long end = server.journal().end();

    for (int i = 0; i < writes.size(); i++) {
      List<String> write = writes.get(i);
      assertSame(call(write.get(0), write.get(1), write.get(2), key + "-" + i), first.get(i));
    }
    assertThat(server.journal().end()).isEqualTo(end);
    assertThat(client.get(bucket).text("/bucket/description")).isEqualTo("two");
  }

  @Test
  void givenScheduledRevocationThatTookEffectSince_whenItComesAgain_thenTheFirstAnswer() {
    String version = published(client, name, "fp");
    Answer first = call("PATCH", version, "{\"revoke_in\":\"0.2s\"}", key);
    assertThat(first.ok().text("/version/status")).isEqualTo("VERSION_REVOCATION_SCHEDULED");
    await().until(() -> client.get(version).text("/version/status").equals("VERSION_REVOKED"));

    assertSame(call("PATCH", version, "{\"revoke_in\":\"0.2s\"}", key), first);
    assertThat(first.text("/operation/id")).matches("[0-9a-f-]{36}");
  }

  @Test
  void givenAnotherRequest_whenTheKeyIsReused_thenRefusedAndNothingIsDone() {
    String version = version(client, name, "fp");
    call("PATCH", bucket, "{\"description\":\"one\"}", key).ok();
    long end = server.journal().end();

    for (Answer answer :
        List.of(
            call("PATCH", bucket, "{\"description\":\"two\"}", key),
            call("PATCH", bucket, "{\"description\":\"one\"} ", key),
            call("PATCH", bucket + "?a=b", "{\"description\":\"one\"}", key),
            call("PATCH", version, "{}", key),
            call("PATCH", version, "{\"complete\":true}", key),
            call("PUT", "/buckets", "{\"name\":\"reuse-" + name + "\"}", key))) {
      answer.refused(422, 3);
      assertThat(answer.text("/message")).startsWith("Idempotency-Key: " + key);
    }
    assertThat(server.journal().end()).isEqualTo(end);
  }

  @Test
  void givenRefusals_whenTheyComeAgain_thenTheyAreDecidedAgain() {
    String body = "{\"name\":\"stable\",\"version_fingerprint\":\"fp\"}";
    call("POST", bucket + "/channels", body, key).refused(404, 5);
    published(client, name, "fp");
    call("POST", bucket + "/channels", body, key).ok();
    call("POST", bucket + "/channels", body, key).ok();
    call("POST", bucket + "/channels", body, key + "-2").refused(409, 6);
  }

  @Test
  void givenSameKeyOfAnotherPrincipal_thenItIsAnotherKey() {
    ApiClient other =
        ApiClient.of(
            server,
            new People(server)
                .create(Role.CONTRIBUTOR, ResourceNames.project(server.credentials().project())));
    call("PATCH", bucket, "{\"description\":\"one\"}", key).ok();
    assertThat(
            call(other, "PATCH", bucket, "{\"description\":\"two\"}", key)
                .ok()
                .text("/bucket/description"))
        .isEqualTo("two");
  }

  @Test
  void givenLostRole_whenItComesAgain_thenRefused() {
    People people = new People(server);
    ApiClient nobody = ApiClient.of(server, people.create(null, "x"));
    call(nobody, "PATCH", bucket, "{}", key).refused(403, 7);
  }

  @Test
  void givenAConditionThatHeldTheFirstTime_whenItComesAgain_thenTheFirstAnswer() {
    published(client, name, "fp");
    String stable = channel(client, name, "stable");
    String tag = client.get(stable).headers().firstValue("ETag").orElseThrow();
    String body = "{\"update_mask\":\"versionFingerprint\",\"version_fingerprint\":\"fp\"}";
    Answer first = conditional(stable, body, tag);

    assertSame(conditional(stable, body, tag), first);
    client.send(request(client, "PATCH", stable, body).header("If-Match", tag)).refused(412, 9);
  }

  private Answer conditional(String path, String body, String tag) {
    return client.send(
        request(client, "PATCH", path, body)
            .header("If-Match", tag)
            .header("Idempotency-Key", key));
  }

  @Test
  void givenKeyInQuotes_thenTheSameAsWithout() {
    Answer first = call("PATCH", bucket, "{\"description\":\"one\"}", key);
    client.patch(bucket, "{\"description\":\"two\"}").ok();
    assertSame(call("PATCH", bucket, "{\"description\":\"one\"}", "\"" + key + "\""), first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"open", "two words", "a,b", "\"\"", "\"a\";x=1"})
  void givenNoKey_thenRefusedByName(String bad) {
    long end = server.journal().end();
    Answer answer = call("PATCH", bucket, "{\"description\":\"x\"}", bad).refused(400, 3);
    assertThat(answer.text("/message")).startsWith("Idempotency-Key: ").contains("expected: ");
    assertThat(answer.text("/details/0/field_violations/0/field")).isEqualTo("Idempotency-Key");
    call("PATCH", bucket, "{\"description\":\"x\"}", "k".repeat(256)).refused(400, 3);
    client
        .send(
            request(client, "PATCH", bucket, "{\"description\":\"x\"}")
                .header("Idempotency-Key", "a")
                .header("Idempotency-Key", "b"))
        .refused(400, 3);
    assertThat(server.journal().end()).isEqualTo(end);
  }

  @Test
  void givenMethodsThatAreIdempotentByThemselves_thenTheKeyIsPassedOver() {
    channel(client, name, "stable");
    client.send(client.request(bucket).header("Idempotency-Key", key).GET()).ok();
    String stable = bucket + "/channels/stable";
    client.send(client.request(stable).header("Idempotency-Key", "\"bad").DELETE()).ok();
    client.send(client.request(stable).header("Idempotency-Key", key).DELETE()).refused(404, 5);
  }

  @Test
  void givenBodyThatIsTooLargeOrNoJson_whenUnderAKey_thenRefusedAsWithout() {
    call("PATCH", bucket, "{\"description\":\"" + "x".repeat(600_000) + "\"}", key).refused(413, 3);
    call("PATCH", bucket, "{", key).refused(400, 3);
    call("PATCH", bucket, "", key).ok();
  }

  @Test
  void givenDuplicatesAtOnceOnTwoInstances_thenOneIsDoneAndAllGetItsAnswer() throws Exception {
    try (RegistryServer one = RegistryServer.start(RegistryServer.newLog());
        RegistryServer two = RegistryServer.start(one.bean(InMemoryLog.class))) {
      ApiClient first = one.contributor();
      ApiClient second = ApiClient.with(two, first.bearer());
      String into = newBucket(first);
      version(first, into, "fp");
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int round = 0; round < 20; round++) {
          String path = "/buckets/" + into + "/versions/fp/builds";
          String body = "{\"component_type\":\"c." + round + "\"}";
          String same = "round-" + round;
          List<Future<Answer>> answers = new ArrayList<>();
          for (int n = 0; n < 6; n++) {
            ApiClient by = n % 2 == 0 ? first : second;
            answers.add(threads.submit(() -> call(by, "POST", path, body, same)));
          }
          for (Future<Answer> answer : answers) {
            assertSame(answer.get(), answers.getFirst().get());
          }
        }
      }
      assertThat(
              second
                  .get("/buckets/" + into + "/versions/fp/builds?pagination.page_size=100")
                  .ok()
                  .at("/builds")
                  .size())
          .isEqualTo(20);
    }
  }

  @Test
  void givenRestart_whenItComesAgain_thenTheFirstAnswer() {
    InMemoryLog log = RegistryServer.newLog();
    Answer first;
    String token;
    try (RegistryServer one = RegistryServer.start(log)) {
      ApiClient before = one.contributor();
      token = before.bearer();
      first = call(before, "PUT", "/buckets", "{\"name\":\"restart\"}", key);
      before.patch("/buckets/restart", "{\"description\":\"later\"}").ok();
    }
    try (RegistryServer two = RegistryServer.start(log)) {
      ApiClient after = ApiClient.with(two, token);
      assertSame(call(after, "PUT", "/buckets", "{\"name\":\"restart\"}", key), first);
    }
  }

  @Test
  void givenHeartbeatsUnderKeys_thenTheBuildGoesOn() {
    String build = build(client, version(client, name, "fp"), "a.b");
    for (int n = 0; n < 3; n++) {
      call("PATCH", build, "{\"status\":\"BUILD_RUNNING\"}", key).ok();
      call("PATCH", build, "{\"status\":\"BUILD_RUNNING\"}", key + n).ok();
    }
    done(client, build);
    published(client, name, "fp2");
    assign(client, channel(client, name, "stable"), "fp").ok();
  }
}
