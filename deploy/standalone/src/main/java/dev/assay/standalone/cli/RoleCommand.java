package dev.assay.standalone.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code role}: holds what can be done with roles. */
@Command(
    name = "role",
    description = "Grant and withdraw roles: what a service principal may do.",
    subcommands = {RoleGrantCommand.class, RoleWithdrawCommand.class})
final class RoleCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "role: no command (expected: grant or withdraw)");
  }
}
