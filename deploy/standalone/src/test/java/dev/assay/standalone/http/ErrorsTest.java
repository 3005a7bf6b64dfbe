package dev.assay.standalone.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong, and wherever, is told in JSON with one code. */
class ErrorsTest {

  private final RegistryServer server = RegistryServer.shared();
  private final ApiClient client = server.contributor();

  @Test
  void givenNoToken_thenUnauthenticated() {
    Answer refused = ApiClient.anonymous(server).get("/buckets").refused(401, 16);
    assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    ApiClient.with(server, "rubbish").get("/buckets").refused(401, 16);
    ApiClient.with(server, client.bearer() + "x").get("/buckets").refused(401, 16);
    ApiClient.anonymous(server).get("/no/such/call").refused(401, 16);
  }

  @Test
  void givenUnknownRoute_thenNotFound() {
    client.get("//").refused(404, 5);
    client.get("//favicon.ico").refused(404, 5);
    assertThat(client.get("/no-such-call").refused(404, 5).text("/message"))
        .startsWith("path: /packer/")
        .contains("/no-such-call (expected: one that exists)");
    client.get("//error").refused(404, 5);
    client.get("//2019-12-10/iam%2Fproject%2Fx").refused(404, 5);
  }

  @Test
  void givenWrongMethod_thenMethodNotAllowed() {
    Answer refused = client.call("DELETE", "/buckets", null).refused(405, 12);
    assertThat(refused.headers().firstValue("Allow").orElse("")).contains("GET").contains("PUT");
    assertThat(refused.text("/message")).startsWith("method: DELETE (expected: ").contains("PUT");
    client.call("REMOVE", "/buckets", null).refused(405, 12);
  }

  @Test
  void givenTypeThatCannotBeAnswered_thenNotAcceptable() {
    client.send(client.request("/buckets").header("Accept", "text/html").GET()).refused(406, 3);
  }

  @Test
  void givenBodyOfAnotherType_thenUnsupportedMediaType() {
    Answer refused =
        client
            .send(
                client
                    .request("/buckets")
                    .header("Content-Type", "text/xml")
                    .PUT(BodyPublishers.ofString("<bucket/>")))
            .refused(415, 3);
    assertThat(refused.text("/message")).contains("text/xml").contains("application/json");
  }

  @Test
  void givenBodyOf40Megabytes_thenTooLargeAndTheNextCallIsAnswered() {
    String body = "{\"name\":\"" + "a".repeat(40 * 1024 * 1024) + "\"}";
    assertThat(client.put("/buckets", body).refused(413, 3).text("/message")).contains("524288");
    client
        .send(
            client
                .request("/buckets")
                .header("Content-Type", "application/json")
                .PUT(
                    BodyPublishers.ofInputStream(() ->
                        new java.io.ByteArrayInputStream(
                            body.substring(0, 2_000_000).getBytes(StandardCharsets.UTF_8)))))
        .refused(413, 3);
    client.get("/buckets").ok();
  }

  @Test
  void givenFailureNobodyForesaw_thenInternalAndNoDetail() {
    Answer failed = client.get("//failing").refused(500, 13);
    assertThat(failed.body()).doesNotContain("secret detail");
    assertThat(failed.text("/message"))
        .contains(failed.headers().firstValue(REQUEST_ID).orElse("none"));
  }

  @Test
  void givenRequestId_thenItIsAnsweredIfItIsWellFormed() {
    Answer kept = client.send(client.request("/buckets").header(REQUEST_ID, "abc-1.2_3").GET());
    assertThat(kept.headers().firstValue(REQUEST_ID)).contains("abc-1.2_3");
    Answer replaced = client.send(client.request("/buckets").header(REQUEST_ID, "a b\"c").GET());
    assertThat(replaced.headers().firstValue(REQUEST_ID).orElse("")).matches("[0-9a-f-]{36}");
  }

  @Test
  void givenWhatIsNotHttp_thenTheContainersAnswerIsNoHtml() {
    assertThat(raw("GET /buckets<>|{} HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .doesNotContain("<html");
    assertThat(raw("GET /%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("application/json")
        .contains("\"code\":3");
    assertThat(
            raw(
                "GET / HTTP/1.1\r\nHost: localhost\r\nX: "
                    + "y".repeat(100_000)
                    + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 4")
        .doesNotContain("<html");
  }

  private static final String REQUEST_ID = "X-Request-Id";

  private String raw(String request) {
    try (Socket socket = new Socket("localhost", server.port());
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream()) {
      socket.setSoTimeout(5_000);
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void givenMethodThatTheContainerRefuses_thenAnErrorAsAnyOther() {
    assertThat(raw("TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 405")
        .contains("application/json", "\"code\":12", REQUEST_ID);
  }

  @Test
  void givenQueryThatCannotBeRead_thenInvalid() {
    assertThat(rawGet("/buckets?a=%zz")).startsWith("HTTP/1.1 400").contains("\"code\":3");
    assertThat(rawGet("/buckets?%")).startsWith("HTTP/1.1 400").contains("\"code\":3");
  }

  @Test
  void givenBodyThatBreaksOff_thenInvalid() {
    assertThat(
            raw(
                rawHead("PUT", "/buckets")
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("application/json", "\"code\":3", REQUEST_ID);
  }

  @Test
  void givenJsonBeyondWhatIsRead_thenSaidSo() {
    String deep = "{\"name\":\"deep\",\"x\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}";
    assertThat(client.put("/buckets", deep).refused(400, 3).text("/message"))
        .contains("beyond what is read", "nesting depth");
  }

  @Test
  void givenPathThatIsSpeltOtherwise_thenItStillNeedsAToken() {
    assertThat(raw("GET /%61ctuator/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 401");
    assertThat(raw("GET /;a=b/packer/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 401");
  }

  @Test
  void givenMetricsAndHealth_thenOnlyHealthIsOpen() {
    ApiClient.anonymous(server).get("//actuator/prometheus").refused(401, 16);
    ApiClient.anonymous(server).get("//actuator").refused(401, 16);
    assertThat(ApiClient.anonymous(server).get("//actuator/health").status()).isNotEqualTo(401);
    assertThat(ApiClient.anonymous(server).get("//actuator/health/readiness").status())
        .isNotEqualTo(401);
    ApiClient.anonymous(server).get("//actuator/healthy").refused(401, 16);
  }

  private String rawGet(String path) {
    return raw(rawHead("GET", path) + "\r\n");
  }

  private String rawHead(String method, String path) {
    return method
        + " "
        + client.project()
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
        + client.bearer()
        + "\r\n";
  }
}
