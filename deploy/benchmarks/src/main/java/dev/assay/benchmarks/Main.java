package dev.assay.benchmarks;

import dev.assay.benchmarks.audit.AuditBenchmark;
import dev.assay.benchmarks.http.AsOfBenchmark;
import dev.assay.benchmarks.http.HttpBenchmark;
import dev.assay.benchmarks.journal.JournalBenchmark;
import dev.assay.benchmarks.load.Phases;
import dev.assay.benchmarks.proof.ProofBenchmark;
import dev.assay.benchmarks.report.Finding;
import dev.assay.benchmarks.report.MarkdownTable;
import dev.assay.benchmarks.revocation.RevocationBenchmark;
import dev.assay.benchmarks.startup.StartupBenchmark;
import dev.assay.benchmarks.transfer.TransferBenchmark;
import dev.assay.benchmarks.views.ViewsBenchmark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Runs one benchmark in this JVM. Called by {@code run.sh}, which also says what the system
 * properties mean.
 */
public final class Main {

  private static final String QUICK = "--quick";

  private Main() {}

  /**
   * Runs a benchmark, prints its table and adds it to the file of the results.
   *
   * @param args {@code journal}, {@code http}, {@code as-of}, {@code views}, {@code revocation},
   *     {@code transfer}, {@code proof}, {@code audit} or {@code startup}, and {@code --quick} for
   *     a short run
   * @throws Exception if it could not be run to its end
   */
  public static void main(String[] args) throws Exception {
    List<String> given = Arrays.asList(args);
    String name = given.stream().filter(arg -> !arg.equals(QUICK)).findFirst().orElse("");
    List<Finding> findings =
        benchmark(name, Phases.of(given.contains(QUICK)))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "benchmark: "
                        + name
                        + " (expected: journal, http, as-of, views, revocation, transfer, proof,"
                        + " audit or startup)"))
            .run();
    String table = MarkdownTable.of(name, findings);
    System.out.println(table);
    Files.writeString(
        Path.of(System.getProperty("bench.results")),
        table + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    // The broker's and the clients' leftover threads are not waited for.
    System.exit(0);
  }

  private static Optional<Benchmark> benchmark(String name, Phases phases) {
    Path work = Path.of(System.getProperty("bench.work"));
    return Optional.ofNullable(
        switch (name) {
          case "journal" -> new JournalBenchmark(work, phases)::run;
          case "http" -> new HttpBenchmark(work, phases, serverFlags())::run;
          case "as-of" -> new AsOfBenchmark(work, phases, serverFlags())::run;
          case "views" ->
              new ViewsBenchmark(work, phases, System.getProperty("bench.mongodb", ""))::run;
          case "revocation" ->
              new RevocationBenchmark(work, phases, System.getProperty("bench.mongodb", ""))::run;
          case "proof" -> new ProofBenchmark(work, phases)::run;
          case "transfer" -> new TransferBenchmark(work, phases)::run;
          case "audit" ->
              new AuditBenchmark(work, phases, System.getProperty("bench.mongodb", ""))::run;
          case "startup" ->
              new StartupBenchmark(work, phases, Path.of(System.getProperty("bench.jar")))::run;
          default -> null;
        });
  }

  private static List<String> serverFlags() {
    String flags = System.getProperty("bench.server.flags", "").strip();
    return flags.isEmpty() ? List.of() : List.of(flags.split("\\s+"));
  }
}
