package dev.assay.standalone.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replays every request of ten runs of stock packer 1.15.4, as they were recorded against a working
 * registry.
 */
class TraceReplayTest {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z-]+[0-9]*)\\}");
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final RegistryServer server = RegistryServer.shared();
  private final ApiClient client = server.contributor();
  private final Map<String, String> known = new HashMap<>();
  private int builds;

  @Test
  void givenRecordedRuns_whenReplayed_thenSameStatusesAndCodesAndTheStateTheyLeave()
      throws IOException {
    known.put("org", server.credentials().organization().value());
    known.put("project", server.credentials().project().value());
    List<String> lines = trace();
    assertThat(lines).hasSizeGreaterThan(100);
    for (String line : lines) {
      JsonNode step = MAPPER.readTree(line);
      createWhatWasCreatedBeside(step);
      Answer answer = replay(step);
      String what =
          step.get("step").asString()
              + ": "
              + step.get("method").asString()
              + " "
              + step.get("path").asString();
      if (step.get("status").asInt() == 200) {
        assertThat(answer.status()).as("%s: %s", what, answer.body()).isEqualTo(200);
      } else {
        answer.refused(step.get("status").asInt(), step.get("code").asInt());
      }
      learn(step, answer);
    }
    checkState();
  }

  /**
   * Two calls are not in the recording: the channel's making, by hand, and the creation of the last
   * iteration.
   */
  private void createWhatWasCreatedBeside(JsonNode step) {
    if (step.get("step").asString().equals("channels in the template")
        && known.putIfAbsent("staging", "made") == null) {
      client.post("/buckets/traced/channels", "{\"name\":\"staging\"}").ok();
    }
    if (step.get("path").asString().endsWith("/versions/fp-7/builds")
        && known.putIfAbsent("fp-7", "made") == null) {
      client
          .post("/buckets/traced/versions", "{\"fingerprint\":\"fp-7\",\"template_type\":\"HCL2\"}")
          .ok();
    }
  }

  private Answer replay(JsonNode step) {
    String path = resolved(step.get("path").asString());
    if (step.has("form")) {
      return client.form(
          step.get("form").asString(),
          ApiClient.basic(
              server.credentials().contributor().clientId().value(),
              server.credentials().contributor().secret()));
    }
    JsonNode body = step.get("body");
    return client.call(
        step.get("method").asString(), "/" + path, body == null ? null : resolved(body.toString()));
  }

  private void learn(JsonNode step, Answer answer) {
    if (step.get("method").asString().equals("POST")
        && step.get("path").asString().endsWith("/builds")
        && !isLeftOutOfTheNumbers(step)) {
      builds++;
      known.put("build-" + builds, answer.text("/build/id"));
    }
    if (step.get("path").asString().endsWith("/channels/latest")) {
      known.put("parent-channel-id", answer.text("/channel/id"));
      known.put("parent-version-id", answer.text("/channel/version/id"));
    }
  }

  /** The recording goes on counting without the second build of the heartbeat run. */
  private static boolean isLeftOutOfTheNumbers(JsonNode step) {
    return step.get("path").asString().contains("/fp-7/")
        && step.get("body").get("component_type").asString().equals("file.extra");
  }

  private String resolved(String text) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder resolved = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(resolved, Matcher.quoteReplacement(valueOf(matcher.group(1))));
    }
    return matcher.appendTail(resolved).toString();
  }

  private String valueOf(String placeholder) {
    return placeholder.startsWith("run-")
        ? known.computeIfAbsent(placeholder, _ -> UUID.randomUUID().toString())
        : known.getOrDefault(placeholder, "{" + placeholder + "}");
  }

  private void checkState() {
    Answer bucket = client.get("/buckets/traced").ok();
    assertThat(bucket.text("/bucket/description")).isEqualTo("base image");
    assertThat(bucket.text("/bucket/labels/team")).isEqualTo("core");
    assertThat(bucket.at("/bucket/version_count").isString()).isTrue();
    assertThat(bucket.text("/bucket/version_count")).isEqualTo("7");
    assertThat(bucket.text("/bucket/latest_version/name")).isEqualTo("v5");
    assertThat(bucket.at("/bucket/platforms").toString()).isEqualTo("[\"packer.file\"]");

    Answer versions = client.get("/buckets/traced/versions?sorting.order_by=created_at").ok();
    assertThat(
            versions
                .at("/versions")
                .valueStream()
                .map(v -> v.get("name").asString() + " " + v.get("status").asString()))
        .containsExactly(
            "v1 VERSION_ACTIVE",
            "v2 VERSION_ACTIVE",
            "v3 VERSION_ACTIVE",
            "v4 VERSION_ACTIVE",
            "v5 VERSION_ACTIVE",
            "v0 VERSION_CANCELLED",
            "v0 VERSION_INCOMPLETE");
    Answer resumed = client.get("/buckets/traced/versions/fp-4").ok();
    assertThat(
            resumed
                .at("/version/builds")
                .valueStream()
                .map(build -> build.get("status").asString()))
        .containsExactly("BUILD_DONE", "BUILD_DONE");
    assertThat(resumed.text("/version/builds/0/metadata/packer/version")).isEqualTo("1.15.4");
    assertThat(
            client
                .get("/buckets/traced/channels/staging")
                .ok()
                .text("/channel/version/fingerprint"))
        .isEqualTo("fp-5");
    assertThat(
            client.get("/buckets/traced/channels/latest").ok().text("/channel/version/fingerprint"))
        .isEqualTo("fp-5");
    assertThat(
            client
                .get("/buckets/traced/versions/fp-5")
                .ok()
                .at("/version/has_descendants")
                .asBoolean())
        .isTrue();
    Answer child = client.get("/buckets/traced-child/versions/fp-1").ok();
    assertThat(child.text("/version/name")).isEqualTo("v1");
    assertThat(child.text("/version/builds/0/artifacts/0/external_identifier")).isEqualTo("c.txt");
  }

  private static List<String> trace() throws IOException {
    try (InputStream trace =
        TraceReplayTest.class.getResourceAsStream("packer-1.15.4-trace.jsonl")) {
      assertThat(trace).isNotNull();
      return new String(trace.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
