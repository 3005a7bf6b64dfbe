package dev.assay.standalone.admin;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Manages who there is and who may do what, of a registry that runs or of one that is stopped. What
 * it answers is the JSON of the IAM calls.
 */
public interface AccessAdmin extends AutoCloseable {

  /** Resource name of the organisation. */
  String organization();

  /** Resource names of its projects, the oldest first. */
  List<String> projects() throws IOException, InterruptedException;

  /**
   * A new service principal.
   *
   * @param parent resource name of the organisation or the project that it is to belong to
   * @throws IOException if it is refused or cannot be had; the message says why
   */
  JsonNode create(String parent, String name) throws IOException, InterruptedException;

  /** The principals that belong to an organisation or a project, the oldest first. */
  List<JsonNode> list(String parent) throws IOException, InterruptedException;

  /** A principal with its keys. */
  JsonNode get(String principal) throws IOException, InterruptedException;

  void delete(String principal) throws IOException, InterruptedException;

  /**
   * Gives a principal a role.
   *
   * @param role such as {@code roles/viewer}
   * @param resource resource name of an organisation, a project or a bucket
   */
  void grant(JsonNode principal, String role, String resource)
      throws IOException, InterruptedException;

  /** Takes a role from a principal; one that it does not hold is no mistake. */
  void withdraw(JsonNode principal, String role, String resource)
      throws IOException, InterruptedException;

  /**
   * A new key, with its secret.
   *
   * @param expiresAt first instant at which it no longer works, null for never
   */
  JsonNode createKey(String principal, @Nullable Instant expiresAt)
      throws IOException, InterruptedException;

  void revokeKey(String clientId) throws IOException, InterruptedException;

  /** The owner's file of the data directory: where the server is, and whom clients trust. */
  Path adminEnv();

  @Override
  void close();
}
