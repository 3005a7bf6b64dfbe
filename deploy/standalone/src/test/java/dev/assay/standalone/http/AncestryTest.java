package dev.assay.standalone.http;

import static dev.assay.standalone.http.Families.born;
import static dev.assay.standalone.http.Families.child;
import static dev.assay.standalone.http.Fixtures.assign;
import static dev.assay.standalone.http.Fixtures.build;
import static dev.assay.standalone.http.Fixtures.channel;
import static dev.assay.standalone.http.Fixtures.newBucket;
import static dev.assay.standalone.http.Fixtures.published;
import static dev.assay.standalone.http.Fixtures.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.access.Role;
import dev.assay.events.bucket.BucketName;
import dev.assay.projections.access.ResourceNames;
import dev.assay.projections.paging.Direction;
import dev.assay.projections.paging.PageToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parents and children as a client sees them. */
class AncestryTest {

  private static final String PARENTS = "?type=ANCESTRY_TYPE_PARENTS";
  private static final String CHILDREN = "?type=ANCESTRY_TYPE_CHILDREN";

  private final RegistryServer server = RegistryServer.shared();
  private final ApiClient client = server.contributor();
  private final String base = newBucket(client);
  private final String app = newBucket(client);

  private static String ancestry(String bucket) {
    return "/buckets/" + bucket + "/ancestry";
  }

  private String status(String bucket, String relatives) {
    return client.get("/buckets/" + bucket).ok().text("/bucket/" + relatives + "/status");
  }

  private ApiClient viewerOf(String bucket) {
    String resource = ResourceNames.bucket(server.credentials().project(), new BucketName(bucket));
    return ApiClient.of(server, new People(server).create(Role.VIEWER, resource));
  }

  @Test
  void givenChildThroughChannel_thenItsStatusFollowsTheChannelWithNoWriteOnIt() {
    String one = published(client, base, "one");
    String stable = channel(client, base, "stable");
    assign(client, stable, "one").ok();
    String child = child(client, app, "child", one, stable);
    String updated = client.get(child).ok().text("/version/updated_at");

    Answer children = client.get(ancestry(base) + CHILDREN).ok();
    assertThat(children.at("/total_count").asInt()).isEqualTo(1);
    assertThat(children.at("/hidden").asInt()).isZero();
    assertThat(children.text("/relations/0/status")).isEqualTo("UP_TO_DATE");
    assertThat(children.text("/relations/0/parent/bucket_name")).isEqualTo(base);
    assertThat(children.text("/relations/0/parent/version_name")).isEqualTo("v1");
    assertThat(children.text("/relations/0/parent/version_fingerprint")).isEqualTo("one");
    assertThat(children.text("/relations/0/parent/channel_name")).isEqualTo("stable");
    assertThat(children.text("/relations/0/parent/channel_version/fingerprint")).isEqualTo("one");
    assertThat(children.text("/relations/0/child/bucket_name")).isEqualTo(app);
    assertThat(children.text("/relations/0/child/version_name")).isEqualTo("v1");
    assertThat(client.get(ancestry(app) + PARENTS).ok().at("/relations"))
        .as("the same relation from the other side")
        .isEqualTo(children.at("/relations"));
    assertThat(client.get(ancestry(app) + CHILDREN).ok().at("/relations").size()).isZero();
    assertThat(status(base, "children")).isEqualTo("UP_TO_DATE");
    assertThat(status(app, "parents")).isEqualTo("UP_TO_DATE");
    assertThat(status(base, "parents")).isEqualTo("UNDETERMINED");

    published(client, base, "two");
    assign(client, stable, "two").ok();

    assertThat(client.get(ancestry(base) + CHILDREN).ok().text("/relations/0/status"))
        .isEqualTo("OUT_OF_DATE");
    assertThat(status(base, "children")).isEqualTo("OUT_OF_DATE");
    assertThat(status(app, "parents")).isEqualTo("OUT_OF_DATE");
    Answer version = client.get(child).ok();
    assertThat(version.text("/version/parents/status")).isEqualTo("OUT_OF_DATE");
    assertThat(version.text("/version/updated_at")).isEqualTo(updated);
    assertThat(
            client
                .get("/" + version.text("/version/parents/href"))
                .ok()
                .text("/relations/0/status"))
        .isEqualTo("OUT_OF_DATE");

    client.delete(stable).ok();
    Answer gone = client.get(ancestry(base) + CHILDREN).ok();
    assertThat(gone.text("/relations/0/status")).isEqualTo("UNDETERMINED");
    assertThat(gone.at("/relations/0/parent/channel_name").isNull()).isTrue();
    assertThat(gone.at("/relations/0/parent/channel_version").isNull()).isTrue();
    assertThat(status(base, "children")).isEqualTo("UNDETERMINED");
  }

