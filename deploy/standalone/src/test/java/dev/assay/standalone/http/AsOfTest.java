package dev.assay.standalone.http;

import static dev.assay.standalone.http.Fixtures.assign;
import static dev.assay.standalone.http.Fixtures.build;
import static dev.assay.standalone.http.Fixtures.channel;
import static dev.assay.standalone.http.Fixtures.newBucket;
import static dev.assay.standalone.http.Fixtures.published;
import static dev.assay.standalone.http.Fixtures.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.access.Role;
import dev.assay.projections.access.ResourceNames;
import dev.assay.projections.asof.Pin;
import dev.assay.projections.paging.Direction;
import dev.assay.projections.paging.PageToken;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads about the past. */
class AsOfTest {

  private final RegistryServer server = RegistryServer.shared();
  private final ApiClient client = server.contributor();

  private static String asOf(String path, Object moment) {
    return path
        + (path.contains("?") ? "&" : "?")
        + "as_of="
        + URLEncoder.encode(moment.toString(), StandardCharsets.UTF_8);
  }

  private static String position(Answer answer) {
    return "position:" + answer.headers().firstValue("Assay-Position").orElseThrow();
  }

  /** An answer as it was given when it was about now. */
  private record Remembered(String path, Answer answer) {}

  private List<Remembered> remember(List<String> paths) {
    return paths.stream().map(path -> new Remembered(path, client.get(path))).toList();
  }

  private void assertStillTold(List<Remembered> all) {
    for (Remembered then : all) {
      Answer again = client.get(asOf(then.path(), position(then.answer())));
      assertThat(again.status()).as(then.path() + " " + again.body()).isEqualTo(200);
      assertThat(again.body()).as(then.path()).isEqualTo(then.answer().body());
      assertThat(position(again)).isEqualTo(position(then.answer()));
      assertThat(again.headers().firstValue("Assay-Provisional")).isEmpty();
    }
  }

  @Test
  void givenChanges_whenAskedAboutBefore_thenEachAnswerIsTheOneGivenThen() {
    String bucket = newBucket(client);
    String path = "/buckets/" + bucket;
    List<String> paths =
        List.of(
            path,
            path + "/versions",
            path + "/versions?sorting.order_by=name",
            path + "/channels",
            "/registry",
            "/enforced_blocks/bucket/" + bucket);
    List<Remembered> then = new ArrayList<>(remember(paths));
    String first = published(client, bucket, "first");
    String production = channel(client, bucket, "production");
    assign(client, production, "first").ok();
    List<String> all =
        Stream.concat(
                paths.stream(),
                Stream.of(first, first + "/builds", production, production + "/history"))
            .toList();
    then.addAll(remember(all));
    published(client, bucket, "second");
    assign(client, production, "second").ok();
    then.addAll(remember(all));
    client.patch(path + "/versions/second", "{\"revoke_in\":\"0s\"}").ok();
    then.addAll(remember(all));
    client.delete(path + "/versions/second").ok();
    client.patch(path, "{\"description\":\"later\"}").ok();
    then.addAll(remember(all));
    client.delete(path).ok();
    client.put("/buckets", "{\"name\":\"" + bucket + "\"}").ok();
    then.addAll(remember(paths));

    assertStillTold(then);
  }

  @Test
  void givenPages_whenTheListChangesMeanwhile_thenPagesAreOfTheMomentOfTheFirst() {
    String bucket = newBucket(client);
    String list = "/buckets/" + bucket + "/versions?pagination.page_size=2";
    for (int i = 0; i < 5; i++) {
      version(client, bucket, "v" + i);
    }
    String before = position(client.get("/buckets/" + bucket));
    Answer first = client.get(asOf(list, before)).ok();
    client.delete("/buckets/" + bucket + "/versions/v1").ok();
    version(client, bucket, "later");

    String token = "&pagination.next_page_token=" + next(first);
    Answer second = client.get(list + token).ok();
    assertThat(position(second)).isEqualTo(before);
    assertThat(client.get(asOf(list + token, before)).ok().body()).isEqualTo(second.body());
    Answer third = client.get(list + "&pagination.next_page_token=" + next(second)).ok();
    assertThat(
            Stream.of(first, second, third)
                .flatMap(page -> page.at("/versions").valueStream())
                .map(each -> each.get("fingerprint").asString()))
        .containsExactly("v4", "v3", "v2", "v1", "v0");
    assertThat(next(third)).isEmpty();
    client.get(asOf(list + token, "position:0")).refused(400, 3);
    client.get(asOf(list + token, Instant.now())).refused(400, 3);
    String live = next(client.get(list).ok());
    assertThat(
            client
                .get(asOf(list + "&pagination.next_page_token=" + live, before))
                .refused(400, 3)
                .text("/message"))
        .startsWith("as_of: " + before);
  }

