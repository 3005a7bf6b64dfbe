package dev.assay.standalone.cli;

import dev.assay.standalone.admin.AccessAdmin;
import dev.assay.standalone.start.AccessAdministration;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** A command about who there is and who may do what, of a running registry or a stopped one. */
abstract class CommandAboutAccess extends CommandWithSettings {

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table or json (default: table)")
  private Screen.Format output = Screen.Format.table;

  /**
   * @throws IOException if it is refused; the message is shown
   */
  abstract void run(AccessAdmin access, Screen screen) throws IOException, InterruptedException;

  /** What can be said to be wrong before the registry is opened. */
  void check() throws IOException {}

  @Override
  final int run(List<String> given, PrintWriter out) {
    try {
      check();
      Optional<AccessAdmin> opened = AccessAdministration.open(given);
      if (opened.isEmpty()) {
        return ExitCode.SOFTWARE;
      }
      try (AccessAdmin access = opened.get()) {
        run(access, new Screen(out, output));
      }
      out.flush();
      return ExitCode.OK;
    } catch (IOException e) {
      complain(String.valueOf(e.getMessage()));
      return ExitCode.SOFTWARE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.SOFTWARE;
    }
  }
}
