package dev.assay.standalone.http;

import static dev.assay.standalone.http.Fixtures.assign;
import static dev.assay.standalone.http.Fixtures.build;
import static dev.assay.standalone.http.Fixtures.channel;
import static dev.assay.standalone.http.Fixtures.done;
import static dev.assay.standalone.http.Fixtures.newBucket;
import static dev.assay.standalone.http.Fixtures.published;
import static dev.assay.standalone.http.Fixtures.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What was acknowledged is what everybody reads, at once and in every list. */
class ConsistencyTest {

  private static final int ROUNDS = 2_000;

  private final RegistryServer server = RegistryServer.shared();
  private final ApiClient writer = server.contributor();
  private final ApiClient reader = server.owner();
  private final String bucket = newBucket(writer);

  @Test
  void givenWritesOnOneConnection_whenReadOnAnother_thenNeverTheOldValue() {
    for (int i = 0; i < ROUNDS; i++) {
      String value = "round " + i;
      writer.patch("/buckets/" + bucket, "{\"description\":\"" + value + "\"}").ok();
      assertThat(reader.get("/buckets/" + bucket).ok().text("/bucket/description"))
          .isEqualTo(value);
    }
  }

  @Test
  void givenWrite_whenReadLater_thenTheSameAnswer() {
    Answer created =
        writer
            .put(
                "/buckets",
                "{\"name\":\"same-" + bucket + "\",\"labels\":{\"b\":\"1\",\"a\":\"2\"}}")
            .ok();
    assertThat(reader.get("/buckets/same-" + bucket).ok().withoutRelatives())
        .isEqualTo(created.withoutRelatives());
    Answer version =
        writer
            .post(
                "/buckets/" + bucket + "/versions",
                "{\"fingerprint\":\"fp\",\"template_type\":\"HCL2\"}")
            .ok();
    assertThat(reader.get("/buckets/" + bucket + "/versions/fp").ok().withoutRelatives())
        .isEqualTo(version.withoutRelatives());
    String build = build(writer, "/buckets/" + bucket + "/versions/fp", "a.b");
    Answer done = done(writer, build);
    assertThat(reader.get(build).ok().withoutRelatives()).isEqualTo(done.withoutRelatives());
    String stable = channel(writer, bucket, "stable");
    Answer assigned = assign(writer, stable, "fp").ok();
    assertThat(reader.get(stable).ok().withoutRelatives()).isEqualTo(assigned.withoutRelatives());
    assertThat(
            reader
                .get("/buckets/" + bucket + "/channels")
                .ok()
                .withoutRelatives()
                .at("/channels/1"))
        .isEqualTo(assigned.withoutRelatives().at("/channel"));
    String copy = channel(writer, bucket, "target");
    Answer copied =
        writer
            .post(
                "/buckets/" + bucket + "/channels/assign",
                "{\"source_channel\":\"stable\",\"target_channel\":\"target\"}")
            .ok();
    assertThat(copied.text("/fingerprint")).isEqualTo("fp");
    assertThat(reader.get(copy).ok().withoutRelatives().at("/channel"))
        .isEqualTo(copied.withoutRelatives().at("/target_channel"));
    Answer again = writer.patch("/buckets/" + bucket, "{\"description\":\"new\"}").ok();
    assertThat(reader.get("/buckets/" + bucket).ok().withoutRelatives())
        .isEqualTo(again.withoutRelatives());
  }

  @Test
  void givenNoViewStore_thenPublishingWorksAndReadsSayThatTheyDoNot() {
    server
        .bean(SwitchableViewStore.class)
        .without(() -> {
          String version = version(writer, bucket, "fp");
          assertThat(done(writer, build(writer, version, "a.b")).text("/build/status"))
              .isEqualTo("BUILD_DONE");
          channel(writer, bucket, "stable");
          assertThat(
                  assign(writer, "/buckets/" + bucket + "/channels/stable", "fp")
                      .ok()
                      .text("/channel/version/name"))
              .isEqualTo("v1");
          reader
              .send(
                  reader
                      .request("/buckets/" + bucket)
                      .header("Assay-Consistency", "eventual")
                      .GET())
              .refused(503, 14);
        });
    assertThat(reader.get("/buckets/" + bucket + "/versions/fp").ok().text("/version/name"))
        .isEqualTo("v1");
  }

