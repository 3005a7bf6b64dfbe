package dev.assay.standalone.cli;

import dev.assay.standalone.admin.AccessAdmin;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Creates a service principal with a key and, where one is named, a role. */
@Command(
    name = "create",
    description = "Create a service principal with a key and, where one is named, a role.",
    customSynopsis =
        "java -jar assay.jar principal create NAME [--role ROLE] [OPTIONS] [--SETTING=VALUE ...]")
final class PrincipalCreateCommand extends CommandAboutAccess {

  @Parameters(paramLabel = "NAME", description = "3 to 36 of A-Z a-z 0-9 -")
  private String name = "";

  @Option(
      names = "--organization",
      description = "It belongs to the organization, not to a project")
  private boolean ofOrganization;

  @Option(
      names = "--project",
      paramLabel = "ID",
      description = "The project that it belongs to (default: the oldest)")
  private @Nullable String project;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "viewer, contributor, admin or owner (default: none)")
  private @Nullable String role;

  @Option(
      names = "--on",
      paramLabel = "RESOURCE",
      description = "What the role is held on: bucket/NAME or a resource name (default: parent)")
  private @Nullable String resource;

  @Option(names = "--no-key", description = "Create no key")
  private boolean noKey;

  @Mixin private KeyOptions key = new KeyOptions();

  @Override
  void check() throws IOException {
    key.check();
    if (role != null) {
      RoleOption.id(role);
    } else if (resource != null) {
      throw new IOException("--on: " + resource + " (expected: with --role)");
    }
    if (ofOrganization && project != null) {
      throw new IOException("--project: " + project + " (expected: not with --organization)");
    }
  }

  @Override
  void run(AccessAdmin access, Screen screen) throws IOException, InterruptedException {
    key.check(access);
    List<String> projects = access.projects();
    String ofProject = project == null ? projects.getFirst() : "project/" + project;
    String parent = ofOrganization ? access.organization() : ofProject;
    JsonNode made = access.create(parent, name);
    screen.line("Created " + Principals.resourceName(made));
    if (role != null) {
      String on = RoleOption.resource(resource == null ? parent : resource, ofProject);
      access.grant(made, RoleOption.id(role), on);
      screen.line("Granted " + RoleOption.id(role) + " on " + on);
    }
    ObjectNode shown = KeyOptions.object();
    shown.set("service_principal", new Principals(access).find(Principals.resourceName(made)));
    if (!noKey) {
      key.create(access, made, screen, shown);
    }
    screen.json(shown);
  }
}
