package dev.assay.standalone.cli;

import dev.assay.standalone.admin.AccessAdmin;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Deletes a service principal with its keys and roles. */
@Command(
    name = "delete",
    description = "Delete a service principal with its keys and roles, at once.",
    customSynopsis = "java -jar assay.jar principal delete PRINCIPAL [--SETTING=VALUE ...]")
final class PrincipalDeleteCommand extends CommandAboutAccess {

  @Parameters(paramLabel = "PRINCIPAL", description = "Its name, or its resource name")
  private String principal = "";

  @Override
  void run(AccessAdmin access, Screen screen) throws IOException, InterruptedException {
    JsonNode found = new Principals(access).find(principal);
    access.delete(Principals.resourceName(found));
    screen.line("Deleted " + Principals.resourceName(found));
    ObjectNode shown = KeyOptions.object();
    shown.set("deleted", found);
    screen.json(shown);
  }
}
