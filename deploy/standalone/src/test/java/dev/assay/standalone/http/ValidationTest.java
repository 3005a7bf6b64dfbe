package dev.assay.standalone.http;

import static dev.assay.standalone.http.Fixtures.build;
import static dev.assay.standalone.http.Fixtures.channel;
import static dev.assay.standalone.http.Fixtures.newBucket;
import static dev.assay.standalone.http.Fixtures.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be right is refused with field, value and expectation, and changes nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValidationTest {

  private final RegistryServer server = RegistryServer.shared();
  private final ApiClient client = server.contributor();
  private String bucket = "";
  private String version = "";
  private String build = "";

  @BeforeAll
  void prepare() {
    bucket = "/buckets/" + newBucket(client);
    version = version(client, bucket.substring("/buckets/".length()), "fp");
    build = build(client, version, "a.b");
    channel(client, bucket.substring("/buckets/".length()), "stable");
  }

  static Stream<Arguments> wrong() {
    String many =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "\"k" + i + "\":\"\"")
            .collect(Collectors.joining(","));
    return Stream.of(
        row("PUT", "/buckets", "{", "body", "JSON"),
        row("PUT", "/buckets", "[]", "body", "object"),
        row("PUT", "/buckets", "null", "body", "object"),
        row("PUT", "/buckets", "{} {}", "body", "JSON"),
        row("PUT", "/buckets", "{}", "name", "3 to 36"),
        row("PUT", "/buckets", "{\"name\":\"" + "n".repeat(37) + "\"}", "name", "3 to 36"),
        row("PUT", "/buckets", "{\"name\":\"a b c\"}", "name", "a b c"),
        row("PUT", "/buckets", "{\"name\":42}", "name", "42"),
        row("PUT", "/buckets", "{\"name\":{\"a\":1}}", "name", "text"),
        row("PUT", "/buckets", "{\"name\":\"abc\\u0000d\"}", "name", "NUL"),
        row(
            "PUT",
            "/buckets",
            "{\"name\":\"v-bucket\",\"description\":\"\\ud800\"}",
            "description",
            "surrogate"),
        row(
            "PUT",
            "/buckets",
            "{\"name\":\"v-bucket\",\"description\":\"" + "d".repeat(256) + "\"}",
            "description",
            "255"),
        row("PUT", "/buckets", "{\"name\":\"v-bucket\",\"labels\":[]}", "labels", "object"),
        row("PUT", "/buckets", "{\"name\":\"v-bucket\",\"labels\":{\"a\":1}}", "labels.a", "text"),
        row(
            "PUT",
            "/buckets",
            "{\"name\":\"v-bucket\",\"labels\":{" + many + "}}",
            "labels",
            "2000"),
        row("POST", "VERSIONS", "{\"fingerprint\":\"-x-\"}", "fingerprint", "1 to 40"),
        row(
            "POST",
            "VERSIONS",
            "{\"fingerprint\":\"x\",\"template_type\":\"YAML\"}",
            "template_type",
            "HCL2"),
        row("POST", "BUILDS", "{}", "component_type", "1 to 255"),
        row(
            "POST",
            "BUILDS",
            "{\"component_type\":\"c\",\"status\":\"BUILD_GREAT\"}",
            "status",
            "BUILD_DONE"),
        row(
            "POST",
            "BUILDS",
            "{\"component_type\":\"c\",\"packer_run_uuid\":\"run\"}",
            "packer_run_uuid",
            "UUID"),
        row(
            "POST",
            "BUILDS",
            "{\"component_type\":\"c\",\"source_external_identifier\":\"ami\"}",
            "source_external_identifier",
            "parent_version_id"),
        row("PATCH", "BUILD", "{\"artifacts\":{}}", "artifacts", "list"),
        row("PATCH", "BUILD", "{\"artifacts\":[1]}", "artifacts[0]", "object"),
        row("PATCH", "BUILD", "{\"artifacts\":[{\"region\":1}]}", "artifacts[0].region", "text"),
        row("PATCH", "BUILD", "{\"metadata\":\"x\"}", "metadata", "object"),
        row("PATCH", "BUILD", "{\"metadata\":{\"a\":[\"\\u0000\"]}}", "metadata", "NUL"),
        row("PATCH", "BUILD", "{\"status\":7}", "status", "text"),
        row("POST", "CHANNELS", "{\"name\":\"c\"}", "name", "3 to 36"),
        row(
            "POST",
            "CHANNELS",
            "{\"name\":\"chan\",\"restricted\":\"yes\"}",
            "restricted",
            "true or false"),
        row("PATCH", "CHANNEL", "{}", "update_mask", "versionFingerprint"),
        row("PATCH", "CHANNEL", "{\"update_mask\":\"name\"}", "update_mask", "name"),
        row(
            "PATCH",
            "CHANNEL",
            "{\"update_mask\":\"versionFingerprint,\"}",
            "update_mask",
            "restricted"),
        row("POST", "ASSIGN", "{\"source_channel\":\"stable\"}", "target_channel", "absent"),
        row("DELETE", "VERSION?rollback_channels=perhaps", "", "rollback_channels", "perhaps"),
        row("GET", "/buckets?pagination.page_size=-1", "", "pagination.page_size", "0..1000"),
        row("GET", "/buckets?pagination.page_size=many", "", "pagination.page_size", "many"),
        row("GET", "/buckets?pagination.page_size=1001", "", "pagination.page_size", "1001"),
        row(
            "GET",
            "/buckets?pagination.next_page_token=xyz",
            "",
            "pagination.next_page_token",
            "xyz"),
        row(
            "GET",
            "/buckets?pagination.next_page_token=a&pagination.previous_page_token=b",
            "",
            "pagination.previous_page_token",
            "absent"),
        row("GET", "/buckets?sorting.order_by=colour", "", "sorting.order_by", "colour"),
        row("GET", "/buckets?sorting.order_by=name%20sideways", "", "sorting.order_by", "sideways"),
        row("GET", "VERSIONS?pagination.page_size=-5", "", "pagination.page_size", "-5"),
        row(
            "GET",
            "BUILDS?pagination.next_page_token=%2B",
            "",
            "pagination.next_page_token",
            "token"),
        row("GET", "CHANNEL/history?pagination.page_size=x", "", "pagination.page_size", "x"));
  }

  private static Arguments row(
      String method, String path, String body, String field, String inMessage) {
    return Arguments.of(method, path, body, field, inMessage);
  }

  @ParameterizedTest(name = "{0} {1} {3}")
  @MethodSource("wrong")
  void givenWhatCannotBeRight_thenRefusedByFieldAndNothingChanged(
      String method, String path, String body, String field, String inMessage) {
    long before = server.journal().end();

    Answer answer = client.call(method, resolved(path), body.isEmpty() ? null : body);

    answer.refused(400, 3);
    assertThat(answer.text("/message"))
        .startsWith(field + ": ")
        .contains(inMessage)
        .contains("expected: ");
    assertThat(answer.text("/details/0/@type"))
        .isEqualTo("type.googleapis.com/google.rpc.BadRequest");
    assertThat(answer.text("/details/0/field_violations/0/field")).isEqualTo(field);
    assertThat(server.journal().end()).isEqualTo(before);
  }

  static Stream<Arguments> wrongHeaders() {
    return Stream.of(
        row("PATCH", "BUCKET", "If-Match", "01X.7", "01X.7"),
        row("PATCH", "BUCKET", "If-Match", "\"open", "\"open"),
        row("PATCH", "CHANNEL", "If-Match", "*, \"a\"", "entity tags"),
        row("PATCH", "BUILD", "If-Match", "\"a\"", "absent"),
        row("PUT", "/buckets", "If-Match", "*", "absent"),
        row("GET", "BUCKET", "If-Match", "*", "absent"),
        row("PATCH", "BUCKET", "Idempotency-Key", "two words", "two words"),
        row("POST", "VERSIONS", "Idempotency-Key", "\"\"", "1 to 255"),
        row("PUT", "/buckets", "Idempotency-Key", "k".repeat(256), "256 characters"));
  }

  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @MethodSource("wrongHeaders")
  void givenHeaderThatCannotBeRight_thenRefusedByNameAndNothingChanged(
      String method, String path, String header, String value, String inMessage) {
    long before = server.journal().end();

    Answer answer =
        client.send(
            client
                .request(resolved(path))
                .method(
                    method,
                    method.equals("GET")
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString("{}"))
                .header("Content-Type", "application/json")
                .header(header, value));

    answer.refused(400, 3);
    assertThat(answer.text("/message"))
        .startsWith(header + ": ")
        .contains(inMessage)
        .contains("expected: ");
    assertThat(answer.text("/details/0/field_violations/0/field")).isEqualTo(header);
    assertThat(server.journal().end()).isEqualTo(before);
  }

  @Test
  void given100000Labels_thenRefused() {
    String labels =
        IntStream.range(0, 100_000)
            .mapToObj(i -> "\"k" + i + "\":\"\"")
            .collect(Collectors.joining(","));
    client.put("/buckets", "{\"name\":\"v-bucket\",\"labels\":{" + labels + "}}").refused(413, 3);
  }

  @Test
  void givenRevocationFieldsThatContradict_thenRefused() {
    for (String fields :
        new String[] {
          "\"revoke_in\":\"0s\",\"revoke_at\":\"2027-01-01T00:00:00Z\"",
          "\"revoke_in\":\"0s\",\"restore\":true",
          "\"revoke_in\":\"0s\",\"complete\":true",
          "\"restore\":true,\"complete\":true",
          "\"revocation_message\":\"why\"",
          "\"disable_rollback_channels\":true",
          "\"revoke_in\":\"5\"",
          "\"revoke_in\":\"99999999d\"",
          "\"revoke_in\":\"h5\"",
          "\"revoke_at\":\"tomorrow\"",
          "\"revoke_at\":5"
        }) {
      client.patch(version, "{" + fields + "}").refused(400, 3);
    }
    client.patch(version, "{\"revoke_in\":\"0s\"}").refused(400, 9);
    client.patch(version, "{\"restore\":true}").refused(400, 9);
    client.patch(version, "{\"complete\":true}").refused(400, 9);
    assertThat(client.patch(version, "{\"restore\":false}").ok().text("/operation/state"))
        .isEqualTo("DONE");
  }

  @Test
  void givenUnknownKeysNullsAndRegionQuery_thenTheyAreIgnored() {
    client
        .patch(
            bucket + "?location.region.provider=aws&location.region.region=x",
            "{\"bucket\":{\"description\":\"no\"},\"labels\":null,\"platforms\":null}")
        .ok();
    assertThat(client.get(bucket + "?location.region.region=x").ok().text("/bucket/description"))
        .isEmpty();
  }

  private String resolved(String path) {
    return path.replace("VERSIONS", bucket + "/versions")
        .replace("VERSION", version)
        .replace("BUILDS", version + "/builds")
        .replace("BUILD", build)
        .replace("BUCKET", bucket)
        .replace("CHANNELS", bucket + "/channels")
        .replace("CHANNEL", bucket + "/channels/stable")
        .replace("ASSIGN", bucket + "/channels/assign");
  }
}
