package dev.assay.standalone.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code principal}: holds what can be done with service principals. */
@Command(
    name = "principal",
    description =
        "Create, list and delete service principals: the machines and people that may call.",
    subcommands = {
      PrincipalCreateCommand.class,
      PrincipalListCommand.class,
      PrincipalDeleteCommand.class
    })
final class PrincipalCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "principal: no command (expected: create, list or delete)");
  }
}
