package dev.assay.standalone.cli;

import dev.assay.standalone.admin.AccessAdmin;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists the service principals of the organisation and its projects. */
@Command(
    name = "list",
    description = "List the service principals of the organization and its projects.",
    customSynopsis = "java -jar assay.jar principal list [--output json] [--SETTING=VALUE ...]")
final class PrincipalListCommand extends CommandAboutAccess {

  @Override
  void run(AccessAdmin access, Screen screen) throws IOException, InterruptedException {
    List<JsonNode> all = new Principals(access).all();
    screen.table(
        List.of("NAME", "BELONGS TO", "ROLES", "CREATED", "ID"),
        all.stream().map(PrincipalListCommand::row).toList());
    ObjectNode shown = KeyOptions.object();
    shown.putArray("service_principals").addAll(all);
    screen.json(shown);
  }

  private static List<String> row(JsonNode principal) {
    return List.of(
        principal.path("name").asString(),
        Principals.parent(principal).replaceAll("/.*", ""),
        Principals.roles(principal),
        principal.path("created_at").asString(),
        principal.path("id").asString());
  }
}
