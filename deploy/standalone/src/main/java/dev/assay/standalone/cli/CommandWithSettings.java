package dev.assay.standalone.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A command that takes {@link Settings}, and refuses what is none. */
abstract class CommandWithSettings implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Unmatched private List<String> settings = new ArrayList<>();

  /**
   * @param given settings as {@code --name=value}, each of a known name
   * @return the exit code
   */
  abstract int run(List<String> given, PrintWriter out);

  /** Says in one line why it did not work. */
  final void complain(String message) {
    spec.commandLine().getErr().println("assay: " + message);
    spec.commandLine().getErr().flush();
  }

  @Override
  public final Integer call() {
    Settings.objection(settings)
        .ifPresent(objection -> {
          throw new ParameterException(spec.commandLine(), objection);
        });
    return run(settings, spec.commandLine().getOut());
  }
}
