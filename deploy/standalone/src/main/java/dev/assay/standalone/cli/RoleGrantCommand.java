package dev.assay.standalone.cli;

import dev.assay.standalone.admin.AccessAdmin;
import java.io.IOException;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Gives a service principal a role. */
@Command(
    name = "grant",
    description = "Give a service principal a role.",
    customSynopsis =
        "java -jar assay.jar role grant PRINCIPAL ROLE [--on RESOURCE] [--SETTING=VALUE ...]")
final class RoleGrantCommand extends CommandAboutRoles {

  @Override
  String change(AccessAdmin access, JsonNode principal, String role, String resource)
      throws IOException, InterruptedException {
    access.grant(principal, role, resource);
    return "Granted ";
  }
}
