package dev.assay.benchmarks.journal;

import dev.assay.benchmarks.Scratch;
import dev.assay.benchmarks.load.Comparison;
import dev.assay.benchmarks.load.Phases;
import dev.assay.benchmarks.report.Aim;
import dev.assay.benchmarks.report.Finding;
import dev.assay.benchmarks.report.Quantity;
import dev.assay.broker.EmbeddedBroker;
import dev.assay.broker.EmbeddedBrokerConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends, from the call to "accepted", against send-to-tail of a raw producer and consumer on the
 * same broker.
 */
public final class JournalBenchmark {

  private static final int ALONE = 1;
  private static final int FEW = 64;
  private static final int MANY = 1_024;
  private static final double MEDIAN = 50;
  private static final double TAIL = 99;

  private static final Aim REPORTED = new Aim.Reported();
  private static final Aim LATENCY = new Aim.RatioAtMost(1.5);
  private static final Aim RATE = new Aim.RatioAtLeast(0.67);
  private static final Aim MANY_RATE = new Aim.AtLeast(Quantity.perSecond(40_000));

  private final Path work;
  private final Phases phases;

  /**
   * A run of it.
   *
   * @param work where broker and index may lie
   */
  public JournalBenchmark(Path work, Phases phases) {
    this.work = work;
    this.phases = phases;
  }

  /** Measures at 1, 64 and 1,024 in flight. */
  public List<Finding> run() throws Exception {
    try (Scratch scratch = Scratch.in(work);
        EmbeddedBroker broker =
            EmbeddedBroker.start(EmbeddedBrokerConfig.in(scratch.resolve("broker")));
        AssayLog assay = AssayLog.open(broker.bootstrapServers(), scratch.resolve("index"));
        RawLog raw = RawLog.open(broker.bootstrapServers())) {
      List<Finding> findings = new ArrayList<>();
      findings.addAll(measured(raw, assay, ALONE, LATENCY, REPORTED));
      findings.addAll(measured(raw, assay, FEW, LATENCY, RATE));
      findings.addAll(measured(raw, assay, MANY, REPORTED, MANY_RATE));
      return findings;
    }
  }

  private List<Finding> measured(RawLog raw, AssayLog assay, int inFlight, Aim latency, Aim rate)
      throws Exception {
    Comparison result =
        Comparison.run(raw.writers(inFlight, assay.recordBytes()), assay.writers(inFlight), phases);
    String what = "append, %,d in flight, %d bytes, ".formatted(inFlight, assay.recordBytes());
    return List.of(
        Finding.of(
            what + "p50",
            result.baseline().latency(MEDIAN),
            result.value().latency(MEDIAN),
            latency),
        Finding.of(
            what + "p99", result.baseline().latency(TAIL), result.value().latency(TAIL), REPORTED),
        Finding.of(what + "rate", result.baseline().rate(), result.value().rate(), rate));
  }
}
