package dev.assay.standalone.cli;

import dev.assay.standalone.start.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Starts the registry and runs until it is stopped. */
@Command(
    name = "serve",
    description = "Start the registry (also what happens without a command).",
    customSynopsis = "java -jar assay.jar [serve] [--SETTING=VALUE ...]")
final class ServeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Unmatched private List<String> settings = new ArrayList<>();

  @Override
  public Integer call() {
    Settings.objection(settings)
        .ifPresent(objection -> {
          throw new ParameterException(spec.commandLine(), objection);
        });
    return Server.run(settings);
  }
}
