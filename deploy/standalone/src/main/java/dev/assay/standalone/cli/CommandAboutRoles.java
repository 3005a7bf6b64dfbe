package dev.assay.standalone.cli;

import dev.assay.standalone.admin.AccessAdmin;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes one role of one service principal. */
abstract class CommandAboutRoles extends CommandAboutAccess {

  @Parameters(index = "0", paramLabel = "PRINCIPAL", description = "Its name, or resource name")
  private String principal = "";

  @Parameters(index = "1", paramLabel = "ROLE", description = "viewer, contributor, admin or owner")
  private String role = "";

  @Option(
      names = "--on",
      paramLabel = "RESOURCE",
      description = "What it is held on: bucket/NAME or a resource name (default: the parent)")
  private @Nullable String resource;

  /** Says what it did, as a verb. */
  abstract String change(AccessAdmin access, JsonNode principal, String id, String on)
      throws IOException, InterruptedException;

  @Override
  void check() throws IOException {
    RoleOption.id(role);
  }

  @Override
  void run(AccessAdmin access, Screen screen) throws IOException, InterruptedException {
    JsonNode found = new Principals(access).find(principal);
    String parent = Principals.parent(found);
    String project = parent.startsWith("project/") ? parent : access.projects().getFirst();
    String on = RoleOption.resource(resource == null ? parent : resource, project);
    String verb = change(access, found, RoleOption.id(role), on);
    screen.line(verb + RoleOption.id(role) + " on " + on);
    ObjectNode shown = KeyOptions.object();
    shown.set("service_principal", new Principals(access).find(Principals.resourceName(found)));
    screen.json(shown);
  }
}
