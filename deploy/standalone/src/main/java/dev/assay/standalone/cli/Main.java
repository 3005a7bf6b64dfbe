package dev.assay.standalone.cli;

import java.util.stream.Stream;
import picocli.CommandLine;

/** Entry of assay.jar. */
public final class Main {

  private Main() {}

  /** Runs the command that the arguments name; settings alone start the server. */
  public static void main(String[] args) {
    int code = commandLine().execute(withDefaultCommand(args));
    if (code != CommandLine.ExitCode.OK) {
      System.exit(code);
    }
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new AssayCommand());
    Stream.concat(Stream.of(line), line.getSubcommands().values().stream())
        .filter(command -> !command.getCommandName().equals("version"))
        .forEach(Main::listSettings);
    return line;
  }

  private static void listSettings(CommandLine command) {
    command
        .getCommandSpec()
        .usageMessage()
        .footerHeading(
            "%nSettings (also as environment variables, ASSAY_DATADIR for assay.data-dir):%n")
        .footer(Settings.help());
  }

  static String[] withDefaultCommand(String... args) {
    boolean settingsOnly = args.length == 0 || Settings.looksLikeOne(args[0]);
    return settingsOnly
        ? Stream.concat(Stream.of("serve"), Stream.of(args)).toArray(String[]::new)
        : args;
  }
}
