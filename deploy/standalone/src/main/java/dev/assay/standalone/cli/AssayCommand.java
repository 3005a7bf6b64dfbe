package dev.assay.standalone.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code java -jar assay.jar}: holds the subcommands and the help. */
@Command(
    name = "assay",
    header = "Assay: an event-sourced registry for golden machine images.%n",
    versionProvider = VersionCommand.class,
    customSynopsis = "java -jar assay.jar [COMMAND] [--SETTING=VALUE ...]",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    subcommands = {
      ServeCommand.class,
      VersionCommand.class,
      RebuildViewsCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      VerifyCommand.class,
      PrincipalCommand.class,
      KeyCommand.class,
      RoleCommand.class
    })
final class AssayCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  private boolean version;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "no command (expected: one of " + String.join(", ", spec.subcommands().keySet()) + ")");
  }
}