  @Test
  void
      givenOnlyTheNewestVersionCounts_whenTheNextOneHasOtherParents_thenTheBucketIsNoChildAnyMore() {
    String one = published(client, base, "one");
    child(client, app, "first", one, null);
    assertThat(client.get(ancestry(base) + CHILDREN).ok().at("/total_count").asInt()).isEqualTo(1);
    published(client, app, "second");
    assertThat(client.get(ancestry(base) + CHILDREN).ok().at("/total_count").asInt()).isZero();
    assertThat(
            client
                .get(ancestry(app) + PARENTS + "&version_fingerprint=first")
                .ok()
                .text("/relations/0/parent/version_fingerprint"))
        .isEqualTo("one");

    client.delete("/buckets/" + app + "/versions/second?rollback_channels=true").ok();

    assertThat(
            client
                .get(ancestry(base) + CHILDREN)
                .ok()
                .text("/relations/0/child/version_fingerprint"))
        .isEqualTo("first");
    assertThat(client.get(one).ok().at("/version/has_descendants").asBoolean()).isTrue();
  }

  @Test
  void givenUntrackedParents_thenShownAsDeclaredAndUndetermined() {
    String version = version(client, app, "fp");
    String first = build(client, version, "one");
    String second = build(client, version, "two");
    String done = "{\"status\":\"BUILD_DONE\",\"platform\":\"aws\",";
    client.patch(first, done + "\"source_external_identifier\":\"ami-9\"}").ok();
    client
        .patch(
            second,
            done + "\"parent_version_id\":\"01NOWHERE\",\"parent_channel_id\":\"01NOCHANNEL\"}")
        .ok();

    Answer parents = client.get(ancestry(app) + PARENTS).ok();

    assertThat(parents.at("/total_count").asInt()).isEqualTo(2);
    assertThat(parents.text("/relations/0/parent/source_external_identifier")).isEqualTo("ami-9");
    assertThat(parents.at("/relations/0/parent/bucket_name").isNull()).isTrue();
    assertThat(parents.at("/relations/0/parent/version_id").isNull()).isTrue();
    assertThat(parents.text("/relations/1/parent/version_id")).isEqualTo("01NOWHERE");
    assertThat(parents.text("/relations/1/status")).isEqualTo("UNDETERMINED");
    assertThat(status(app, "parents")).isEqualTo("UNDETERMINED");
  }

  @Test
  void givenDeletedParent_thenChildrenStayWithTheNamesThatItHad() {
    published(client, base, "zero");
    String one = published(client, base, "one");
    String stable = channel(client, base, "stable");
    assign(client, stable, "one").ok();
    child(client, app, "child", one, stable);

    client.delete(one + "?rollback_channels=true").ok();

    for (String call : new String[] {ancestry(base) + CHILDREN, ancestry(app) + PARENTS}) {
      Answer relations = client.get(call).ok();
      assertThat(relations.at("/total_count").asInt()).isEqualTo(1);
      assertThat(relations.text("/relations/0/status")).isEqualTo("UNDETERMINED");
      assertThat(relations.text("/relations/0/parent/version_name")).isEqualTo("v2");
      assertThat(relations.text("/relations/0/parent/version_fingerprint")).isEqualTo("one");
      assertThat(relations.at("/relations/0/parent/deleted").asBoolean()).isTrue();
    }
    assertThat(status(base, "children")).isEqualTo("UNDETERMINED");
    assertThat(status(app, "parents")).isEqualTo("UNDETERMINED");
  }

