package dev.assay.standalone.cli;

import dev.assay.standalone.start.ViewsRebuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Builds the views of a registry anew from its journal, whether it runs or not. */
@Command(
    name = "rebuild-views",
    description = "Build the views anew from the journal, of a running registry or a stopped one.",
    customSynopsis = "java -jar assay.jar rebuild-views [--SETTING=VALUE ...]")
final class RebuildViewsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Unmatched private List<String> settings = new ArrayList<>();

  @Override
  public Integer call() {
    Settings.objection(settings)
        .ifPresent(objection -> {
          throw new ParameterException(spec.commandLine(), objection);
        });
    return ViewsRebuilder.run(settings, spec.commandLine().getOut());
  }
}
