package dev.assay.standalone.cli;

import dev.assay.standalone.admin.AccessAdmin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Lists the keys of a service principal. */
@Command(
    name = "list",
    description = "List the keys of a service principal that were not revoked.",
    customSynopsis = "java -jar assay.jar key list PRINCIPAL [--output json] [--SETTING=VALUE ...]")
final class KeyListCommand extends CommandAboutAccess {

  @Parameters(paramLabel = "PRINCIPAL", description = "Its name, or its resource name")
  private String principal = "";

  @Override
  void run(AccessAdmin access, Screen screen) throws IOException, InterruptedException {
    JsonNode found = new Principals(access).find(principal);
    JsonNode answer = access.get(Principals.resourceName(found));
    List<List<String>> rows = new ArrayList<>();
    answer.path("keys").forEach(key -> rows.add(row(key)));
    screen.table(List.of("CLIENT ID", "WORKS", "CREATED", "EXPIRES"), rows);
    screen.json(answer);
  }

  private static List<String> row(JsonNode key) {
    return List.of(
        key.path("client_id").asString(),
        key.path("state").asString().equals("ACTIVE") ? "yes" : "no",
        key.path("created_at").asString(),
        key.path("expires_at").asString("never"));
  }
}