  @Test
  void givenEventualConsistency_thenAnsweredWithThePositionThatItShows() {
    Answer answer =
        reader.send(
            reader.request("/buckets/" + bucket).header("Assay-Consistency", "eventual").GET());
    assertThat(answer.headers().firstValue("Assay-Position").orElse("")).matches("[0-9]+");
  }

  @Test
  void givenMovesOfAChannel_thenItsHistoryListsThemNewestFirst() {
    published(writer, bucket, "one");
    published(writer, bucket, "two");
    String stable = channel(writer, bucket, "stable");
    assign(writer, stable, "one").ok();
    assign(writer, stable, "two").ok();
    writer.patch(stable, "{\"update_mask\":\"versionFingerprint\"}").ok();
    assign(writer, stable, "one").ok();
    writer.delete("/buckets/" + bucket + "/versions/two").ok();

    Answer history = reader.get(stable + "/history").ok();

    assertThat(history.at("/count").asInt()).isEqualTo(3);
    assertThat(
            history
                .at("/history")
                .valueStream()
                .map(row ->
                    row.at("/version/fingerprint").asString() + " " + row.get("cause").asString()))
        .containsExactly("one MANUAL", "two MANUAL", "one MANUAL");
    assertThat(history.text("/history/0/author_id")).isEqualTo("contributor");
    assertThat(history.at("/history/0/ended_at").isNull()).isTrue();
    assertThat(history.at("/history/0/previous_version").isNull()).isTrue();
    assertThat(history.text("/history/1/previous_version/fingerprint")).isEqualTo("one");
    assertThat(history.at("/history/1/version_deleted").asBoolean()).isTrue();
    assertThat(history.text("/history/1/ended_at"))
        .isLessThanOrEqualTo(history.text("/history/0/assigned_at"));
    assertThat(history.at("/history/2/ended_at")).isEqualTo(history.at("/history/1/assigned_at"));
  }

  @Test
  void givenMoreThanAPage_thenTokensLeadThroughAllOfItAndBack() {
    List<String> all = new ArrayList<>();
    for (int i = 1; i <= 7; i++) {
      published(writer, bucket, "fp-" + i);
      all.add("v" + i);
    }
    String list = "/buckets/" + bucket + "/versions?sorting.order_by=name&pagination.page_size=3";
    List<String> seen = new ArrayList<>();
    Answer page = reader.get(list).ok();
    names(page, seen);
    while (!page.text("/pagination/next_page_token").isEmpty()) {
      page =
          reader
              .get(list + "&pagination.next_page_token=" + page.text("/pagination/next_page_token"))
              .ok();
      names(page, seen);
    }
    assertThat(seen).isEqualTo(all);
    Answer back =
        reader
            .get(
                list
                    + "&pagination.previous_page_token="
                    + page.text("/pagination/previous_page_token"))
            .ok();
    List<String> before = new ArrayList<>();
    names(back, before);
    assertThat(before).containsExactly("v4", "v5", "v6");
    Answer descending = reader.get("/buckets/" + bucket + "/versions").ok();
    assertThat(descending.text("/versions/0/name")).isEqualTo("v7");
    Answer builds =
        reader.get("/buckets/" + bucket + "/versions/fp-1/builds?pagination.page_size=1").ok();
    assertThat(builds.at("/builds").size()).isEqualTo(1);
  }

  @Test
  void givenDeletedBucket_whenMadeAgain_thenNothingIsLeftOfIt() {
    published(writer, bucket, "fp");
    writer.delete("/buckets/" + bucket).ok();
    reader.get("/buckets/" + bucket).refused(404, 5);
    writer.put("/buckets", "{\"name\":\"" + bucket + "\"}").ok();
    writer.put("/buckets", "{\"name\":\"" + bucket + "\"}").refused(409, 6);
    assertThat(reader.get("/buckets/" + bucket).ok().text("/bucket/version_count")).isEqualTo("0");
    assertThat(
            reader.get("/buckets/" + bucket + "/channels/latest/history").ok().at("/count").asInt())
        .isZero();
  }

  private static void names(Answer page, List<String> into) {
    page.at("/versions")
        .valueStream()
        .map(version -> version.get("name"))
        .map(JsonNode::asString)
        .forEach(into::add);
  }
}
