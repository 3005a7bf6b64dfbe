package dev.assay.standalone.http;

import static dev.assay.standalone.http.Fixtures.assign;
import static dev.assay.standalone.http.Fixtures.build;
import static dev.assay.standalone.http.Fixtures.channel;
import static dev.assay.standalone.http.Fixtures.done;
import static dev.assay.standalone.http.Fixtures.newBucket;
import static dev.assay.standalone.http.Fixtures.published;
import static dev.assay.standalone.http.Fixtures.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.journal.memory.InMemoryLog;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** ETag and If-Match: a change is made only if the thing still is as the caller knows it. */
class ConditionsTest {

  private final RegistryServer server = RegistryServer.shared();
  private final ApiClient client = server.contributor();
  private final String name = newBucket(client);
  private final String bucket = "/buckets/" + name;

  private Answer on(String method, String path, @Nullable String body, String... ifMatch) {
    return on(client, method, path, body, ifMatch);
  }

  private static Answer on(
      ApiClient by, String method, String path, @Nullable String body, String... ifMatch) {
    HttpRequest.Builder request =
        by.request(path)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    for (String header : ifMatch) {
      request.header("If-Match", header);
    }
    return by.send(request);
  }

  private static String tag(Answer answer) {
    String tag = answer.ok().headers().firstValue("ETag").orElse("none");
    assertThat(tag).matches("\"[^\"]+\\.[0-9]+\"");
    return tag;
  }

  private static String pointing(String fingerprint) {
    return "{\"update_mask\":\"versionFingerprint\",\"version_fingerprint\":\""
        + fingerprint
        + "\"}";
  }

  @Nested
  class Tags {

    @Test
    void givenWrites_thenTheirTagIsThatOfTheNextRead() {
      String other = "/buckets/tags-" + name;
      assertThat(tag(client.put("/buckets", "{\"name\":\"tags-" + name + "\"}")))
          .isEqualTo(tag(client.get(other)));
      assertThat(tag(client.patch(bucket, "{\"description\":\"d\"}")))
          .isEqualTo(tag(client.get(bucket)));
      String version = bucket + "/versions/fp";
      assertThat(tag(client.post(bucket + "/versions", "{\"fingerprint\":\"fp\"}")))
          .isEqualTo(tag(client.get(version)));
      done(client, build(client, version, "a.b"));
      assertThat(tag(client.patch(version, "{\"complete\":true}")))
          .isEqualTo(tag(client.get(version)));
      assertThat(tag(client.post(bucket + "/channels", "{\"name\":\"stable\"}")))
          .isEqualTo(tag(client.get(bucket + "/channels/stable")));
      assertThat(tag(assign(client, bucket + "/channels/stable", "fp")))
          .isEqualTo(tag(client.get(bucket + "/channels/stable")));
      assertThat(
              tag(
                  client.patch(
                      version, "{\"revoke_in\":\"0s\",\"disable_rollback_channels\":true}")))
          .isEqualTo(tag(client.get(version)));
      assertThat(tag(client.patch(version, "{}"))).isEqualTo(tag(client.get(version)));
    }

    @Test
    void givenWhatAChannelShowsChanges_thenItsTagChanges() {
      String version = published(client, name, "fp");
      String stable = channel(client, name, "stable");
      assign(client, stable, "fp").ok();
      Set<String> tags = new TreeSet<>(List.of(tag(client.get(stable))));

      client.patch(version, "{\"revoke_in\":\"30d\"}").ok();
      assertThat(tags.add(tag(client.get(stable)))).isTrue();
      client.patch(version, "{\"restore\":true}").ok();
      assertThat(tags.add(tag(client.get(stable)))).isTrue();
      client.patch(stable, "{\"update_mask\":\"restricted\",\"restricted\":true}").ok();
      assertThat(tags.add(tag(client.get(stable)))).isTrue();
      client.patch(stable, "{\"update_mask\":\"versionFingerprint\"}").ok();
      assertThat(tags.add(tag(client.get(stable)))).isTrue();
      String before = tag(client.get(stable));
      client.patch(bucket, "{\"description\":\"elsewhere\"}").ok();
      published(client, name, "fp2");
      assertThat(tag(client.get(stable))).isEqualTo(before);
    }

    @Test
    void givenIfNoneMatch_thenTheWholeAnswerAllTheSame() {
      String tag = tag(client.get(bucket));
      Answer answer =
          client.send(client.request(bucket).header("If-None-Match", tag + ", *").GET());
      assertThat(answer.ok().body()).isEqualTo(client.get(bucket).body());
    }

    @Test
    void givenListsHistoriesAndBuilds_thenNoTag() {
      String version = version(client, name, "fp");
      String build = build(client, version, "a.b");
      for (String path :
          List.of(
              "/buckets",
              bucket + "/versions",
              version + "/builds",
              build,
              bucket + "/channels",
              bucket + "/channels/latest/history")) {
        assertThat(client.get(path).ok().headers().firstValue("ETag")).as(path).isEmpty();
      }
    }
  }

