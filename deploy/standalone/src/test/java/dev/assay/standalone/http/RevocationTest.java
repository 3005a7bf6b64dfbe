package dev.assay.standalone.http;

import static dev.assay.standalone.http.Fixtures.assign;
import static dev.assay.standalone.http.Fixtures.build;
import static dev.assay.standalone.http.Fixtures.channel;
import static dev.assay.standalone.http.Fixtures.newBucket;
import static dev.assay.standalone.http.Fixtures.published;
import static dev.assay.standalone.http.Fixtures.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Revocation, restore and rollback as a client sees them. */
class RevocationTest {

  private final RegistryServer server = RegistryServer.shared();
  private final ApiClient client = server.contributor();
  private final String base = newBucket(client);
  private final String app = newBucket(client);

  private static final String NOW =
      "{\"revoke_in\":\"0s\",\"revocation_message\":\"CVE-2026-1\",\"restore\":false,"
          + "\"revoke_at\":\"0001-01-01T00:00:00.000Z\"}";

  private String child(String bucket, String fingerprint, String parent) {
    String version = version(client, bucket, fingerprint);
    String build = build(client, version, "file.child");
    String parentId = client.get(parent).ok().text("/version/id");
    client
        .patch(
            build,
            "{\"status\":\"BUILD_DONE\",\"platform\":\"aws\",\"parent_version_id\":\""
                + parentId
                + "\",\"source_external_identifier\":\"ami-1\"}")
        .ok();
    return version;
  }

  private String channelVersion(String bucket, String channel) {
    return client
        .get("/buckets/" + bucket + "/channels/" + channel)
        .ok()
        .at("/channel/version/fingerprint")
        .asString("");
  }

  private static String assay(ApiClient client, RegistryServer server, String path) {
    return "//assay/v1/organizations/"
        + server.credentials().organization().value()
        + "/projects/"
        + server.credentials().project().value()
        + path;
  }

  @Test
  void givenDescendantAndChannels_whenRevoked_thenAllShowItAndChannelsGoBack() {
    published(client, base, "good");
    String bad = published(client, base, "bad");
    published(client, app, "good");
    String child = child(app, "child", bad);
    String stable = channel(client, app, "stable");
    assign(client, stable, "good").ok();
    assign(client, stable, "child").ok();

    Answer revoked = client.patch(bad, NOW).ok();

    assertThat(revoked.text("/version/status")).isEqualTo("VERSION_REVOKED");
    assertThat(revoked.text("/version/revocation_message")).isEqualTo("CVE-2026-1");
    assertThat(revoked.text("/version/revocation_type")).isEqualTo("MANUAL");
    assertThat(revoked.text("/version/revocation_author"))
        .isEqualTo(revoked.text("/version/author_id"));
    assertThat(revoked.at("/version/revocation_inherited_from").isNull()).isTrue();
    assertThat(revoked.at("/version/has_descendants").asBoolean()).isTrue();
    assertThat(revoked.text("/operation/state")).isEqualTo("DONE");
    assertThat(client.get(bad).ok().at("/version/revoke_at"))
        .isEqualTo(revoked.at("/version/revoke_at"));
    Answer inherited = client.get(child).ok();
    assertThat(inherited.text("/version/status")).isEqualTo("VERSION_REVOKED");
    assertThat(inherited.text("/version/revocation_type")).isEqualTo("INHERITED");
    assertThat(inherited.text("/version/revocation_message")).isEqualTo("CVE-2026-1");
    assertThat(inherited.at("/version/revoke_at")).isEqualTo(revoked.at("/version/revoke_at"));
    assertThat(inherited.text("/version/revocation_inherited_from/version_fingerprint"))
        .isEqualTo("bad");
    assertThat(inherited.text("/version/revocation_inherited_from/bucket_name")).isEqualTo(base);
    assertThat(
            client
                .get("/" + inherited.text("/version/revocation_inherited_from/href"))
                .ok()
                .text("/version/fingerprint"))
        .isEqualTo("bad");
    assertThat(channelVersion(base, "latest")).isEqualTo("good");
    assertThat(channelVersion(app, "stable")).isEqualTo("good");
    Answer history = client.get(stable + "/history").ok();
    assertThat(history.text("/history/0/cause")).isEqualTo("REVOCATION");
    assertThat(history.text("/history/0/author_id")).isEqualTo("HCP Packer");
    assign(client, stable, "child").refused(400, 9);
    client.patch(bad, NOW).refused(400, 9);
    client.patch(child, "{\"restore\":true}").refused(400, 9);
  }

