package dev.assay.standalone.http;

import dev.assay.command.access.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Calls a server as one principal over connections of its own. Paths are relative to the project's
 * registry.
 */
final class ApiClient {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final RegistryServer server;
  private final @Nullable String token;

  private ApiClient(RegistryServer server, @Nullable String token) {
    this.server = server;
    this.token = token;
  }

  static ApiClient anonymous(RegistryServer server) {
    return new ApiClient(server, null);
  }

  static ApiClient with(RegistryServer server, String token) {
    return new ApiClient(server, token);
  }

  static ApiClient of(RegistryServer server, Credentials.Key key) {
    return new ApiClient(server, anonymous(server).token(key).ok().text("/access_token"));
  }

  /** Asks for a token as the SDK does. */
  Answer token(Credentials.Key key) {
    return form(
        "grant_type=client_credentials&audience=https%3A%2F%2Fapi.hashicorp.cloud",
        basic(key.clientId().value(), key.secret()));
  }

  Answer form(String form, @Nullable String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/oauth2/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return send(request);
  }

  static String basic(String id, String secret) {
    return "Basic "
        + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  String bearer() {
    return String.valueOf(token);
  }

  Answer get(String path) {
    return call("GET", path, null);
  }

  Answer put(String path, String body) {
    return call("PUT", path, body);
  }

  Answer post(String path, String body) {
    return call("POST", path, body);
  }

  Answer patch(String path, String body) {
    return call("PATCH", path, body);
  }

  Answer delete(String path) {
    return call("DELETE", path, null);
  }

  Answer call(String method, String path, @Nullable String body) {
    HttpRequest.Builder request = request(path);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .method(method, BodyPublishers.ofString(body))
          .header("Content-Type", "application/json");
    }
    return send(request);
  }

  /**
   * A request with this principal's token. A path that begins with two slashes is relative to the
   * host.
   */
  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path.startsWith("//") ? path.substring(1) : project() + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  Answer send(HttpRequest.Builder request) {
    try {
      return Answer.of(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while calling", e);
    }
  }

  String project() {
    return "/packer/2023-01-01/organizations/"
        + server.credentials().organization()
        + "/projects/"
        + server.credentials().project();
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + server.port() + path);
  }
}
