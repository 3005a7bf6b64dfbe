package dev.assay.standalone.http;

import static dev.assay.standalone.http.Fixtures.build;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.access.Role;
import dev.assay.events.bucket.BucketName;
import dev.assay.projections.access.ResourceNames;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random changes, the answers that every read gave between them, and the same reads about then: all
 * of it over HTTP, with every page of every list.
 */
class AsOfPropertyTest {

  private static final int CHANGES = 30;
  private static final int PAGES_AT_MOST = 40;

  /** Somebody has a role on it, which would go with it. */
  private static final String KEPT = "kept";

  private static final List<String> BUCKETS = List.of(KEPT, "beta");
  private static final List<String> VERSIONS = List.of("fp-one", "fp-two");
  private static final List<String> CHANNELS = List.of("latest", "dev");

  private final long seed =
      Optional.ofNullable(System.getProperty("assay.test.seed"))
          .map(Long::parseLong)
          .orElseGet(() -> new Random().nextLong());
  private final Random random = new Random(seed);

  /** What a caller was told, and the newest position that it was told at. */
  private record Told(ApiClient caller, String path, String answer, String position) {}

  /** All that was told between two changes, and an instant between them. */
  private record Between(Instant instant, List<Told> told) {}

  @Test
  void givenRandomChanges_whenAskedAboutBetween_thenEveryAnswerIsTheOneGivenThen()
      throws InterruptedException {
    try (RegistryServer server = RegistryServer.start(RegistryServer.newLog())) {
      ApiClient client = server.contributor();
      String one = ResourceNames.bucket(server.credentials().project(), new BucketName(KEPT));
      ApiClient limited = ApiClient.of(server, new People(server).create(Role.CONTRIBUTOR, one));
      client.put("/buckets", "{\"name\":\"" + KEPT + "\"}").ok();
      List<Between> all = new ArrayList<>();
      for (int i = 0; i < CHANGES; i++) {
        int status = 0;
        for (int tries = 0; status != 200; tries++) {
          assertThat(tries)
              .as("seed %s: changes refused, the last with %s", seed, status)
              .isLessThan(300);
          status = change(client);
        }
        List<Told> told = new ArrayList<>();
        paths().forEach(path -> told.add(ask(client, path, "")));
        told.add(ask(limited, "/buckets", ""));
        all.add(new Between(Instant.now().truncatedTo(ChronoUnit.MILLIS), told));
        Thread.sleep(3);
      }
      assertThat(
              all.stream().flatMap(it -> it.told().stream()).map(Told::answer).distinct().count())
          .as("seed %s: different answers", seed)
          .isGreaterThan(2 * CHANGES);
      for (Between between : all) {
        for (Told then : between.told()) {
          assertSame(then, between.instant().toString());
          assertSame(then, "position:" + then.position());
        }
      }
    }
  }

  private void assertSame(Told then, String moment) {
    Told again = ask(then.caller(), then.path(), moment);
    String label = "seed " + seed + ": " + then.path() + " as of " + moment;
    assertThat(again.answer()).as(label).isEqualTo(then.answer());
    assertThat(again.position()).as(label).isEqualTo(then.position());
  }

  private static Stream<String> paths() {
    return Stream.concat(
        Stream.of("/buckets", "/buckets?sorting.order_by=name%20desc", "/registry"),
        BUCKETS.stream().map(bucket -> "/buckets/" + bucket).flatMap(AsOfPropertyTest::within));
  }

  private static Stream<String> within(String bucket) {
    return Stream.of(
            Stream.of(
                bucket,
                bucket + "/versions",
                bucket + "/versions?sorting.order_by=name",
                bucket + "/channels",
                bucket + "/ancestry"),
            VERSIONS.stream()
                .map(version -> bucket + "/versions/" + version)
                .flatMap(version -> Stream.of(version, version + "/builds")),
            CHANNELS.stream()
                .map(channel -> bucket + "/channels/" + channel)
                .flatMap(channel -> Stream.of(channel, channel + "/history")))
        .flatMap(each -> each);
  }

