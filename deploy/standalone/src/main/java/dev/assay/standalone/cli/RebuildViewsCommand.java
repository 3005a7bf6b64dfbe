package dev.assay.standalone.cli;

import dev.assay.standalone.start.ViewsRebuilder;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;

/** Builds the views of a registry anew from its journal, whether it runs or not. */
@Command(
    name = "rebuild-views",
    description = "Build the views anew from the journal, of a running registry or a stopped one.",
    customSynopsis = "java -jar assay.jar rebuild-views [--SETTING=VALUE ...]")
final class RebuildViewsCommand extends CommandWithSettings {

  @Override
  int run(List<String> given, PrintWriter out) {
    return ViewsRebuilder.run(given, out);
  }
}
