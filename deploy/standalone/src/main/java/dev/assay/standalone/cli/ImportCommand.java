package dev.assay.standalone.cli;

import dev.assay.standalone.transfer.ImportRequest;
import dev.assay.standalone.transfer.Importer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts an empty registry from a back-up. */
@Command(
    name = "import",
    description = "Begin an empty registry with a file that export wrote: the restore.",
    customSynopsis =
        "java -jar assay.jar import FILE [--master-key=FILE] [--output=FORMAT] [--SETTING=VALUE"
            + " ...]")
final class ImportCommand extends CommandWithSettings {

  @Parameters(paramLabel = "FILE", description = "File that export wrote.")
  private Path file = Path.of("");

  @Option(
      names = "--master-key",
      paramLabel = "FILE",
      description = "master.key of the exported registry, unless it is in the data directory.")
  private @Nullable Path masterKey;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = "How to say what was imported: ${COMPLETION-CANDIDATES}.")
  private OutputFormat output = OutputFormat.text;

  @Override
  int run(List<String> given, PrintWriter out) {
    return Importer.run(
        new ImportRequest(file, Optional.ofNullable(masterKey)),
        given,
        out,
        output == OutputFormat.json);
  }
}