  @Test
  void givenAScheduledRevocation_whenItsInstantIsPast_thenTheClockOfThenDecides()
      throws InterruptedException {
    String bucket = newBucket(client);
    String version = published(client, bucket, "fp");
    client.patch(version, "{\"revoke_in\":\"1s\"}").ok();
    Answer scheduled = client.get(version).ok();
    Instant before = Instant.now();
    Instant due = Instant.parse(scheduled.text("/version/revoke_at"));
    assertThat(scheduled.text("/version/status")).isEqualTo("VERSION_REVOCATION_SCHEDULED");
    Thread.sleep(Math.max(0, Instant.now().until(due, ChronoUnit.MILLIS)) + 20);

    assertThat(client.get(asOf(version, position(scheduled))).ok().body())
        .isEqualTo(scheduled.body());
    assertThat(client.get(asOf(version, before)).ok().body()).isEqualTo(scheduled.body());
    assertThat(client.get(asOf(version, due.minusMillis(1))).ok().text("/version/status"))
        .isEqualTo("VERSION_REVOCATION_SCHEDULED");
    Answer then = client.get(asOf(version, due)).ok();
    assertThat(then.text("/version/status")).isEqualTo("VERSION_REVOKED");
    assertThat(then.body()).isEqualTo(client.get(version).ok().body());
  }

  @Test
  void givenATokenThatSomebodyMadeUp_thenRefusedOrAnEmptyPage() {
    String bucket = newBucket(client);
    String list = "versions/" + server.credentials().project() + "/" + bucket + "/created_at desc";
    version(client, bucket, "fp");
    for (Pin pin :
        List.of(
            new Pin(Long.MAX_VALUE, Instant.now(), true),
            new Pin(-1, Instant.now(), true),
            new Pin(3, Instant.now().plusSeconds(60), false),
            new Pin(3, Instant.EPOCH, false))) {
      String token =
          new PageToken(Direction.FORWARD, List.of("x", "y"), Optional.of(pin)).encode(list);
      client
          .get("/buckets/" + bucket + "/versions?pagination.next_page_token=" + token)
          .refused(400, 3);
    }
    long end = server.journal().reached();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    for (List<String> key : List.of(List.<String>of(), List.of("x"), List.of("x", "y", "z"))) {
      String token =
          new PageToken(Direction.FORWARD, key, Optional.of(new Pin(end, now, false))).encode(list);
      client.get("/buckets/" + bucket + "/versions?pagination.next_page_token=" + token).ok();
    }
  }

  @Test
  void givenEventualConsistency_thenThePastIsToldAsFarAsItIsKnown() {
    String bucket = newBucket(client);
    String path = "/buckets/" + bucket;
    String end = position(client.get(path));

    Answer told =
        client.send(client.request(asOf(path, end)).header("Assay-Consistency", "eventual"));
    assertThat(told.ok().body()).isEqualTo(client.get(path).ok().body());
    Answer instant =
        client.send(
            client.request(asOf(path, Instant.now())).header("Assay-Consistency", "eventual"));
    assertThat(instant.ok().headers().firstValue("Assay-Provisional")).hasValue("true");
    client
        .send(
            client.request(asOf(path, "position:99999999")).header("Assay-Consistency", "eventual"))
        .refused(400, 3);
  }

  private static String next(Answer page) {
    return page.text("/pagination/next_page_token");
  }

  @Test
  void givenInstants_thenTheLongestPrefixThatIsNotLater() throws InterruptedException {
    String bucket = newBucket(client);
    String path = "/buckets/" + bucket;
    client.patch(path, "{\"description\":\"one\"}").ok();
    Instant one = Instant.parse(client.get(path).ok().text("/bucket/updated_at"));
    Thread.sleep(5);
    client.patch(path, "{\"description\":\"two\"}").ok();
    Instant two = Instant.parse(client.get(path).ok().text("/bucket/updated_at"));

    assertThat(description(path, one)).isEqualTo("one");
    assertThat(description(path, two.minusNanos(1))).isEqualTo("one");
    assertThat(description(path, two)).isEqualTo("two");
    assertThat(description(path, two.plusNanos(999_999))).isEqualTo("two");
    assertThat(description(path, two.toString().replace("Z", "-00:00"))).isEqualTo("two");
    assertThat(description(path, two.toString().replace("T", "t").replace("Z", "z")))
        .isEqualTo("two");
    assertThat(description(path, two.atOffset(ZoneOffset.ofHoursMinutes(5, 45)).toString()))
        .isEqualTo("two");
    Answer young = client.get(asOf(path, two)).ok();
    assertThat(young.headers().firstValue("Assay-Provisional")).hasValue("true");
  }

  private String description(String path, Object moment) {
    return client.get(asOf(path, moment)).ok().text("/bucket/description");
  }

