package dev.assay.standalone.http;

import static dev.assay.standalone.http.Fixtures.assign;
import static dev.assay.standalone.http.Fixtures.build;
import static dev.assay.standalone.http.Fixtures.channel;
import static dev.assay.standalone.http.Fixtures.newBucket;
import static dev.assay.standalone.http.Fixtures.published;
import static dev.assay.standalone.http.Fixtures.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.access.Role;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.refusals.memory.InMemoryRefusals;
import dev.assay.projections.access.ResourceNames;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the audit log says of every call, and how it is searched and exported. */
class AuditTest {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final RegistryServer server = RegistryServer.shared();
  private final ApiClient client = server.contributor();
  private final ApiClient owner = server.owner();

  private static String project(RegistryServer server) {
    return "//assay/v1/organizations/"
        + server.credentials().organization()
        + "/projects/"
        + server.credentials().project();
  }

  private static String organization(RegistryServer server) {
    return "//assay/v1/organizations/" + server.credentials().organization();
  }

  private String audit(String query) {
    return project(server) + "/audit?" + query;
  }

  private static Stream<JsonNode> entries(Answer answer) {
    return answer.ok().at("/entries").valueStream();
  }

  /** The rows of one request, the first first. */
  private List<JsonNode> rowsOf(String requestId) {
    List<JsonNode> rows =
        new ArrayList<>(
            entries(owner.get(organization(server) + "/audit?pagination.page_size=1000"))
                .filter(entry -> entry.at("/request/id").asString().equals(requestId))
                .toList());
    return rows.reversed();
  }

  private record Called(Answer answer, String requestId) {}

