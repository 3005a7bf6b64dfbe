package dev.assay.standalone.cli;

import dev.assay.standalone.start.Server;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;

/** Starts the registry and runs until it is stopped. */
@Command(
    name = "serve",
    description = "Start the registry (also what happens without a command).",
    customSynopsis = "java -jar assay.jar [serve] [--SETTING=VALUE ...]")
final class ServeCommand extends CommandWithSettings {

  @Override
  int run(List<String> given, PrintWriter out) {
    return Server.run(given);
  }
}