  @Nested
  class Held {

    @Test
    void givenTheTagOfNow_thenEveryCallThatTakesOneIsDone() {
      String version = published(client, name, "fp");
      published(client, name, "fp2");
      String stable = channel(client, name, "stable");
      String copy = channel(client, name, "copy");

      on("PATCH", bucket, "{\"description\":\"x\"}", tag(client.get(bucket))).ok();
      String atOne = tag(on("PATCH", stable, pointing("fp"), tag(client.get(stable))));
      String atTwo = tag(on("PATCH", stable, pointing("fp2"), atOne));
      String back =
          tag(on("POST", assay(stable) + "/rollback", "{}", "W/" + atTwo, "\"no\"," + atTwo));
      assertThat(client.get(stable).text("/channel/version/fingerprint")).isEqualTo("fp");
      assertThat(back).isEqualTo(tag(client.get(stable)));
      String copied =
          tag(
              on(
                  "POST",
                  bucket + "/channels/assign",
                  "{\"source_channel\":\"stable\",\"target_channel\":\"copy\"}",
                  tag(client.get(copy))));
      assertThat(copied).isEqualTo(tag(client.get(copy)));
      on("PATCH", version, "{\"revoke_in\":\"30d\"}", tag(client.get(version))).ok();
      on("PATCH", version, "{\"restore\":true}", "*").ok();
      on("DELETE", stable, null, tag(client.get(stable))).ok();
      on("DELETE", copy, null, "*").ok();
      on("DELETE", version, null, tag(client.get(version))).ok();
      on("DELETE", bucket, null, tag(client.get(bucket))).ok();
    }

    @Test
    void givenNothingWouldChange_thenDoneUnderTheSameTag() {
      published(client, name, "fp");
      String stable = channel(client, name, "stable");
      String now = tag(assign(client, stable, "fp"));
      assertThat(tag(on("PATCH", stable, pointing("fp"), now))).isEqualTo(now);
      assertThat(tag(on("PATCH", bucket + "/versions/fp", "{}", "*")))
          .isEqualTo(tag(client.get(bucket + "/versions/fp")));
    }
  }

  @Nested
  class NotHeld {

    @ParameterizedTest
    @ValueSource(strings = {"stale", "weak", "other", "not-a-tag-of-ours"})
    void givenAnotherTag_thenRefusedWithThePresentStateAndNothingIsChanged(String which) {
      String version = published(client, name, "fp");
      String stable = channel(client, name, "stable");
      assign(client, stable, "fp").ok();
      long before = server.journal().end();

      assertRefused("PATCH", bucket, "{\"description\":\"x\"}", which, bucket);
      assertRefused("DELETE", bucket, null, which, bucket);
      assertRefused("PATCH", version, "{\"revoke_in\":\"0s\"}", which, version);
      assertRefused("PATCH", version, "{\"complete\":true}", which, version);
      assertRefused("PATCH", version, "{}", which, version);
      assertRefused("DELETE", version, null, which, version);
      assertRefused("PATCH", stable, pointing("fp"), which, stable);
      assertRefused("DELETE", stable, null, which, stable);
      assertRefused("POST", assay(stable) + "/rollback", "{}", which, stable);
      assertRefused(
          "POST",
          bucket + "/channels/assign",
          "{\"source_channel\":\"latest\",\"target_channel\":\"stable\"}",
          which,
          stable);

      assertThat(server.journal().end()).isEqualTo(before);
    }

    private void assertRefused(
        String method, String path, @Nullable String body, String which, String thing) {
      Answer read = client.get(thing);
      String now = tag(read);
      String sent =
          switch (which) {
            case "stale" -> now.replaceFirst("\\.[0-9]+", ".0");
            case "weak" -> "W/" + now;
            case "other" -> "\"01JDZZZZZZZZZZZZZZZZZZZZZZ" + now.substring(now.indexOf('.'));
            default -> "\"x\", \"y\"";
          };
      Answer answer = on(method, path, body, sent).refused(412, 9);

      assertThat(answer.text("/message")).startsWith("If-Match: ").contains(now);
      assertThat(answer.text("/details/0/reason")).isEqualTo("CONDITION_NOT_MET");
      assertThat(answer.text("/details/1/etag")).isEqualTo(now);
      assertThat(answer.withoutRelatives().at("/details/1/present"))
          .isEqualTo(read.withoutRelatives());
    }

    @Test
    void givenSomethingElseIsWrongToo_thenTheConditionComesFirst() {
      String stable = channel(client, name, "stable");
      on("PATCH", stable, pointing("missing"), "\"x\"").refused(412, 9);
      on("PATCH", stable, pointing("missing"), "*").refused(404, 5);
    }