  private Called call(ApiClient as, String method, String path, @Nullable String body) {
    String id = "audit-" + UUID.randomUUID();
    var request = as.request(path).header("X-Request-Id", id).header("User-Agent", "audit-test/1");
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.method(method, BodyPublishers.ofString(body));
      request.header("Content-Type", "application/json");
    }
    return new Called(as.send(request), id);
  }

  private void expect(
      String method, String path, @Nullable String body, int status, String... rows) {
    Called called = call(client, method, path, body);
    assertThat(called.answer().status()).as(called.answer().body()).isEqualTo(status);
    assertThat(called.answer().headers().firstValue("Assay-Audit")).isEmpty();
    List<JsonNode> found = rowsOf(called.requestId());
    assertThat(found.stream().map(AuditTest::text).toList())
        .as("%s %s %s", method, path, body)
        .containsExactly(rows);
    for (JsonNode row : found) {
      assertThat(row.at("/actor/name").asString()).isEqualTo("contributor");
      assertThat(row.at("/actor/kind").asString()).isEqualTo("service_principal");
      assertThat(row.at("/request/source_address").asString()).isEqualTo("127.0.0.1");
      assertThat(row.at("/request/user_agent").asString()).isEqualTo("audit-test/1");
      if (status != 200) {
        assertThat(row.at("/status").asInt()).isEqualTo(status);
        assertThat(row.at("/code")).isEqualTo(called.answer().at("/code"));
        assertThat(row.at("/message")).isEqualTo(called.answer().at("/message"));
        assertThat(row.at("/position").isNull()).isTrue();
      }
    }
  }

  /** Outcome, action, subject, and what changed. */
  private static String text(JsonNode row) {
    StringBuilder text = new StringBuilder();
    text.append(row.at("/outcome").asString()).append(' ').append(row.at("/action").asString());
    for (String name : List.of("bucket", "channel", "version")) {
      String value = row.at("/" + name).asString("");
      text.append(' ').append(value.isEmpty() ? "-" : value);
    }
    for (JsonNode change : row.at("/changes")) {
      if (!change.at("/field").asString().equals("packer_run_uuid")) {
        text.append("; ")
            .append(change.at("/field").asString())
            .append(": ")
            .append(change.at("/before").asString("none"))
            .append(" -> ")
            .append(change.at("/after").asString("none"));
      }
    }
    return text.toString();
  }

  @Test
  void bucketsAndVersions() {
    String b = "audit-" + UUID.randomUUID().toString().substring(0, 8);
    String at = "/buckets/" + b;
    expect(
        "PUT",
        "/buckets",
        "{\"name\":\"" + b + "\",\"description\":\"one\",\"labels\":{\"os\":\"linux\"}}",
        200,
        "OK bucket.create " + b + " - -; description: none -> one; labels.os: none -> linux",
        "OK channel.create " + b + " latest -; restricted: none -> true; managed: none -> true");
    expect(
        "PUT", "/buckets", "{\"name\":\"" + b + "\"}", 409, "REFUSED bucket.create " + b + " - -");
    expect("PUT", "/buckets", "{\"name\":\"no good\"}", 400, "REFUSED bucket.create - - -");
    expect("PUT", "/buckets", "{\"name\":", 400, "REFUSED bucket.create - - -");
    expect(
        "PATCH",
        at,
        "{\"description\":\"two\"}",
        200,
        "OK bucket.update " + b + " - -; description: one -> two");
    expect("PATCH", at, "{\"description\":\"two\"}", 200, "UNCHANGED bucket.update " + b + " - -");
    expect("PATCH", at, "{\"description\":3}", 400, "REFUSED bucket.update " + b + " - -");
    expect("PATCH", "/buckets/absent", "{}", 404, "REFUSED bucket.update absent - -");
    expect(
        "POST",
        at + "/versions",
        "{\"fingerprint\":\"fp\",\"template_type\":\"HCL2\"}",
        200,
        "OK version.create " + b + " - fp; template_type: none -> HCL2");
    expect(
        "POST",
        at + "/versions",
        "{\"fingerprint\":\"fp\"}",
        409,
        "REFUSED version.create " + b + " - fp");
    expect("PATCH", at + "/versions/fp", "{}", 200, "UNCHANGED version.update " + b + " - fp");
    expect(
        "PATCH",
        at + "/versions/fp",
        "{\"complete\":true}",
        400,
        "REFUSED version.complete " + b + " - fp");
    expect(
        "PATCH",
        at + "/versions/none",
        "{\"restore\":true}",
        409,
        "REFUSED version.restore " + b + " - none");
    expect(
        "DELETE",
        at + "/versions/fp",
        null,
        200,
        "OK version.delete " + b + " - fp; name: v0 -> none");
    expect("DELETE", at + "/versions/fp", null, 404, "REFUSED version.delete " + b + " - fp");
    expect("DELETE", at, null, 200, "OK bucket.delete " + b + " - -");
    expect("DELETE", at, null, 404, "REFUSED bucket.delete " + b + " - -");
  }

  @Test
  void buildsAndTheirCompletion() {
    String b = newBucket(client);
    String at = version(client, b, "fp");
    Called made =
        call(
            client,
            "POST",
            at + "/builds",
            "{\"component_type\":\"file.base\",\"packer_run_uuid\":\"0191d7b2-0000-4000-8000-000000000001\"}");
    String build = at + "/builds/" + made.answer().ok().text("/build/id");
    assertThat(rowsOf(made.requestId()).stream().map(AuditTest::text))
        .containsExactly("OK build.create " + b + " - fp; component_type: none -> file.base");
    assertThat(rowsOf(made.requestId()).getFirst().at("/build_id").asString())
        .isEqualTo(made.answer().text("/build/id"));
    expect(
        "POST",
        at + "/builds",
        "{\"component_type\":\"\"}",
        400,
        "REFUSED build.create " + b + " - fp");
    expect(
        "PATCH",
        build,
        "{\"status\":\"BUILD_RUNNING\"}",
        200,
        "OK build.update " + b + " - fp; status: BUILD_UNSET -> BUILD_RUNNING");
    // A sign of life says nothing: no row.
    expect("PATCH", build, "{\"status\":\"BUILD_RUNNING\"}", 200);
    expect(
        "PATCH", build, "{\"status\":\"BUILD_ODD\"}", 400, "REFUSED build.update " + b + " - fp");
    expect(
        "PATCH",
        build,
        "{\"status\":\"BUILD_DONE\",\"platform\":\"aws\",\"labels\":{\"git\":\"c0ffee\"},"
            + "\"artifacts\":[{\"external_identifier\":\"ami-1\",\"region\":\"eu-1\"}],"
            + "\"metadata\":{\"packer\":{\"token\":\"hunter2\"}}}",
        200,
        "OK build.update "
            + b
            + " - fp; platform: none -> aws; labels.git: none -> c0ffee; metadata: none -> 30"
            + " characters; artifacts: none -> ami-1 in eu-1; status: BUILD_RUNNING -> BUILD_DONE",
        "OK version.complete " + b + " - fp; name: v0 -> v1",
        "OK channel.assign " + b + " latest -; version: none -> fp (v1)");
    expect(
        "DELETE",
        build,
        null,
        200,
        "OK build.delete "
            + b
            + " - fp; component_type: file.base -> none; status: BUILD_DONE -> none");
    expect("DELETE", build, null, 404, "REFUSED build.delete " + b + " - fp");
    expect("PUT", build + "/sboms", "{}", 501, "REFUSED sbom.upload " + b + " - fp");
  }

  @Test
  void channels() {
    String b = newBucket(client);
    published(client, b, "fp-1");
    published(client, b, "fp-2");
    String at = "/buckets/" + b + "/channels";
    String prod = at + "/prod";
    String mask = "{\"update_mask\":\"versionFingerprint\",\"version_fingerprint\":\"";
    expect(
        "POST",
        at,
        "{\"name\":\"prod\",\"version_fingerprint\":\"fp-1\"}",
        200,
        "OK channel.create " + b + " prod -; restricted: none -> false; managed: none -> false",
        "OK channel.assign " + b + " prod -; version: none -> fp-1 (v1)");
    expect("POST", at, "{\"name\":\"prod\"}", 409, "REFUSED channel.create " + b + " prod -");
    expect(
        "PATCH",
        prod,
        mask + "fp-2\"}",
        200,
        "OK channel.assign " + b + " prod -; version: fp-1 (v1) -> fp-2 (v2)");
    expect("PATCH", prod, mask + "fp-2\"}", 200, "UNCHANGED channel.assign " + b + " prod fp-2");
    expect("PATCH", prod, mask + "nope\"}", 404, "REFUSED channel.assign " + b + " prod nope");
    expect("PATCH", prod, "{\"restricted\":true}", 400, "REFUSED channel.update " + b + " prod -");
    expect(
        "PATCH",
        prod,
        "{\"update_mask\":\"restricted\",\"restricted\":true}",
        200,
        "OK channel.update " + b + " prod -; restricted: false -> true");
    expect(
        "POST",
        project(server) + "/buckets/" + b + "/channels/prod/rollback",
        "{}",
        200,
        "OK channel.rollback " + b + " prod -; version: fp-2 (v2) -> fp-1 (v1)");
    expect(
        "POST",
        project(server) + "/buckets/" + b + "/channels/prod/rollback",
        "{}",
        400,
        "REFUSED channel.rollback " + b + " prod -");
    expect(
        "POST",
        at + "/assign",
        "{\"source_channel\":\"latest\",\"target_channel\":\"prod\"}",
        200,
        "OK channel.assign " + b + " prod -; version: fp-1 (v1) -> fp-2 (v2)");
    expect(
        "POST",
        at + "/assign",
        "{\"source_channel\":\"prod\",\"target_channel\":\"latest\"}",
        400,
        "REFUSED channel.assign " + b + " latest -");
    expect(
        "PATCH",
        prod,
        "{\"update_mask\":\"versionFingerprint\"}",
        200,
        "OK channel.unassign " + b + " prod -; version: fp-2 (v2) -> none");
    expect("DELETE", prod, null, 200, "OK channel.delete " + b + " prod -");
    expect("DELETE", prod, null, 404, "REFUSED channel.delete " + b + " prod -");
    expect("DELETE", at + "/latest", null, 400, "REFUSED channel.delete " + b + " latest -");
  }

  @Test
  void revocations() {
    String b = newBucket(client);
    published(client, b, "good");
    String bad = published(client, b, "bad");
    assign(client, channel(client, b, "prod"), "bad").ok();
    expect(
        "PATCH",
        bad,
        "{\"revoke_in\":\"0s\",\"revocation_message\":\"CVE-2026-1\"}",
        200,
        "OK version.revoke "
            + b
            + " - bad; revocation: none -> revoked; revocation_message: none -> CVE-2026-1",
        "OK channel.rollback " + b + " latest -; version: bad (v2) -> good (v1)",
        "OK channel.rollback " + b + " prod -; version: bad (v2) -> none");
    expect("PATCH", bad, "{\"revoke_in\":\"0s\"}", 400, "REFUSED version.revoke " + b + " - bad");
    expect(
        "PATCH",
        bad,
        "{\"restore\":true}",
        200,
        "OK version.restore "
            + b
            + " - bad; revocation: revoked -> none; revocation_message: CVE-2026-1 -> none");
    expect(
        "PATCH",
        bad,
        "{\"revoke_at\":\"2099-01-01T00:00:00Z\"}",
        200,
        "OK version.schedule_revocation "
            + b
            + " - bad; revocation: none -> scheduled for 2099-01-01T00:00:00Z");
    expect(
        "PATCH",
        bad,
        "{\"restore\":true}",
        200,
        "OK version.cancel_revocation "
            + b
            + " - bad; revocation: scheduled for 2099-01-01T00:00:00Z -> none");
  }

  @Test
  void whateverLayerRefuses() {
    String b = newBucket(client);
    String at = "/buckets/" + b;
    expect("PATCH", at, "[1]", 400, "REFUSED bucket.update " + b + " - -");
    expect(
        "PATCH",
        at,
        "{\"x\":\"" + "y".repeat(600_000) + "\"}",
        413,
        "REFUSED bucket.update " + b + " - -");
    expect("PUT", at, "{}", 405, "REFUSED bucket.update " + b + " - -");
    expect("POST", "/no/such/call", "{}", 404, "REFUSED other - - -");
    expect(
        "POST",
        "/buckets/" + b + "/channels/prod/polish",
        "{}",
        404,
        "REFUSED other " + b + " prod -");
    expect("PATCH", "/buckets/%E2%82%AC%0A", "{}", 404, "REFUSED bucket.update \u20AC? - -");
    String id = "audit-" + UUID.randomUUID();
    client
        .send(
            client
                .request(at)
                .header("X-Request-Id", id)
                .header("Content-Type", "text/plain")
                .method("PATCH", BodyPublishers.ofString("{}")))
        .refused(415, 3);
    assertThat(rowsOf(id)).hasSize(1);
    Called foreign =
        call(client, "PUT", "//packer/2023-01-01/organizations/x/projects/y/buckets", "{}");
    foreign.answer().refused(403, 7);
    assertThat(rowsOf(foreign.requestId()).getFirst().at("/project_id").asString()).isEqualTo("y");
    Called rebuild = call(client, "POST", "//assay/v1/views/rebuild", "{}");
    rebuild.answer().refused(403, 7);
    assertThat(text(rowsOf(rebuild.requestId()).getFirst()))
        .isEqualTo("REFUSED views.rebuild - - -");
  }

  @Test
  void givenRead_orBadToken_thenNoRow() {
    Called read = call(client, "GET", "/buckets/absent", null);
    read.answer().refused(404, 5);
    assertThat(rowsOf(read.requestId())).isEmpty();
    double before = unauthenticated();
    ApiClient nobody = ApiClient.with(server, "nonsense");
    Called bad = call(nobody, "PUT", "/buckets", "{}");
    bad.answer().refused(401, 16);
    assertThat(rowsOf(bad.requestId())).isEmpty();
    assertThat(unauthenticated()).isEqualTo(before + 1);
  }

  private double unauthenticated() {
    return server.bean(MeterRegistry.class).counter("assay.requests.unauthenticated").count();
  }

  @Test
  void givenRolesOnABucket_thenItsAdministratorSeesItsRowsAndNoOther() {
    String mine = newBucket(client);
    String other = newBucket(client);
    client.patch("/buckets/" + other, "{\"description\":\"x\"}").ok();
    String resource = ResourceNames.bucket(server.credentials().project(), new BucketName(mine));
    ApiClient admin = ApiClient.of(server, new People(server).create(Role.ADMIN, resource));
    assertThat(
            entries(admin.get(project(server) + "/buckets/" + mine + "/audit"))
                .map(AuditTest::text))
        .anyMatch(row -> row.startsWith("OK role.grant " + mine))
        .anyMatch(row -> row.startsWith("OK bucket.create " + mine))
        .allMatch(row -> row.contains(" " + mine + " "));
    admin.get(project(server) + "/buckets/" + other + "/audit").refused(403, 7);
    admin.get(audit("bucket=" + mine)).refused(403, 7);
    assertThat(entries(owner.get(organization(server) + "/audit?action=role.grant&bucket=" + mine)))
        .hasSize(1);
  }

  @Test
  void givenTheFirstStart_thenWhoMadeWhatIsThereAndNoSecret() {
    Answer all =
        owner.get(organization(server) + "/audit?actor=first-start&pagination.page_size=1000");
    assertThat(entries(all).map(entry -> entry.at("/action").asString()))
        .contains(
            "organization.create",
            "project.create",
            "principal.create",
            "key.create",
            "role.grant",
            "registry.create");
    assertThat(all.body())
        .doesNotContain(server.credentials().owner().secret())
        .doesNotContainIgnoringCase("sha256")
        .doesNotContainIgnoringCase("sealed");
    assertThat(entries(owner.get(organization(server) + "/audit?action=token_key.create")))
        .isNotEmpty();
  }

  @Test
  void givenFilters_thenOnlySuchRows() {
    String b = newBucket(client);
    Instant from = Instant.now();
    published(client, b, "fp-1");
    String prod = channel(client, b, "prod");
    assign(client, prod, "fp-1").ok();
    assign(client, prod, "nope").refused(404, 5);
    assign(client, prod, "fp-1").ok();
    assertThat(found("bucket=" + b + "&channel=prod"))
        .containsExactly(
            "UNCHANGED channel.assign " + b + " prod fp-1",
            "REFUSED channel.assign " + b + " prod nope",
            "OK channel.assign " + b + " prod -; version: none -> fp-1 (v1)",
            "OK channel.create "
                + b
                + " prod -; restricted: none -> false; managed: none -> false");
    assertThat(found("bucket=" + b + "&channel=prod&outcome=ok")).hasSize(2);
    assertThat(found("bucket=" + b + "&outcome=REFUSED")).hasSize(1);
    assertThat(found("bucket=" + b + "&outcome=UNCHANGED&actor=contributor")).hasSize(1);
    assertThat(found("bucket=" + b + "&actor=owner")).isEmpty();
    assertThat(found("bucket=" + b + "&action=version.complete")).hasSize(1);
    assertThat(found("bucket=" + b + "&version=fp-1&action=version.create")).hasSize(1);
    assertThat(found("bucket=" + b + "&from=" + from)).hasSizeGreaterThan(5);
    assertThat(found("bucket=" + b + "&from=" + from + "&action=bucket.create")).isEmpty();
    assertThat(found("bucket=" + b + "&to=" + from + "&action=bucket.create")).hasSize(1);
    String offset = URLEncoder.encode("2020-01-01T00:00:00+02:00", StandardCharsets.UTF_8);
    assertThat(found("bucket=" + b + "&to=" + offset)).isEmpty();
    assertThat(found("channel=prod&bucket=" + b + "&pagination.page_size=2")).hasSize(2);
  }

  private List<String> found(String query) {
    return entries(owner.get(audit(query))).map(AuditTest::text).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "action=chanel.assign | action: chanel.assign (expected: one of bucket.create,",
        "outcome=maybe | outcome: maybe (expected: OK, REFUSED or UNCHANGED)",
        "from=yesterday | from: yesterday (expected: a time as in RFC 3339",
        "to=2026-13-01T00:00:00Z | to: 2026-13-01T00:00:00Z (expected: a time",
        "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z | to: 2026-01-01T00:00:00Z (expected:"
            + " later than from",
        "from=-999999999-01-01T00:00:00Z | from: -999999999-01-01T00:00:00Z (expected: a time",
        "chanel=prod | chanel: given (expected: one of action,",
        "bucket=a&bucket=b | bucket: given 2 times (expected: once)",
        "format=xml | format: xml (expected: json, jsonl or csv)",
        "format=csv&pagination.page_size=5 | pagination.page_size: 5 (expected: absent where the"
            + " format is csv",
        "pagination.page_size=0x | pagination.page_size: 0x (expected: 0..1000)",
        "pagination.next_page_token=junk | pagination.next_page_token: junk",
        "as_of=2026-01-01T00:00:00Z | as_of"
      })
  void givenJunk_thenA400ThatSaysWhatAndWhatWasExpected(String query, String message) {
    Answer refused = owner.get(audit(query)).refused(400, 3);
    assertThat(refused.text("/message")).contains(message);
  }

  @Test
  void givenALongFilter_thenRefused() {
    assertThat(owner.get(audit("actor=" + "x".repeat(300))).refused(400, 3).text("/message"))
        .contains("actor: 300 characters (expected: at most 256)");
  }

  @Test
  void givenPages_thenTheyLeadThroughAllAndTokensHoldForThisSearchOnly() {
    String b = newBucket(client);
    for (int i = 0; i < 7; i++) {
      client.patch("/buckets/" + b, "{\"description\":\"d" + i % 3 + "\"}");
    }
    String all = project(server) + "/buckets/" + b + "/audit";
    List<JsonNode> expected = entries(owner.get(all)).toList();
    List<JsonNode> paged = new ArrayList<>();
    String token = "";
    do {
      Answer page =
          owner.get(all + "?pagination.page_size=2&pagination.next_page_token=" + token).ok();
      page.at("/entries").forEach(paged::add);
      token = page.text("/pagination/next_page_token");
    } while (!token.isEmpty());
    assertThat(paged).isEqualTo(expected).hasSize(9);
    String first =
        owner.get(all + "?pagination.page_size=2").ok().text("/pagination/next_page_token");
    owner.get(all + "?outcome=OK&pagination.next_page_token=" + first).refused(400, 3);
  }

  @Test
  void givenExport_thenEveryRowOfTheSearchIsThereInBothFormats() {
    String b = newBucket(client);
    published(client, b, "fp");
    String id = "audit-" + UUID.randomUUID();
    client
        .send(
            client
                .request("/buckets/" + b)
                .header("X-Request-Id", id)
                .header("User-Agent", "=HYPERLINK(\"http://evil\"),x")
                .header("Content-Type", "application/json")
                .method(
                    "PATCH", BodyPublishers.ofString("{\"description\":\"-1+1\\n\\\"q\\\",\"}")))
        .ok();
    List<JsonNode> expected =
        entries(owner.get(project(server) + "/buckets/" + b + "/audit?pagination.page_size=1000"))
            .toList();

    Answer lines = owner.get(project(server) + "/buckets/" + b + "/audit?format=jsonl");
    assertThat(lines.status()).isEqualTo(200);
    assertThat(lines.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/x-ndjson");
    assertThat(lines.headers().firstValue("Content-Disposition").orElseThrow())
        .matches("attachment; filename=\"audit-\\d+\\.jsonl\"");
    assertThat(lines.headers().firstValue("Assay-Position")).isPresent();
    assertThat(lines.body().lines().map(MAPPER::readTree).toList()).isEqualTo(expected);

    Answer csv =
        owner.send(
            owner
                .request(project(server) + "/buckets/" + b + "/audit")
                .header("Accept", "text/csv, application/json;q=0.5")
                .GET());
    assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow()).contains(".csv\"");
    String[] rows = csv.body().split("\r\n", -1);
    assertThat(rows[0]).startsWith("id,time,position,outcome,status,code,message,action");
    assertThat(csv.body())
        .contains("\"'=HYPERLINK(\"\"http://evil\"\"),x\"")
        .contains("\"[{\"\"field\"\":\"\"description\"\"")
        .endsWith("\r\n");
    assertThat(rows).hasSize(expected.size() + 2);
  }

  @Test
  void givenAcceptThatCannotBeMet_thenNotAcceptable() {
    Answer refused = owner.send(owner.request(audit("")).header("Accept", "image/png").GET());
    refused.refused(406, 3);
    owner.send(owner.request(audit("")).header("Accept", "*/*").GET()).ok();
    owner
        .send(
            owner
                .request(audit(""))
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .GET())
        .ok();
  }

  @Test
  void givenTwoServersOnTheSameLogs_thenBothShowWhatEitherRefused() {
    var log = RegistryServer.newLog();
    var refusals = new InMemoryRefusals(InstantSource.system());
    try (var one = RegistryServer.start(log, refusals);
        var two = RegistryServer.start(log, refusals)) {
      for (int i = 0; i < 5; i++) {
        one.contributor().patch("/buckets/absent-" + i, "{}").refused(404, 5);
        two.contributor().patch("/buckets/missing-" + i, "{}").refused(404, 5);
        for (RegistryServer each : List.of(one, two)) {
          assertThat(entries(each.owner().get(project(each) + "/audit?outcome=REFUSED")))
              .hasSize(2 * i + 2);
        }
      }
    }
  }

  @Test
  void givenRefusalsThatCannotBeKept_thenTheRefusalIsToldAllTheSameAndSaysSo() {
    try (var alone = RegistryServer.start(RegistryServer.newLog(), new LostRefusals())) {
      Answer refused = alone.contributor().patch("/buckets/absent", "{}").refused(404, 5);
      assertThat(refused.text("/message")).contains("absent");
      assertThat(refused.headers().firstValue("Assay-Audit")).contains("lost");
      String bucket = newBucket(alone.contributor());
      Answer unchanged = alone.contributor().patch("/buckets/" + bucket, "{}").ok();
      assertThat(unchanged.headers().firstValue("Assay-Audit")).contains("lost");
      assertThat(alone.bean(MeterRegistry.class).counter("assay.refusals.lost").count())
          .isEqualTo(2);
    }
  }

  @Test
  void givenBuild_whenItIsNotRunning_thenARunningCallIsARow() {
    String b = newBucket(client);
    String build = build(client, version(client, b, "fp"), "a.b");
    client.patch(build, "{\"status\":\"BUILD_FAILED\"}").ok();
    expect(
        "PATCH",
        build,
        "{\"status\":\"BUILD_RUNNING\"}",
        200,
        "OK build.update " + b + " - fp; status: BUILD_FAILED -> BUILD_RUNNING");
  }
}