  @Test
  void givenBucketMadeAgain_thenItHasNoChildrenAndTheOldOneIsStillTheParent() {
    child(client, app, "child", published(client, base, "one"), null);
    String id = client.get("/buckets/" + base).ok().text("/bucket/id");

    client.delete("/buckets/" + base).ok();
    client.get(ancestry(base)).refused(404, 5);
    client.put("/buckets", "{\"name\":\"" + base + "\"}").ok();
    published(client, base, "one");

    assertThat(client.get("/buckets/" + base).ok().text("/bucket/id")).isNotEqualTo(id);
    assertThat(client.get(ancestry(base)).ok().at("/total_count").asInt()).isZero();
    assertThat(status(base, "children")).isEqualTo("UNDETERMINED");
    Answer again = client.get("/buckets/" + base + "/versions/one").ok();
    assertThat(again.at("/version/has_descendants").asBoolean()).isFalse();
    Answer parents = client.get(ancestry(app) + PARENTS).ok();
    assertThat(parents.text("/relations/0/parent/bucket_name")).isEqualTo(base);
    assertThat(parents.at("/relations/0/parent/deleted").asBoolean()).isTrue();
    assertThat(parents.text("/relations/0/parent/version_name")).isEqualTo("v1");
  }

  @Test
  void givenDeletedChild_thenItIsNoChildAnyMore() {
    String one = published(client, base, "one");
    child(client, app, "child", one, null);
    client.delete("/buckets/" + app).ok();

    assertThat(client.get(ancestry(base)).ok().at("/total_count").asInt()).isZero();
    assertThat(status(base, "children")).isEqualTo("UNDETERMINED");
  }

  @Test
  void givenSeveralBuildsOfOneParent_thenOneRelation() {
    String one = published(client, base, "one");
    String version = version(client, app, "fp");
    String first = build(client, version, "a");
    String second = build(client, version, "b");
    born(client, first, one, null);
    born(client, second, one, null);

    assertThat(client.get(ancestry(app)).ok().at("/total_count").asInt()).isEqualTo(1);
    client.delete(first).ok();
    assertThat(client.get(ancestry(base)).ok().at("/total_count").asInt()).isEqualTo(1);
    client.delete(second).ok();
    assertThat(client.get(ancestry(base)).ok().at("/total_count").asInt()).isZero();
  }

  @Test
  void givenManyChildren_whenPaged_thenEachOnceInBothDirections() {
    String root = newBucket(client);
    String one = child(client, base, "one", published(client, root, "r"), null);
    String stable = channel(client, base, "stable");
    assign(client, stable, "one").ok();
    List<String> buckets = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      buckets.add(newBucket(client));
      child(client, buckets.getLast(), "fp", one, i % 2 == 0 ? stable : null);
    }
    buckets.sort(null);
    String list = ancestry(base) + "?pagination.page_size=3";

    List<String> forward = new ArrayList<>();
    String token = "";
    String last = "";
    do {
      Answer page = client.get(list + (token.isEmpty() ? "" : next(token))).ok();
      assertThat(page.at("/total_count").asInt()).isEqualTo(12);
      page.at("/relations").forEach(row -> forward.add(row.at("/child/bucket_name").asString()));
      token = page.text("/pagination/next_page_token");
      last = page.text("/pagination/previous_page_token");
    } while (!token.isEmpty());
    assertThat(forward.getFirst()).as("the parent comes first").isEqualTo(base);
    assertThat(forward.subList(1, 12)).isEqualTo(buckets);

