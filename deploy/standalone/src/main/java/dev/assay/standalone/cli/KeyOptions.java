package dev.assay.standalone.cli;

import dev.assay.standalone.admin.AccessAdmin;
import dev.assay.standalone.credentials.ClientCredentials;
import dev.assay.standalone.credentials.ClientEnvironmentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How a new key is to be, and where its secret goes: to the screen, once, or to a file. */
final class KeyOptions {

  private static final JsonMapper JSON = new JsonMapper();

  @Option(
      names = "--expires-in",
      paramLabel = "SPAN",
      converter = TimeSpan.class,
      description = "Life of the key, such as 90d (default: no end)")
  private @Nullable Duration expiresIn;

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = "Write all that a client needs to this file, and no secret to the screen")
  private @Nullable Path envFile;

  /** Says what stands in the way of the file before there is a secret that has no place to go. */
  void check() throws IOException {
    if (envFile == null) {
      return;
    }
    Path directory = envFile.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
      throw new IOException(
          "--env-file: " + envFile + " (expected: a file in a directory that can be written)");
    }
    if (Files.isDirectory(envFile)) {
      throw new IOException("--env-file: " + envFile + " (expected: a file, not a directory)");
    }
  }

  /** Says whether the file could be filled: it needs to know where the server is. */
  void check(AccessAdmin access) throws IOException {
    if (envFile != null) {
      surroundings(access);
    }
  }

  /** Makes a key and shows it; what programs are shown is added to {@code shown}. */
  void create(AccessAdmin access, JsonNode principal, Screen screen, ObjectNode shown)
      throws IOException, InterruptedException {
    Instant expiresAt =
        expiresIn == null ? null : Instant.now().plus(expiresIn).truncatedTo(ChronoUnit.MILLIS);
    JsonNode made = access.createKey(Principals.resourceName(principal), expiresAt);
    JsonNode key = made.path("key");
    shown.set("key", key);
    screen.line("Client id:      " + key.path("client_id").asString());
    screen.line("Expires:        " + key.path("expires_at").asString("never"));
    String secret = made.path("client_secret").asString();
    if (envFile == null) {
      shown.put("client_secret", secret);
      screen.line("Client secret:  " + secret);
      screen.line("It is kept nowhere and shown this once.");
    } else {
      write(access, principal, key.path("client_id").asString(), secret);
      shown.put("env_file", envFile.toString());
      screen.line("Written to " + envFile + ": source it to be this client.");
    }
  }

  private void write(AccessAdmin access, JsonNode principal, String clientId, String secret)
      throws IOException, InterruptedException {
    Surroundings server = surroundings(access);
    String organization = principal.path("organization_id").asString();
    String project = principal.path("project_id").asString("");
    if (project.isEmpty()) {
      project = access.projects().getFirst().substring("project/".length());
    }
    new ClientEnvironmentFile(Optional.ofNullable(envFile).orElseThrow())
        .write(
            "the service principal " + principal.path("name").asString(),
            new ClientCredentials(clientId, secret, organization, project),
            server.address(),
            server.trust());
  }

  private record Surroundings(String address, Path trust) {}

  private static Surroundings surroundings(AccessAdmin access) throws IOException {
    ClientEnvironmentFile admin = new ClientEnvironmentFile(access.adminEnv());
    String address = admin.address().orElse(null);
    Path trust = admin.trust().orElse(null);
    if (address == null || trust == null) {
      throw new IOException(
          "--env-file: "
              + access.adminEnv()
              + " does not say where the server is (expected: the data directory of a server that"
              + " was started)");
    }
    return new Surroundings(address, trust);
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }
}
