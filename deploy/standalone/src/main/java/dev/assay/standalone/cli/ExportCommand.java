package dev.assay.standalone.cli;

import dev.assay.standalone.transfer.ExportRequest;
import dev.assay.standalone.transfer.Exporter;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Backs a registry up, whether it runs or not. */
@Command(
    name = "export",
    description = "Write the journal of a registry, running or stopped, to a file: the back-up.",
    customSynopsis =
        "java -jar assay.jar export FILE [--as-of=POINT] [--force] [--output=FORMAT]"
            + " [--SETTING=VALUE ...]")
final class ExportCommand extends CommandWithSettings {

  @Parameters(paramLabel = "FILE", description = "File to write, - for standard output.")
  private String file = "";

  @Option(
      names = "--as-of",
      paramLabel = "POINT",
      description = "Only what was true then: an instant (RFC 3339) or position:N.")
  private @Nullable String asOf;

  @Option(names = "--force", description = "Replace the file if it is there.")
  private boolean force;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = "How to say what was written: ${COMPLETION-CANDIDATES}.")
  private OutputFormat output = OutputFormat.text;

  @Override
  int run(List<String> given, PrintWriter out) {
    return Exporter.run(
        new ExportRequest(file, Optional.ofNullable(asOf), force),
        given,
        out,
        output == OutputFormat.json);
  }
}