  @Nested
  class Mistakes {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "position:",
          "position:-1",
          "position:+1",
          "position: 1",
          "position:1.0",
          "position:99999999999999999999",
          "position:9223372036854775807",
          "POSITION:1",
          "yesterday",
          "2026-01-31",
          "2026-01-31T09:30",
          "2026-01-31T09:30:00",
          "2026-01-31 09:30:00Z",
          "2026-02-30T09:30:00Z",
          "2026-01-31T24:00:00Z",
          "2026-01-31T23:59:60Z",
          "2026-01-31T09:30:00+25:00",
          "2026-01-31T09:30:00.Z",
          "+12026-01-31T09:30:00Z",
          "1970-01-01T00:00:00Z",
          "0000-01-01T00:00:00Z",
          "9999-12-31T23:59:59Z",
          "1769851800000"
        })
    void givenWhatIsNoMoment_thenRefusedByFieldAndValue(String moment) {
      String message = client.get(asOf("/buckets", moment)).refused(400, 3).text("/message");
      assertThat(message)
          .startsWith("as_of: " + (moment.isEmpty() ? "empty" : moment))
          .contains("expected");
    }

    @Test
    void givenItTwice_thenRefused() {
      String twice = asOf(asOf("/buckets", "position:1"), "position:1");
      assertThat(client.get(twice).refused(400, 3).text("/message")).contains("2 times");
    }

    @ParameterizedTest
    @CsvSource({
      "PUT,/buckets",
      "POST,/buckets/x/versions",
      "PATCH,/buckets/x",
      "DELETE,/buckets/x",
      "POST,//assay/v1/views/rebuild"
    })
    void givenACallThatIsNoGet_thenRefused(String method, String path) {
      assertThat(
              client
                  .call(method, asOf(path, "position:1"), method.equals("DELETE") ? null : "{}")
                  .refused(400, 3)
                  .text("/message"))
          .startsWith("as_of: position:1 (expected: absent");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "//resource-manager/2019-12-10/organizations",
          "//resource-manager/2019-12-10/projects",
          "//iam/2019-12-10/caller-identity"
        })
    void givenACallThatKnowsOnlyNow_thenRefused(String path) {
      assertThat(client.get(asOf(path, "position:1")).refused(400, 3).text("/message"))
          .startsWith("as_of: position:1 (expected: absent");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/buckets?pagination.page_size=1000",
          "BUCKET",
          "BUCKET/ancestry",
          "BUCKET/versions",
          "BUCKET/versions/fp",
          "BUCKET/versions/fp/builds",
          "BLD",
          "BUCKET/channels",
          "BUCKET/channels/open",
          "BUCKET/channels/open/history",
          "/enforced_blocks/bucket/NAME",
          "/registry"
        })
    void givenAnyReadOfTheRegistry_thenItTakesTheParameter(String path) {
      String bucket = newBucket(client);
      published(client, bucket, "fp");
      channel(client, bucket, "open");
      String resolved =
          path.replace("BUCKET", "/buckets/" + bucket)
              .replace("BLD", build(client, version(client, bucket, "running"), "a.b"))
              .replace("NAME", bucket);
      String end = position(client.get("/buckets/" + bucket));
      assertThat(client.get(asOf(resolved, end)).ok().body())
          .isEqualTo(client.get(resolved).ok().body());
      client.get(asOf(resolved, "junk")).refused(400, 3);
    }
  }

  @Nested
  class WhoMaySee {

    private final ApiClient viewer =
        ApiClient.of(
            server,
            new People(server)
                .create(Role.VIEWER, ResourceNames.project(server.credentials().project())));
    private final String bucket = newBucket(client);
    private final String channel = channel(client, bucket, "production");

    private void restrict(boolean restricted) {
      client
          .patch(channel, "{\"update_mask\":\"restricted\",\"restricted\":" + restricted + "}")
          .ok();
    }

    @Test
    void givenChannelThatWasOpenThen_whenItIsRestrictedNow_thenOnlyWritersSeeIt() {
      String open = position(client.get(channel));
      viewer.get(asOf(channel, open)).ok();
      restrict(true);

      viewer.get(asOf(channel, open)).refused(403, 7);
      assertThat(client.get(asOf(channel, open)).ok().at("/channel/restricted").asBoolean())
          .isFalse();
      assertThat(
              viewer
                  .get(asOf("/buckets/" + bucket + "/channels", open))
                  .ok()
                  .at("/channels")
                  .size())
          .isZero();
    }

    @Test
    void givenChannelThatWasRestrictedThen_whenItIsOpenNow_thenEverybodySeesIt() {
      restrict(true);
      String closed = position(client.get(channel));
      viewer.get(asOf(channel, closed)).refused(403, 7);
      restrict(false);

      assertThat(viewer.get(asOf(channel, closed)).ok().at("/channel/restricted").asBoolean())
          .isTrue();
    }

    @Test
    void givenChannelThatIsGone_thenOnlyWritersSeeIt() {
      String open = position(client.get(channel));
      client.delete(channel).ok();

      viewer.get(asOf(channel, open)).refused(403, 7);
      viewer.get(asOf(channel + "/history", open)).refused(403, 7);
      client.get(asOf(channel, open)).ok();
    }
  }

  @Test
  void givenNoViewStore_thenThePastIsStillTold() {
    String bucket = newBucket(client);
    String then = position(client.get("/buckets/" + bucket));
    server
        .bean(SwitchableViewStore.class)
        .without(() -> {
          client.get(asOf("/buckets/" + bucket, then)).ok();
          client.get("/buckets/" + bucket).refused(503, 14);
        });
  }
}
