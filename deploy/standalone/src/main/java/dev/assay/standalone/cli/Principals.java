package dev.assay.standalone.cli;

import dev.assay.standalone.admin.AccessAdmin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Finds principals by the short names that people type. */
final class Principals {

  private final AccessAdmin access;

  Principals(AccessAdmin access) {
    this.access = access;
  }

  /** All of the organisation and of its projects. */
  List<JsonNode> all() throws IOException, InterruptedException {
    List<JsonNode> all = new ArrayList<>(access.list(access.organization()));
    for (String project : access.projects()) {
      all.addAll(access.list(project));
    }
    return all;
  }

  /**
   * @param reference a name, or a resource name where several have the name
   * @throws IOException if there is none, or more than one
   */
  JsonNode find(String reference) throws IOException, InterruptedException {
    String field = reference.startsWith("iam/") ? "resource_name" : "name";
    List<JsonNode> found =
        all().stream().filter(each -> each.path(field).asString().equals(reference)).toList();
    return switch (found.size()) {
      case 1 -> found.getFirst();
      case 0 ->
          throw new IOException(reference + ": no such service principal (see: principal list)");
      default ->
          throw new IOException(
              reference
                  + ": several have this name (expected: one of "
                  + found.stream().map(Principals::resourceName).collect(Collectors.joining(", "))
                  + ")");
    };
  }

  static String resourceName(JsonNode principal) {
    return principal.path("resource_name").asString();
  }

  /** Resource name of what it belongs to. */
  static String parent(JsonNode principal) {
    String project = principal.path("project_id").asString("");
    return project.isEmpty()
        ? "organization/" + principal.path("organization_id").asString()
        : "project/" + project;
  }

  /** What it may do, for people. */
  static String roles(JsonNode principal) {
    return StreamSupport.stream(principal.path("roles").spliterator(), false)
        .map(role ->
            role.path("role_id").asString().replace("roles/", "")
                + " on "
                + shortened(role.path("resource_name").asString(), parent(principal)))
        .collect(Collectors.joining(", "));
  }

  private static String shortened(String resource, String parent) {
    if (resource.equals(parent)) {
      return resource.substring(0, resource.indexOf('/'));
    }
    return resource.startsWith("packer/" + parent + "/bucket/")
        ? "bucket " + resource.substring(resource.lastIndexOf('/') + 1)
        : resource;
  }
}
