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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The graph around a version, and what a revocation of it would touch. */
class LineageTest {

  private static final String NOW = "{\"revoke_in\":\"0s\"}";

  private final RegistryServer server = RegistryServer.shared();
  private final ApiClient client = server.contributor();
  private final String base = newBucket(client);
  private final String left = newBucket(client);
  private final String right = newBucket(client);
  private final String app = newBucket(client);

  private String assay(String version, String call) {
    return "//assay/v1/organizations/"
        + server.credentials().organization().value()
        + "/projects/"
        + server.credentials().project().value()
        + version
        + "/"
        + call;
  }

  private Answer lineage(String version, String query) {
    return client.get(assay(version, "lineage" + query)).ok();
  }

  private Answer impact(String version, String query) {
    return client.get(assay(version, "impact" + query)).ok();
  }

  private static List<String> all(Answer answer, String list, String... fields) {
    return answer
        .at(list)
        .valueStream()
        .map(row ->
            String.join(
                " ", Stream.of(fields).map(field -> row.at(field).asString("null")).toList()))
        .toList();
  }

  private ApiClient with(Role role, String... buckets) {
    People people = new People(server);
    People.Person person = people.person();
    for (String bucket : buckets) {
      people.grant(
          person,
          role,
          ResourceNames.bucket(server.credentials().project(), new BucketName(bucket)));
    }
    return ApiClient.of(server, person.key());
  }

  /** base → left, right → app: a diamond. */
  private String diamond() {
    String one = published(client, base, "one");
    String stable = channel(client, base, "stable");
    assign(client, stable, "one").ok();
    String l = child(client, left, "l", one, stable);
    String r = child(client, right, "r", one, null);
    String version = version(client, app, "a");
    String first = build(client, version, "x");
    String second = build(client, version, "y");
    born(client, first, l, null);
    born(client, second, r, null);
    return one;
  }

  @Test
  void givenDiamond_whenAsked_thenEachVersionOnceWithAllEdges() {
    String one = diamond();

    Answer down = lineage(one, "?direction=descendants");
    assertThat(all(down, "/nodes", "/bucket_name", "/version_fingerprint", "/distance"))
        .containsExactly(
            base + " one 0",
            Stream.of(left + " l 1", right + " r 1").sorted().toList().get(0),
            Stream.of(left + " l 1", right + " r 1").sorted().toList().get(1),
            app + " a 2");
    assertThat(down.at("/edges").size()).isEqualTo(4);
    assertThat(all(down, "/edges", "/channel_name", "/status"))
        .contains("stable UP_TO_DATE", "null UNDETERMINED");
    assertThat(down.at("/hidden").asInt()).isZero();
    assertThat(down.at("/truncated").asBoolean()).isFalse();
    assertThat(lineage(one, "?direction=ancestors").at("/nodes").size()).isEqualTo(1);
    Answer up = lineage("/buckets/" + app + "/versions/a", "?direction=ancestors");
    assertThat(all(up, "/nodes", "/bucket_name", "/distance")).startsWith(base + " -2");
    assertThat(up.at("/edges").size()).isEqualTo(4);
    Answer near = lineage("/buckets/" + left + "/versions/l", "?depth=1");
    assertThat(all(near, "/nodes", "/bucket_name")).containsExactly(base, left, app);
  }

  @Test
  void givenLimit_whenThereIsMore_thenTruncated() {
    String one = diamond();
    Answer cut = lineage(one, "?limit=2");
    assertThat(cut.at("/nodes").size()).isEqualTo(2);
    assertThat(cut.at("/truncated").asBoolean()).isTrue();
    assertThat(lineage(one, "?limit=4").at("/truncated").asBoolean()).isFalse();
  }

  @Test
  void givenDeletedInBetween_thenItIsStillNamedAndLeadsOn() {
    String one = diamond();
    client.delete("/buckets/" + left).ok();
    client.delete("/buckets/" + right + "/versions/r").ok();

    Answer down = lineage(one, "");

    assertThat(all(down, "/nodes", "/bucket_name", "/version_name", "/deleted"))
        .contains(left + " v1 true", right + " v1 true", app + " v1 false");
  }