    List<String> backward = new ArrayList<>();
    while (!last.isEmpty()) {
      Answer page = client.get(list + "&pagination.previous_page_token=" + last).ok();
      List<String> rows = new ArrayList<>();
      page.at("/relations").forEach(row -> rows.add(row.at("/child/bucket_name").asString()));
      backward.addAll(0, rows);
      last = page.text("/pagination/previous_page_token");
    }
    assertThat(backward).isEqualTo(forward.subList(0, 9));
    assertThat(
            client
                .get(ancestry(base) + CHILDREN + "&channel_name=stable")
                .ok()
                .at("/total_count")
                .asInt())
        .isEqualTo(6);
    assertThat(
            client
                .get(ancestry(base) + PARENTS + "&channel_name=stable")
                .ok()
                .at("/total_count")
                .asInt())
        .as("the filter is for children")
        .isEqualTo(1);
  }

  private static String next(String token) {
    return "&pagination.next_page_token=" + token;
  }

  @Test
  void givenCallerOfOneBucket_thenOthersAreCountedAndNotNamed() {
    String one = published(client, base, "one");
    String other = newBucket(client);
    child(client, app, "child", one, null);
    child(client, other, "child", one, null);
    ApiClient viewer = viewerOf(base);

    Answer none = viewer.get(ancestry(base)).ok();
    assertThat(none.at("/total_count").asInt()).isZero();
    assertThat(none.at("/hidden").asInt()).isEqualTo(2);
    assertThat(none.body()).doesNotContain(app).doesNotContain(other);

    Answer parents = viewerOf(app).get(ancestry(app)).ok();
    assertThat(parents.at("/total_count").asInt()).isZero();
    assertThat(parents.at("/hidden").asInt()).isEqualTo(1);
    assertThat(parents.body()).doesNotContain(base);
  }

  @Test
  void givenRevokedAncestorOutOfSight_thenItIsNotNamedAnywhere() {
    String one = published(client, base, "secret-one");
    String child = child(client, app, "child", one, null);
    client.patch(one, "{\"revoke_in\":\"0s\",\"revocation_message\":\"CVE\"}").ok();
    String resource = ResourceNames.bucket(server.credentials().project(), new BucketName(app));
    ApiClient contributor =
        ApiClient.of(server, new People(server).create(Role.CONTRIBUTOR, resource));

    Answer read = contributor.get(child).ok();
    assertThat(read.text("/version/revocation_type")).isEqualTo("INHERITED");
    assertThat(read.text("/version/revocation_message")).isEqualTo("CVE");
    assertThat(read.at("/version/revocation_inherited_from").isNull()).isTrue();
    assertThat(read.at("/version/revocation_ancestor_hidden").asBoolean()).isTrue();
    Answer refused = contributor.patch(child, "{\"restore\":true}").refused(400, 9);
    Answer written = contributor.patch(child, "{}").ok();
    Answer list = contributor.get("/buckets/" + app + "/versions").ok();
    for (Answer answer : List.of(read, refused, written, list)) {
      assertThat(answer.body()).doesNotContain(base).doesNotContain("secret-one");
    }
    assertThat(client.get(child).ok().text("/version/revocation_inherited_from/bucket_name"))
        .isEqualTo(base);
  }

  @Test
  void givenRestrictedChannel_whenViewerAsks_thenTheChannelIsNotNamedAndNoFilter() {
    String one = published(client, base, "one");
    child(client, app, "child", one, "/buckets/" + base + "/channels/latest");
    String project = ResourceNames.project(server.credentials().project());
    ApiClient viewer = ApiClient.of(server, new People(server).create(Role.VIEWER, project));

    Answer seen = viewer.get(ancestry(base)).ok();
    assertThat(seen.text("/relations/0/status")).isEqualTo("UP_TO_DATE");
    assertThat(seen.at("/relations/0/parent/channel_name").isNull()).isTrue();
    assertThat(seen.at("/relations/0/parent/channel_version").isNull()).isTrue();
    viewer.get(ancestry(base) + "?channel_name=latest").refused(403, 7);
    assertThat(client.get(ancestry(base)).ok().text("/relations/0/parent/channel_name"))
        .isEqualTo("latest");
  }

  @ParameterizedTest
  @CsvSource({
    "type=PARENTS, type, ANCESTRY_TYPE_PARENTS",
    "channel_name=x, channel_name, 3 to 36",
    "version_fingerprint=-x, version_fingerprint, 1 to 40",
    "pagination.page_size=-1, pagination.page_size, 0..1000",
    "pagination.page_size=1001, pagination.page_size, 0..1000",
    "pagination.next_page_token=junk, pagination.next_page_token, this list",
  })
  void givenMistake_thenRefusedNamingFieldAndExpectation(
      String query, String field, String expected) {
    String message = client.get(ancestry(base) + "?" + query).refused(400, 3).text("/message");
    assertThat(message).contains(field).contains(expected);
  }

  /** Its checksum is right: it guards against accidents only. */
  @Test
  void givenTokenThatSomebodyMade_thenRefused() {
    String list =
        "ancestry/"
            + server.credentials().project()
            + "/"
            + base
            + "/ANCESTRY_TYPE_UNSET/null/null";
    for (List<String> key :
        List.of(List.<String>of(), List.of("c", "x"), List.of("p"), List.of("z", "1"))) {
      String token = new PageToken(Direction.FORWARD, key).encode(list);
      client.get(ancestry(base) + "?pagination.next_page_token=" + token).refused(400, 3);
    }
  }

  @Test
  void givenUnknownNames_thenNotThere() {
    client.get(ancestry(base) + "?channel_name=none").refused(404, 5);
    client.get(ancestry(base) + "?version_fingerprint=none").refused(409, 10);
    client.get(ancestry("no-such-bucket")).refused(404, 5);
  }

  @Test
  void whenWritten_thenTheAnswerLeavesRelativesOut() {
    String one = published(client, base, "one");
    assertThat(client.patch(one, "{}").ok().at("/version/parents").isNull()).isTrue();
    Answer bucket = client.patch("/buckets/" + base, "{}").ok();
    assertThat(bucket.at("/bucket/children").isNull()).isTrue();
    assertThat(client.get(one).ok().text("/version/parents/status")).isEqualTo("UNDETERMINED");
  }

  /** What was answered about now at some position, to be asked for again. */
  private record Told(String path, String position, String body) {}

  private List<Told> tell(List<String> paths) {
    return paths.stream()
        .map(path -> {
          Answer answer = client.get(path);
          return new Told(
              path,
              answer.headers().firstValue("Assay-Position").orElseThrow(),
              answer.status() == 200 ? answer.body() : "");
        })
        .toList();
  }

  @Test
  void givenAnyHistoryOfAFamily_whenAskedAboutEachMoment_thenAsItWasAnsweredThen() {
    long seed = Long.getLong("assay.test.seed", System.nanoTime());
    System.out.println("AncestryTest seed " + seed + " (repeat with -Dassay.test.seed)");
    Random random = new Random(seed);
    List<String> buckets = List.of(base, app, newBucket(client), newBucket(client));
    List<String> paths =
        buckets.stream()
            .flatMap(bucket ->
                Stream.of(
                    "/buckets/" + bucket,
                    ancestry(bucket),
                    ancestry(bucket) + CHILDREN + "&channel_name=latest",
                    ancestry(bucket) + "?pagination.page_size=1"))
            .toList();
    List<Told> told = new ArrayList<>();
    for (int step = 0; step < 50; step++) {
      step(random, buckets, step);
      told.addAll(tell(paths));
    }

    for (Told then : told) {
      String asOf =
          then.path()
              + (then.path().contains("?") ? "&" : "?")
              + "as_of=position%3A"
              + then.position();
      Answer again = client.get(asOf);
      assertThat(again.status() == 200 ? withoutTokens(again.body()) : "")
          .as("%s as of %s, seed %s: %s", then.path(), then.position(), seed, again.body())
          .isEqualTo(withoutTokens(then.body()));
    }
  }

  /** Tokens hold the moment. */
  private static String withoutTokens(String body) {
    return body.replaceAll("\"(next|previous)_page_token\":\"[^\"]+\"", "");
  }

  private void step(Random random, List<String> buckets, int step) {
    String bucket = buckets.get(random.nextInt(buckets.size()));
    String parent = buckets.get(random.nextInt(buckets.size()));
    List<String> candidates = versions(parent);
    switch (random.nextInt(8)) {
      case 0, 1, 2, 3 -> {
        if (candidates.isEmpty()) {
          published(client, bucket, "fp-" + step);
        } else {
          String from = candidates.get(random.nextInt(candidates.size()));
          String channel = "/buckets/" + parent + "/channels/latest";
          child(client, bucket, "fp-" + step, from, random.nextBoolean() ? channel : null);
        }
      }
      case 4 -> published(client, bucket, "fp-" + step);
      case 5 -> {
        List<String> own = versions(bucket);
        if (!own.isEmpty()) {
          client.delete(own.get(random.nextInt(own.size()))).ok();
        }
      }
      case 6 -> {
        List<String> own = versions(bucket);
        if (!own.isEmpty()) {
          String version = own.get(random.nextInt(own.size()));
          client
              .get(version + "/builds")
              .ok()
              .at("/builds")
              .forEach(
                  build -> client.delete(version + "/builds/" + build.at("/id").asString()).ok());
        }
      }
      default -> {
        if (random.nextInt(3) == 0) {
          client.delete("/buckets/" + bucket).ok();
          client.put("/buckets", "{\"name\":\"" + bucket + "\"}").ok();
        }
      }
    }
  }

  private List<String> versions(String bucket) {
    List<String> paths = new ArrayList<>();
    client
        .get("/buckets/" + bucket + "/versions")
        .ok()
        .at("/versions")
        .forEach(version ->
            paths.add("/buckets/" + bucket + "/versions/" + version.at("/fingerprint").asString()));
    return paths;
  }
}
