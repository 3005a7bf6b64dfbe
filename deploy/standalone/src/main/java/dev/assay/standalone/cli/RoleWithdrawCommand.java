package dev.assay.standalone.cli;

import dev.assay.standalone.admin.AccessAdmin;
import java.io.IOException;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Takes a role from a service principal. */
@Command(
    name = "withdraw",
    description = "Take a role from a service principal; it stops with the next call.",
    customSynopsis =
        "java -jar assay.jar role withdraw PRINCIPAL ROLE [--on RESOURCE] [--SETTING=VALUE ...]")
final class RoleWithdrawCommand extends CommandAboutRoles {

  @Override
  String change(AccessAdmin access, JsonNode principal, String role, String resource)
      throws IOException, InterruptedException {
    access.withdraw(principal, role, resource);
    return "Withdrew ";
  }
}
