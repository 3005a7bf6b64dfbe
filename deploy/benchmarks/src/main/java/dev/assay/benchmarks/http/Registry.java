package dev.assay.benchmarks.http;

import dev.assay.benchmarks.server.ClientEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The calls that the benchmark makes, as a client with a token makes them. For use by one thread.
 */
final class Registry implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpConnection connection;
  private final String buckets;
  private final String headers;

  private Registry(HttpConnection connection, String buckets, String token) {
    this.connection = connection;
    this.buckets = buckets;
    this.headers =
        "Authorization: Bearer "
            + token
            + "\r\nAccept: application/json\r\nContent-Type: application/json\r\n";
  }

  /** Connects and fetches a token. */
  static Registry signIn(Connector connector, ClientEnvironment client) throws IOException {
    HttpConnection connection = connector.connect();
    String path =
        "/packer/2023-01-01/organizations/%s/projects/%s/buckets"
            .formatted(client.get("HCP_ORGANIZATION_ID"), client.get("HCP_PROJECT_ID"));
    return new Registry(connection, path, token(connection, client));
  }

  private static String token(HttpConnection connection, ClientEnvironment client)
      throws IOException {
    String credentials = client.get("HCP_CLIENT_ID") + ":" + client.get("HCP_CLIENT_SECRET");
    String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    byte[] request =
        HttpConnection.request(
            "POST",
            "/oauth2/token",
            "Authorization: Basic "
                + basic
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\n",
            "grant_type=client_credentials&audience=https%3A%2F%2Fapi.hashicorp.cloud");
    return JSON.readTree(connection.call(request).ok("token")).get("access_token").asString();
  }

  /**
   * A bucket with the complete versions {@code a} and {@code b} and a channel {@code production} at
   * {@code a}.
   */
  void makeBucket(String name) throws IOException {
    send("PUT", buckets, Map.of("name", name, "description", "golden image"));
    publish(name, "a");
    publish(name, "b");
    send(
        "POST",
        buckets + "/" + name + "/channels",
        Map.of("name", "production", "version_fingerprint", "a"));
  }

  private void publish(String bucket, String fingerprint) throws IOException {
    String versions = buckets + "/" + bucket + "/versions";
    send("POST", versions, Map.of("fingerprint", fingerprint, "template_type", "HCL2"));
    String run = UUID.randomUUID().toString();
    String builds = versions + "/" + fingerprint + "/builds";
    JsonNode made =
        send(
            "POST",
            builds,
            Map.of(
                "component_type", "amazon-ebs.base",
                "packer_run_uuid", run,
                "status", "BUILD_UNSET"));
    String build = builds + "/" + made.get("build").get("id").asString();
    send("PATCH", build, Map.of("packer_run_uuid", run, "status", "BUILD_RUNNING"));
    send(
        "PATCH",
        build,
        Map.of(
            "packer_run_uuid",
            run,
            "status",
            "BUILD_DONE",
            "platform",
            "aws",
            "labels",
            Map.of("os", "debian"),
            "artifacts",
            java.util.List.of(
                Map.of("external_identifier", "ami-0abc", "region", "eu-central-1"))));
  }

  private JsonNode send(String method, String path, Object body) throws IOException {
    String text = JSON.writeValueAsString(body);
    return JSON.readTree(
        connection
            .call(HttpConnection.request(method, path, headers, text))
            .ok(method + " " + path));
  }

  /** The request GetChannel. */
  byte[] getChannel(String bucket) {
    return HttpConnection.request("GET", channel(bucket), headers, "");
  }

  /** A GET of something below the buckets. */
  byte[] get(String path) {
    return HttpConnection.request("GET", buckets + "/" + path, headers, "");
  }

  /** The request UpdateChannel, which assigns a version. */
  byte[] updateChannel(String bucket, String fingerprint) {
    String body =
        JSON.writeValueAsString(
            Map.of("version_fingerprint", fingerprint, "update_mask", "versionFingerprint"));
    return HttpConnection.request("PATCH", channel(bucket), headers, body);
  }

  private String channel(String bucket) {
    return buckets + "/" + bucket + "/channels/production";
  }

  /** A request to the bare handler with all that the other request carries. */
  byte[] bare(String method, String body) {
    return HttpConnection.request(method, BareHandler.PATH, headers, body);
  }

  HttpAnswer call(byte[] request) throws IOException {
    return connection.call(request);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
