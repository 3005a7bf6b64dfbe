package dev.assay.standalone.admin;

import dev.assay.standalone.credentials.ClientCredentials;
import dev.assay.standalone.credentials.ClientEnvironmentFile;
import dev.assay.standalone.tls.TrustedAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the server of a data directory with its {@code admin.env}. Used by one thread. */
public final class AdminClient implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int ERROR_BYTES = 4_096;
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http;
  private final String address;
  private final ClientCredentials credentials;
  private @Nullable String token;

  private AdminClient(HttpClient http, String address, ClientCredentials credentials) {
    this.http = http;
    this.address = address;
    this.credentials = credentials;
  }

  /**
   * @param adminEnv the owner's file of the server's data directory
   * @param authority PEM file of the authority that signed the server's certificate
   * @throws IOException if a file cannot be read, or holds no credentials
   */
  public static AdminClient of(Path adminEnv, Path authority) throws IOException {
    ClientEnvironmentFile file = new ClientEnvironmentFile(adminEnv);
    ClientCredentials credentials =
        file.read().orElseThrow(() -> new IOException(adminEnv + ": no credentials in it"));
    String address =
        file.address().orElseThrow(() -> new IOException(adminEnv + ": no address in it"));
    return new AdminClient(
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .sslContext(TrustedAuthority.context(authority))
            .build(),
        address,
        credentials);
  }

  /**
   * Posts an empty object and waits as long as it takes.
   *
   * @return the answer
   * @throws IOException if the server cannot be reached or refuses; the message says why
   */
  public JsonNode post(String path) throws IOException, InterruptedException {
    return call("POST", path, JSON.createObjectNode());
  }

  /**
   * Makes a call and waits as long as it takes.
   *
   * @param body null for none
   * @return the answer
   * @throws CallRefusedException if the server answers with another status than 200
   * @throws IOException if it cannot be reached
   */
  public JsonNode call(String method, String path, @Nullable JsonNode body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token());
    return send(
        body == null
            ? request.method(method, BodyPublishers.noBody()).build()
            : request
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.toString()))
                .build());
  }

  /** The organisation that it is the owner of. */
  public String organization() {
    return credentials.organizationId();
  }

  @Override
  public void close() {
    http.close();
  }

  /**
   * Gets what may be large, and hands it on as it comes.
   *
   * @throws IOException if the server cannot be reached, refuses, or stops in the middle
   */
  public void download(String path, OutputStream to) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token()).build();
    HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        throw refused(
            request,
            response.statusCode(),
            new String(body.readNBytes(ERROR_BYTES), StandardCharsets.UTF_8));
      }
      body.transferTo(to);
    }
  }

  private String token() throws IOException, InterruptedException {
    if (token == null) {
      token = newToken();
    }
    return token;
  }

  private String newToken() throws IOException, InterruptedException {
    String basic = credentials.clientId() + ":" + credentials.clientSecret();
    HttpRequest request =
        HttpRequest.newBuilder(uri("/oauth2/token"))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials"))
            .build();
    return send(request).path("access_token").asString();
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw refused(request, response.statusCode(), response.body());
    }
    return JSON.readTree(response.body());
  }

  /** What the server says, and where it says nothing that can be read all that it sent. */
  private static CallRefusedException refused(HttpRequest request, int status, String body) {
    String said;
    try {
      said = JSON.readTree(body).path("message").asString(body);
    } catch (JacksonException _) {
      said = body;
    }
    return new CallRefusedException(
        status, said + " (" + status + " from " + request.uri().getAuthority() + ")");
  }

  private URI uri(String path) {
    return URI.create("https://" + address + path);
  }
}
