package dev.assay.standalone.cli;

import java.io.IOException;
import java.util.List;

/** Roles and resources as people type them. */
final class RoleOption {

  private static final List<String> ROLES = List.of("viewer", "contributor", "admin", "owner");

  private RoleOption() {}

  /**
   * The role's id.
   *
   * @param role with or without {@code roles/}
   */
  static String id(String role) throws IOException {
    String name = role.startsWith("roles/") ? role.substring("roles/".length()) : role;
    if (!ROLES.contains(name)) {
      throw new IOException("role: " + role + " (expected: viewer, contributor, admin or owner)");
    }
    return "roles/" + name;
  }

  /**
   * The resource's name.
   *
   * @param resource a resource name, or {@code bucket/<name>} for a bucket of the project
   * @param project resource name of the project
   */
  static String resource(String resource, String project) {
    return resource.startsWith("bucket/") ? "packer/" + project + "/" + resource : resource;
  }
}