  /** Asks for a call's answer, of lists for all pages, which are named but not shown as tokens. */
  private static Told ask(ApiClient caller, String path, String moment) {
    StringBuilder told = new StringBuilder();
    String position = "";
    String token = "";
    int pages = 0;
    do {
      Answer answer = caller.get(paged(path, token.isEmpty() ? moment : "", token));
      position = answer.headers().firstValue("Assay-Position").orElse("none");
      token = answer.at("/pagination/next_page_token").asString("");
      boolean previous = !answer.at("/pagination/previous_page_token").asString("").isEmpty();
      ObjectNode body = (ObjectNode) answer.json();
      body.remove("pagination");
      told.append(answer.status())
          .append(answer.headers().firstValue("ETag").orElse(""))
          .append(body)
          .append(token.isEmpty() ? "" : " next")
          .append(previous ? " previous" : "")
          .append('\n');
    } while (!token.isEmpty() && ++pages < PAGES_AT_MOST);
    return new Told(caller, path, told.toString(), position);
  }

  private static String paged(String path, String moment, String token) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("pagination.page_size", path.endsWith("/builds") ? "" : "2");
    query.put("pagination.next_page_token", token);
    query.put("as_of", moment);
    StringBuilder asked = new StringBuilder(path);
    query.forEach((name, value) -> {
      if (!value.isEmpty()) {
        asked
            .append(asked.indexOf("?") < 0 ? '?' : '&')
            .append(name)
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
      }
    });
    return asked.toString();
  }

  /** One call that changes something, or is refused; returns its status. */
  private int change(ApiClient client) {
    String name = any(BUCKETS);
    String bucket = "/buckets/" + name;
    String version = bucket + "/versions/" + any(VERSIONS);
    String channel = bucket + "/channels/" + any(CHANNELS);
    return switch (random.nextInt(20)) {
      case 0, 1 -> client.put("/buckets", "{\"name\":\"" + name + "\"}").status();
      case 2, 3, 4 ->
          client.post(bucket + "/versions", "{\"fingerprint\":\"" + any(VERSIONS) + "\"}").status();
      case 5, 6, 7, 8 -> publish(client, version);
      case 9 -> client.post(bucket + "/channels", "{\"name\":\"" + any(CHANNELS) + "\"}").status();
      case 10, 11, 12 -> Fixtures.assign(client, channel, any(VERSIONS)).status();
      case 13 -> Fixtures.assign(client, channel, "").status();
      case 14 ->
          client
              .patch(
                  channel,
                  "{\"update_mask\":\"restricted\",\"restricted\":" + random.nextBoolean() + "}")
              .status();
      case 15 ->
          client
              .patch(
                  version,
                  "{\"revoke_in\":\""
                      + (random.nextBoolean() ? "0s" : "3600s")
                      + "\",\"revocation_message\":\"because\"}")
              .status();
      case 16 -> client.patch(version, "{\"restore\":true}").status();
      case 17 -> client.delete(random.nextInt(3) > 0 ? version : channel).status();
      case 18 -> client.patch(bucket, "{\"description\":\"d" + random.nextInt() + "\"}").status();
      default -> name.equals(KEPT) ? 0 : client.delete(bucket).status();
    };
  }

  /** A build of the version, finished or not, sometimes made from another version. */
  private int publish(ApiClient client, String version) {
    Answer found = client.get(version);
    if (found.status() != 200 || !found.text("/version/name").equals("v0")) {
      return 0;
    }
    String build = build(client, version, "file.c" + random.nextInt(1_000_000));
    String parent =
        client
            .get("/buckets/" + any(BUCKETS) + "/versions/" + any(VERSIONS))
            .at("/version/id")
            .asString("");
    if (random.nextInt(4) == 0) {
      return 200;
    }
    return client
        .patch(
            build,
            "{\"status\":\"BUILD_DONE\",\"platform\":\"aws\",\"source_external_identifier\":\"ami\""
                + (parent.isEmpty() || random.nextBoolean()
                    ? ""
                    : ",\"parent_version_id\":\"" + parent + "\"")
                + ",\"artifacts\":[{\"external_identifier\":\"ami-1\",\"region\":\"eu\"}]}")
        .status();
  }

  private String any(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