  @Test
  void givenRevoked_whenRestored_thenEverythingIsEmptyAgainAndNothingMoves() {
    published(client, base, "good");
    String bad = published(client, base, "bad");
    String child = child(app, "child", bad);
    client.patch(bad, NOW).ok();

    Answer restored = client.patch(bad, "{\"restore\":true}").ok();

    for (Answer answer : new Answer[] {restored, client.get(bad).ok(), client.get(child).ok()}) {
      assertThat(answer.text("/version/status")).isEqualTo("VERSION_ACTIVE");
      assertThat(answer.at("/version/revoke_at").isNull()).isTrue();
      assertThat(answer.at("/version/revocation_message").isNull()).isTrue();
      assertThat(answer.at("/version/revocation_author").isNull()).isTrue();
      assertThat(answer.text("/version/revocation_type")).isEqualTo("REVOCATION_TYPE_UNSET");
      assertThat(answer.at("/version/revocation_inherited_from").isNull()).isTrue();
    }
    assertThat(channelVersion(base, "latest")).isEqualTo("good");
    client.patch(bad, "{\"restore\":true}").refused(400, 9);
  }

  @Test
  void givenSchedule_whenItsInstantPasses_thenRevokedByTheClock() {
    String version = published(client, base, "fp");
    Answer scheduled = client.patch(version, "{\"revoke_in\":\"0.3s\"}").ok();
    Instant at = Instant.parse(scheduled.text("/version/revoke_at"));

    Awaitility.await()
        .until(() -> client.get(version).ok().text("/version/status").equals("VERSION_REVOKED"));

    assertThat(Instant.now()).isAfterOrEqualTo(at);
    assertThat(channelVersion(base, "latest")).as("assignments stay").isEqualTo("fp");
    assertThat(client.patch(version, "{\"restore\":true}").ok().text("/version/status"))
        .isEqualTo("VERSION_ACTIVE");
  }

  @Test
  void givenRevokedParent_whenChildIsDone_thenItInheritsAndLatestDoesNotFollow() {
    String bad = published(client, base, "bad");
    client.patch(bad, NOW).ok();

    String child = child(app, "child", bad);

    assertThat(client.get(child).ok().text("/version/status")).isEqualTo("VERSION_REVOKED");
    assertThat(
            client.get("/buckets/" + app + "/channels/latest").ok().at("/channel/version").isNull())
        .isTrue();
  }

  @Test
  void givenSkipAndDisable_whenRevoked_thenDescendantsAndChannelsStay() {
    String bad = published(client, base, "bad");
    String child = child(app, "child", bad);

    client
        .patch(
            bad,
            "{\"revoke_in\":\"0s\",\"skip_descendants_revocation\":true,"
                + "\"disable_rollback_channels\":true}")
        .ok();

    assertThat(client.get(child).ok().text("/version/status")).isEqualTo("VERSION_ACTIVE");
    assertThat(channelVersion(base, "latest")).isEqualTo("bad");
  }

  @Test
  void givenHoldAndEmpty_whenRevoked_thenChannelsDoAsTheyAreSet() {
    published(client, base, "good");
    String bad = published(client, base, "bad");
    String held = channel(client, base, "held");
    String emptied = channel(client, base, "emptied");
    for (String channel : new String[] {held, emptied}) {
      assign(client, channel, "good").ok();
      assign(client, channel, "bad").ok();
    }
    assertThat(
            client
                .patch(held, "{\"update_mask\":\"onRevocation\",\"on_revocation\":\"hold\"}")
                .ok()
                .text("/channel/on_revocation"))
        .isEqualTo("hold");
    client.patch(emptied, "{\"update_mask\":\"onRevocation\",\"on_revocation\":\"empty\"}").ok();
    client
        .patch(held, "{\"update_mask\":\"onRevocation\",\"on_revocation\":\"never\"}")
        .refused(400, 3);

    client.patch(bad, NOW).ok();

    assertThat(channelVersion(base, "held")).isEqualTo("bad");
    assertThat(client.get(emptied).ok().at("/channel/version").isNull()).isTrue();
    assertThat(
            client
                .patch(held, "{\"update_mask\":\"onRevocation\"}")
                .ok()
                .text("/channel/on_revocation"))
        .isEqualTo("roll-back");
  }

  @Test
  void whenRolledBack_thenFurtherBackEachTime() {
    String stable = channel(client, base, "stable");
    for (String fingerprint : new String[] {"a", "b", "c"}) {
      published(client, base, fingerprint);
      assign(client, stable, fingerprint).ok();
    }
    String rollback = assay(client, server, stable + "/rollback");

    assertThat(client.post(rollback, "{}").ok().text("/channel/version/fingerprint"))
        .isEqualTo("b");
    assertThat(client.get(stable + "/history").ok().text("/history/0/cause")).isEqualTo("ROLLBACK");
    client.post(rollback, "{\"version_fingerprint\":\"c\"}").refused(400, 9);
    assertThat(
            client
                .post(rollback, "{\"version_fingerprint\":\"a\"}")
                .ok()
                .text("/channel/version/fingerprint"))
        .isEqualTo("a");
    client.post(rollback, "{}").refused(400, 9);
    client.post(rollback, "{\"version_fingerprint\":\"none\"}").refused(404, 5);
    client
        .post(assay(client, server, "/buckets/" + base + "/channels/none/rollback"), "{}")
        .refused(404, 5);
  }
}
