package dev.assay.benchmarks.audit;

import dev.assay.benchmarks.Scratch;
import dev.assay.benchmarks.history.History;
import dev.assay.benchmarks.load.Call;
import dev.assay.benchmarks.load.Comparison;
import dev.assay.benchmarks.load.Load;
import dev.assay.benchmarks.load.Phases;
import dev.assay.benchmarks.report.Aim;
import dev.assay.benchmarks.report.Finding;
import dev.assay.benchmarks.report.Quantity;
import dev.assay.broker.EmbeddedBroker;
import dev.assay.broker.EmbeddedBrokerConfig;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.kafka.KafkaJournal;
import dev.assay.events.journal.kafka.KafkaJournalConfig;
import dev.assay.events.refusals.Refusals;
import dev.assay.events.refusals.memory.InMemoryRefusals;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.views.AuditViews;
import dev.assay.projections.views.Views;
import dev.assay.projections.views.ViewsConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Searching and exporting the audit log against reading as many bytes from the same store and
 * nothing else; making it against making the views of the registry; and appending to the journal
 * while both follow against appending while only the registry's views do.
 */
public final class AuditBenchmark {

  private static final int EVENTS = 1_000_000;
  private static final int QUICK_EVENTS = 60_000;
  private static final int WRITERS = 32;
  private static final double MEDIAN = 50;
  private static final double TAIL = 99;
  private static final Aim REPORTED = new Aim.Reported();
  private static final Aim APPENDS = new Aim.RatioAtLeast(0.8);

  private final Path work;
  private final Phases phases;
  private final List<MeasuredStore> stores;

  /**
   * A run of it.
   *
   * @param work where broker, index and views may lie
   * @param mongoUri replica set to measure as well, empty for none
   */
  public AuditBenchmark(Path work, Phases phases, String mongoUri) {
    this.work = work;
    this.phases = phases;
    this.stores = MeasuredStore.all(mongoUri);
  }

  /** Measures every store. */
  public List<Finding> run() throws Exception {
    List<Finding> findings = new ArrayList<>();
    for (MeasuredStore store : stores) {
      try (Scratch scratch = Scratch.in(work);
          EmbeddedBroker broker =
              EmbeddedBroker.start(EmbeddedBrokerConfig.in(scratch.resolve("broker")));
          Journal journal =
              KafkaJournal.open(
                  KafkaJournalConfig.builder(broker.bootstrapServers(), scratch.resolve("index"))
                      .createTopic(true)
                      .replicationFactor(1)
                      .soleWriter(true)
                      .build())) {
        History history = History.ofNobody(journal);
        int events = history.append(phases.equals(Phases.QUICK) ? QUICK_EVENTS : EVENTS);
        findings.addAll(measured(journal, history, events, store, scratch));
      }
    }
    return findings;
  }

  private List<Finding> measured(
      Journal journal, History history, int events, MeasuredStore kind, Scratch scratch)
      throws Exception {
    String in = "audit log in " + kind.name() + ", ";
    List<Finding> findings = new ArrayList<>();
    try (Refusals refusals = new InMemoryRefusals(InstantSource.system());
        ViewStore store = kind.open(scratch.resolve("views"))) {
      long before = System.nanoTime();
      try (Views views = registry(journal, store)) {
        views.barrier().await();
        Quantity registry = rate(events, before);
        before = System.nanoTime();
        try (AuditViews audit = audit(journal, refusals, store)) {
          AuditLogReads reads = new AuditLogReads(audit, history.organization());
          reads.awaitRows();
          findings.add(
              Finding.of(
                  in + "journal to rows (baseline: to the registry's views)",
                  registry,
                  rate(events, before),
                  REPORTED));
          findings.addAll(read(in, store, reads));
        }
        findings.addAll(appends(in, journal, history, refusals, store));
      }
    }
    return findings;
  }

  private List<Finding> read(String in, ViewStore store, AuditLogReads reads) throws Exception {
    List<Finding> findings = new ArrayList<>();
    AuditLogReads.Exported warm = reads.export();
    try (RawRows raw =
        RawRows.fill(store, warm.rows(), Math.toIntExact(warm.bytes() / warm.rows()))) {
      Comparison pages =
          Comparison.run(
              List.<Call>of(() -> raw.newest(AuditLogReads.PAGE)),
              List.<Call>of(reads::newest),
              phases);
      Comparison found =
          Comparison.run(
              List.<Call>of(() -> raw.newest(AuditLogReads.PAGE)),
              List.<Call>of(reads::ofAChannel),
              phases);
      findings.addAll(rows(in + "page of 50, newest of all, ", pages));
      findings.addAll(rows(in + "page of 50, one channel, ", found));
      long before = System.nanoTime();
      int written = raw.writeTo(new Discarded());
      Quantity baseline = rate(written, before);
      before = System.nanoTime();
      int exported = reads.export().rows();
      findings.add(
          Finding.of(
              in + "export of " + exported + " rows as JSON Lines",
              baseline,
              rate(exported, before),
              REPORTED));
    }
    return findings;
  }

  private List<Finding> appends(
      String in, Journal journal, History history, Refusals refusals, ViewStore store)
      throws Exception {
    List<Call> writers =
        IntStream.range(0, WRITERS)
            .mapToObj(i -> {
              History.Publisher publisher = history.publisher("bench-" + i);
              return (Call) () -> History.accepted(journal.append(publisher.next()));
            })
            .toList();
    Load alone = Comparison.alone(writers, phases);
    Load followed;
    try (AuditViews audit = audit(journal, refusals, store)) {
      followed = Comparison.alone(writers, phases);
    }
    alone = alone.and(Comparison.alone(writers, phases));
    return rows(
        in + "append to the journal, 32 in flight (baseline: only the registry follows), ",
        new Comparison(alone, followed),
        APPENDS);
  }

  private static List<Finding> rows(String what, Comparison compared) {
    return rows(what, compared, REPORTED);
  }

  private static List<Finding> rows(String what, Comparison compared, Aim rate) {
    Load baseline = compared.baseline();
    Load value = compared.value();
    return List.of(
        Finding.of(what + "rate", baseline.rate(), value.rate(), rate),
        Finding.of(what + "p50", baseline.latency(MEDIAN), value.latency(MEDIAN), REPORTED),
        Finding.of(what + "p99", baseline.latency(TAIL), value.latency(TAIL), REPORTED));
  }

  private static Quantity rate(int count, long sinceNanos) {
    return Quantity.perSecond(count * 1e9 / (System.nanoTime() - sinceNanos));
  }

  private static Views registry(Journal journal, ViewStore store) {
    return Views.start(journal, store, patient(), new SimpleMeterRegistry());
  }

  private static AuditViews audit(Journal journal, Refusals refusals, ViewStore store) {
    return AuditViews.start(journal, refusals, store, patient(), new SimpleMeterRegistry());
  }

  private static ViewsConfig patient() {
    ViewsConfig usual = ViewsConfig.defaults();
    return new ViewsConfig(
        Duration.ofMinutes(10),
        usual.batchCommits(),
        usual.lease(),
        usual.retryInterval(),
        usual.pollInterval(),
        usual.dropDelay());
  }
}
