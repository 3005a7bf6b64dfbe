package dev.assay.standalone.cli;

import dev.assay.standalone.verify.Verifier;
import dev.assay.standalone.verify.VerifyRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds a journal against what an auditor kept. */
@Command(
    name = "verify",
    description = {
      "Read a journal from its records alone and hold it against checkpoints that were kept.",
      "Exit code: 0 it fits, 3 it does not, 4 a checkpoint is forged, 1 it could not be found out."
    },
    customSynopsis =
        "java -jar assay.jar verify [FILE] [--checkpoint=FILE]... [--verifier-key=KEY]..."
            + " [--tiles=DIR] [--output=FORMAT] [--SETTING=VALUE ...]")
final class VerifyCommand extends CommandWithSettings {

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Exported file to verify, instead of the journal that the settings name.")
  private @Nullable Path file;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "Checkpoint that was kept, or a directory of them. May be given again.")
  private List<Path> checkpoints = new ArrayList<>();

  @Option(
      names = "--verifier-key",
      paramLabel = "KEY",
      description =
          "Key that verifies the checkpoints' signatures, or a file with it. May be given again.")
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--tiles",
      paramLabel = "DIR",
      description = "Directory with the tiles of level 0 that were kept (DIR/tile/0/...).")
  private @Nullable Path tiles;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = "How to say what was found: ${COMPLETION-CANDIDATES}.")
  private OutputFormat output = OutputFormat.text;

  @Override
  int run(List<String> given, PrintWriter out) {
    return Verifier.run(
        new VerifyRequest(Optional.ofNullable(file), checkpoints, keys, Optional.ofNullable(tiles)),
        given,
        out,
        output == OutputFormat.json);
  }
}
