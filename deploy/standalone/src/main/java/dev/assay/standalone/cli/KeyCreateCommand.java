package dev.assay.standalone.cli;

import dev.assay.standalone.admin.AccessAdmin;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Creates one more key for a service principal. */
@Command(
    name = "create",
    description = "Create one more key for a service principal; the others go on working.",
    customSynopsis = "java -jar assay.jar key create PRINCIPAL [OPTIONS] [--SETTING=VALUE ...]")
final class KeyCreateCommand extends CommandAboutAccess {

  @Parameters(paramLabel = "PRINCIPAL", description = "Its name, or its resource name")
  private String principal = "";

  @Mixin private KeyOptions key = new KeyOptions();

  @Override
  void check() throws IOException {
    key.check();
  }

  @Override
  void run(AccessAdmin access, Screen screen) throws IOException, InterruptedException {
    key.check(access);
    JsonNode found = new Principals(access).find(principal);
    ObjectNode shown = KeyOptions.object();
    key.create(access, found, screen, shown);
    screen.json(shown);
  }
}
