package dev.assay.standalone.cli;

import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Entry of assay.jar. */
public final class Main {

  private static final int WIDTH = 120;

  private Main() {}

  /** Runs the command that the arguments name; settings alone start the server. */
  public static void main(String[] args) {
    int code = commandLine().execute(withDefaultCommand(args));
    if (code != CommandLine.ExitCode.OK) {
      System.exit(code);
    }
  }

  static CommandLine commandLine() {
    CommandLine line =
        new CommandLine(new AssayCommand())
            .setUsageHelpWidth(WIDTH)
            .setParameterExceptionHandler(Main::explain);
    withAllBelow(line)
        .filter(command -> !command.getCommandName().equals("version"))
        .forEach(Main::listSettings);
    return line;
  }

  private static Stream<CommandLine> withAllBelow(CommandLine command) {
    return Stream.concat(
        Stream.of(command), command.getSubcommands().values().stream().flatMap(Main::withAllBelow));
  }

  private static void listSettings(CommandLine command) {
    command
        .getCommandSpec()
        .usageMessage()
        .footerHeading(
            "%nSettings (also as environment variables, ASSAY_DATADIR for assay.data-dir):%n")
        .footer(Settings.help());
  }

  /** One line: whoever mistypes wants to see the mistake, not the manual. */
  private static int explain(ParameterException mistake, String[] args) {
    CommandLine command = mistake.getCommandLine();
    command.getErr().println("assay: " + mistake.getMessage() + ". Try --help.");
    command.getErr().flush();
    return CommandLine.ExitCode.USAGE;
  }

  static String[] withDefaultCommand(String... args) {
    if (args.length > 0 && args[0].equals("help")) {
      return Stream.concat(Stream.of(args).skip(1), Stream.of("--help")).toArray(String[]::new);
    }
    boolean settingsOnly = args.length == 0 || Settings.looksLikeOne(args[0]);
    return settingsOnly
        ? Stream.concat(Stream.of("serve"), Stream.of(args)).toArray(String[]::new)
        : args;
  }
}