    @Test
    void givenNothingThere_thenItIsMissedAsWithoutACondition() {
      on("PATCH", "/buckets/no-such", "{}", "*").refused(404, 5);
      on("DELETE", "/buckets/no-such", null, "\"x\"").refused(404, 5);
      on("PATCH", bucket + "/channels/none", pointing("x"), "*").refused(404, 5);
      on("PATCH", bucket + "/versions/none", "{\"restore\":true}", "*").refused(409, 10);
      on("PATCH", bucket + "/versions/none", "{}", "*").refused(409, 10);
      on("DELETE", bucket + "/versions/none", null, "*").refused(404, 5);
      on("POST", assay(bucket + "/channels/none") + "/rollback", "{}", "*").refused(404, 5);
    }

    @Test
    void givenBucketMadeAgain_thenItsOldTagDoesNotHold() {
      String old = tag(client.get(bucket));
      client.delete(bucket).ok();
      client.put("/buckets", "{\"name\":\"" + name + "\"}").ok();
      on("DELETE", bucket, null, old).refused(412, 9);
    }

    @Test
    void givenOneWhoMayNotWrite_thenToldThatAndNotTheState() {
      People people = new People(server);
      ApiClient nobody = ApiClient.of(server, people.create(null, "x"));
      on(nobody, "PATCH", bucket, "{}", "\"x\"").refused(403, 7);
    }
  }

  @Nested
  class Refused {

    @ParameterizedTest
    @ValueSource(strings = {"01X.7", "\"open", "*,\"a\"", ",", "\"a\" \"b\"", "w/\"a\""})
    void givenNoListOfTags_thenRefusedByName(String header) {
      Answer answer = on("PATCH", bucket, "{\"description\":\"x\"}", header).refused(400, 3);
      assertThat(answer.text("/message")).startsWith("If-Match: ").contains("expected: ");
      assertThat(answer.text("/details/0/field_violations/0/field")).isEqualTo("If-Match");
    }

    static Stream<Arguments> calls() {
      return RegistryServer.shared()
          .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
          .getHandlerMethods()
          .keySet()
          .stream()
          .flatMap(call ->
              call.getPatternValues().stream()
                  .filter(path -> !path.equals("/failing") && !path.equals("/error"))
                  .flatMap(path ->
                      call.getMethodsCondition().getMethods().stream()
                          .map(method -> Arguments.of(method, path))));
    }

    private static final Set<String> CONDITIONAL =
        Set.of(
            "PATCH /buckets/{bucket}",
            "DELETE /buckets/{bucket}",
            "PATCH /buckets/{bucket}/versions/{fingerprint}",
            "DELETE /buckets/{bucket}/versions/{fingerprint}",
            "PATCH /buckets/{bucket}/channels/{channel}",
            "DELETE /buckets/{bucket}/channels/{channel}",
            "POST /buckets/{bucket}/channels/assign",
            "POST /buckets/{bucket}/channels/{channel}/rollback");

    /** Every call there is: either the condition is decided, or it is refused by name. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("calls")
    void givenACallThatTakesNoCondition_thenRefusedByName(RequestMethod method, String path) {
      String own =
          server.credentials().organization() + "/projects/" + server.credentials().project();
      String shown = method + path.replaceFirst(".*\\{project}", " ");
      Answer answer =
          on(
              method.name(),
              "/"
                  + path.replace("{organization}/projects/{project}", own)
                      .replaceAll("\\{[^}]+}", "x-y-z"),
              method == RequestMethod.GET || method == RequestMethod.DELETE ? null : "{}",
              "\"a\"");
      if (CONDITIONAL.contains(shown)) {
        assertThat(answer.text("/message")).as(answer.body()).doesNotStartWith("If-Match: given");
      } else {
        answer.refused(400, 3);
        assertThat(answer.text("/message")).startsWith("If-Match: given");
      }
    }
  }

  @Test
  void givenTwoInstances_whenAllWaitForTheSameState_thenExactlyOneWins() throws Exception {
    try (RegistryServer one = RegistryServer.start(RegistryServer.newLog());
        RegistryServer two = RegistryServer.start(one.bean(InMemoryLog.class))) {
      ApiClient first = one.contributor();
      ApiClient second = ApiClient.with(two, first.bearer());
      String racing = newBucket(first);
      for (int n = 0; n < 6; n++) {
        published(first, racing, "fp" + n);
      }
      String stable = channel(first, racing, "stable");
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int round = 0; round < 30; round++) {
          String now = tag(first.get(stable));
          List<Future<Answer>> answers = new ArrayList<>();
          for (int n = 0; n < 6; n++) {
            ApiClient by = n % 2 == 0 ? first : second;
            String fingerprint = "fp" + n;
            answers.add(threads.submit(() -> on(by, "PATCH", stable, pointing(fingerprint), now)));
          }
          List<String> newTags = new ArrayList<>();
          for (Future<Answer> answer : answers) {
            if (answer.get().status() == 200) {
              newTags.add(tag(answer.get()));
            } else {
              answer.get().refused(412, 9);
            }
          }
          newTags.removeIf(now::equals);
          assertThat(newTags).as("round %s", round).containsExactly(tag(second.get(stable)));
        }
      }
    }
  }

  private String assay(String path) {
    return "//assay/v1/organizations/"
        + server.credentials().organization()
        + "/projects/"
        + server.credentials().project()
        + path;
  }
}