  @Test
  void givenVersionsOutOfSight_thenCountedAndTheWayThroughThemShown() {
    String one = diamond();
    ApiClient viewer = with(Role.VIEWER, base, app);

    Answer seen = viewer.get(assay(one, "lineage")).ok();

    assertThat(all(seen, "/nodes", "/bucket_name")).containsExactly(base, app);
    assertThat(seen.at("/hidden").asInt()).isEqualTo(2);
    assertThat(all(seen, "/edges", "/through_hidden", "/channel_name"))
        .containsExactly("true null");
    assertThat(seen.body()).doesNotContain(left).doesNotContain(right);
    viewer.get(assay("/buckets/" + left + "/versions/l", "lineage")).refused(403, 7);
  }

  @Test
  void givenGraphviz_whenAskedFor_thenDot() {
    String one = diamond();
    for (Answer dot :
        List.of(
            client.get(assay(one, "lineage?format=dot")),
            client.send(
                client.request(assay(one, "lineage")).header("Accept", "text/vnd.graphviz")))) {
      assertThat(dot.status()).as(dot.body()).isEqualTo(200);
      assertThat(dot.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/vnd.graphviz");
      assertThat(dot.body())
          .startsWith("digraph lineage {")
          .endsWith("}\n")
          .contains("label=\"" + base + " v1\\none\\nVERSION_ACTIVE\"")
          .contains(" -> ")
          .contains("[label=\"stable\"]");
    }
    assertThat(with(Role.VIEWER, base, app).get(assay(one, "lineage?format=dot")).body())
        .contains("style=dashed")
        .contains("label=\"2 hidden\"");
  }

  @ParameterizedTest
  @CsvSource({
    "lineage?direction=up, direction, 'ancestors, descendants or both'",
    "lineage?depth=0, depth, 1..1000",
    "lineage?depth=deep, depth, 1..1000",
    "lineage?limit=10001, limit, 1..10000",
    "lineage?format=svg, format, json or dot",
    "impact?revoke_in=soon, revoke_in, 30d",
    "impact?revoke_at=soon, revoke_at, RFC 3339",
    "impact?revoke_in=0s&revoke_at=2020-01-01T00:00:00Z, revoke_in, only one",
    "impact?skip_descendants_revocation=yes, skip_descendants_revocation, true or false",
    "impact?as_of=position:1, as_of, absent",
  })
  void givenMistake_thenRefusedNamingFieldAndExpectation(
      String call, String field, String expected) {
    String one = published(client, base, "one");
    String message = client.get(assay(one, call)).refused(400, 3).text("/message");
    assertThat(message).contains(field).contains(expected);
  }

  @Test
  void givenUnknownNames_thenNotThere() {
    for (String call : List.of("lineage", "impact")) {
      client.get(assay("/buckets/" + base + "/versions/none", call)).refused(409, 10);
      client.get(assay("/buckets/nowhere/versions/none", call)).refused(404, 5);
    }
  }

  @Test
  void givenChannels_whenImpactIsAsked_thenWhereEachWouldGoAndNothingIsTouched() {
    published(client, left, "good");
    String one = diamond();
    String back = channel(client, left, "back");
    String held = channel(client, left, "held");
    String emptied = channel(client, left, "emptied");
    for (String channel : List.of(back, held, emptied)) {
      assign(client, channel, "good").ok();
      assign(client, channel, "l").ok();
    }
    String mask = "{\"update_mask\":\"onRevocation\",\"on_revocation\":";
    client.patch(held, mask + "\"hold\"}").ok();
    client.patch(emptied, mask + "\"empty\"}").ok();
    long before = server.journal().end();

    Answer impact = impact(one, "");

    assertThat(server.journal().end()).isEqualTo(before);
    assertThat(impact.text("/version/version_fingerprint")).isEqualTo("one");
    assertThat(impact.at("/revoke_at").isNull()).isTrue();
    assertThat(
            all(
                impact,
                "/descendants",
                "/version/version_fingerprint",
                "/effect",
                "/already_revoked"))
        .containsExactlyInAnyOrder("l revoked false", "r revoked false", "a revoked false");
    assertThat(
            all(
                impact,
                "/channels",
                "/bucket_name",
                "/channel_name",
                "/action",
                "/from/version_fingerprint",
                "/to/version_fingerprint"))
        .containsExactlyInAnyOrder(
            base + " latest empty one null",
            base + " stable empty one null",
            left + " back roll-back l good",
            left + " emptied empty l null",
            left + " held hold l null",
            left + " latest roll-back l good",
            right + " latest empty r null",
            app + " latest empty a null");

    client.patch(one, NOW).ok();
    for (String[] row :
        new String[][] {{left, "back", "good"}, {left, "held", "l"}, {left, "emptied", ""}}) {
      Answer channel = client.get("/buckets/" + row[0] + "/channels/" + row[1]).ok();
      assertThat(channel.at("/channel/version/fingerprint").asString("")).isEqualTo(row[2]);
    }
    client.get(assay(one, "impact")).refused(400, 9);
  }

  @Test
  void givenOptions_whenImpactIsAsked_thenAsTheRevocationWouldTakeThem() {
    String one = diamond();
    Answer alone = impact(one, "?skip_descendants_revocation=true");
    assertThat(alone.at("/descendants").size()).isZero();
    assertThat(all(alone, "/channels", "/channel_name", "/action"))
        .containsExactly("latest empty", "stable empty");
    Answer still = impact(one, "?disable_rollback_channels=true");
    assertThat(all(still, "/channels", "/action")).isNotEmpty().allMatch("hold"::equals);
    Answer later = impact(one, "?revoke_in=30d");
    assertThat(all(later, "/descendants", "/effect")).hasSize(3).allMatch("scheduled"::equals);
    assertThat(all(later, "/channels", "/action")).isNotEmpty().allMatch("hold"::equals);
    assertThat(later.at("/revoke_at").isNull()).isFalse();
    assertThat(impact(one, "?revoke_at=2020-01-01T00:00:00Z").at("/revoke_at").isNull()).isTrue();
  }

  @Test
  void givenThingsOutOfSight_whenImpactIsAsked_thenCountedAndNotNamed() {
    String one = diamond();

    Answer seen = with(Role.VIEWER, base, app).get(assay(one, "impact")).ok();

    assertThat(all(seen, "/descendants", "/version/bucket_name")).containsExactly(app);
    assertThat(seen.at("/hidden/descendants").asInt()).isEqualTo(2);
    assertThat(all(seen, "/channels", "/channel_name"))
        .as("restricted ones are out of a viewer's sight")
        .containsExactly("stable");
    assertThat(seen.at("/hidden/channels").asInt()).isEqualTo(4);
    assertThat(seen.body()).doesNotContain(left).doesNotContain(right);
  }

  @Test
  void givenThingsOutOfSight_whenRevokedAndRestored_thenTheAnswerCountsThem() {
    String one = diamond();
    ApiClient contributor = with(Role.CONTRIBUTOR, base, app);

    Answer revoked = contributor.patch(one, NOW).ok();
    assertThat(revoked.at("/effects/descendants").asInt()).isEqualTo(1);
    assertThat(revoked.at("/effects/channels").asInt()).as("two of base, one of app").isEqualTo(3);
    assertThat(revoked.at("/effects/hidden").asInt()).as("two versions, two channels").isEqualTo(4);
    assertThat(revoked.body()).doesNotContain(left).doesNotContain(right);
    Answer restored = contributor.patch(one, "{\"restore\":true}").ok();
    assertThat(restored.at("/effects/descendants").asInt()).isEqualTo(1);
    assertThat(restored.at("/effects/channels").asInt()).isZero();
    assertThat(restored.at("/effects/hidden").asInt()).isEqualTo(2);
    assertThat(contributor.patch(one, "{}").ok().at("/effects/hidden").asInt()).isZero();
  }

  @Test
  void givenRevokedParent_whenItsBucketIsDeleted_thenNobodyIsFreed() {
    String one = diamond();
    client.patch(one, "{\"revoke_in\":\"0s\",\"revocation_message\":\"CVE\"}").ok();
    client.delete("/buckets/" + base).ok();

    Answer child = client.get("/buckets/" + app + "/versions/a").ok();
    assertThat(child.text("/version/status")).isEqualTo("VERSION_REVOKED");
    assertThat(child.text("/version/revocation_message")).isEqualTo("CVE");
    assertThat(child.text("/version/revocation_inherited_from/version_fingerprint"))
        .isEqualTo("one");
    client.patch("/buckets/" + app + "/versions/a", "{\"restore\":true}").refused(400, 9);
    assertThat(
            lineage("/buckets/" + app + "/versions/a", "?direction=ancestors").at("/nodes").size())
        .isEqualTo(4);
  }
}
