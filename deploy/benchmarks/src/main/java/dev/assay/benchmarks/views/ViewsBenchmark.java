package dev.assay.benchmarks.views;

import dev.assay.benchmarks.Scratch;
import dev.assay.benchmarks.history.History;
import dev.assay.benchmarks.load.Phases;
import dev.assay.benchmarks.report.Aim;
import dev.assay.benchmarks.report.Finding;
import dev.assay.broker.EmbeddedBroker;
import dev.assay.broker.EmbeddedBrokerConfig;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.kafka.KafkaJournal;
import dev.assay.events.journal.kafka.KafkaJournalConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Projecting a journal into views from its beginning, against writing the same records in the same
 * batches to the same store and nothing else: no reading of the journal, no folds, no look at the
 * documents before, no indexes, no watermark.
 */
public final class ViewsBenchmark {

  private static final int EVENTS = 200_000;
  private static final int QUICK_EVENTS = 40_000;
  private static final int TURNS = 2;
  private static final Aim RATE = new Aim.RatioAtLeast(0.5);
  private static final Aim REPORTED = new Aim.Reported();

  private final Path work;
  private final Phases phases;
  private final List<StoreKind> stores;

  /**
   * A run of it.
   *
   * @param work where broker, index and views may lie
   * @param mongoUri replica set to measure as well, empty for none
   */
  public ViewsBenchmark(Path work, Phases phases, String mongoUri) {
    this.work = work;
    this.phases = phases;
    this.stores =
        mongoUri.isEmpty()
            ? List.of(new StoreKind.RocksDb())
            : List.of(new StoreKind.RocksDb(), new StoreKind.Mongo(mongoUri));
  }

  /** Measures every store. */
  public List<Finding> run() throws Exception {
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
      int events =
          History.ofNobody(journal).append(phases.equals(Phases.QUICK) ? QUICK_EVENTS : EVENTS);
      List<Finding> findings = new ArrayList<>();
      for (StoreKind store : stores) {
        findings.addAll(measured(new ViewRuns(journal, events, store, scratch)));
      }
      return findings;
    }
  }

  private List<Finding> measured(ViewRuns runs) throws Exception {
    runs.record();
    long warm = System.nanoTime() + 2 * phases.warmUp().toNanos();
    while (System.nanoTime() < warm) {
      runs.raw(new Tally(), new Tally());
      runs.views(new Tally(), new Tally());
    }
    Tally raw = new Tally();
    Tally bytesOnly = new Tally();
    Tally views = new Tally();
    Tally apply = new Tally();
    for (int turn = 0; turn < TURNS; turn++) {
      runs.raw(raw, bytesOnly);
      runs.views(views, apply);
    }
    runs.raw(raw, bytesOnly);
    String what = "views in " + runs.store() + ", ";
    return List.of(
        Finding.of(what + "journal to view", raw.rate(), views.rate(), RATE),
        Finding.of(what + "applying the batches alone", raw.rate(), apply.rate(), REPORTED),
        Finding.of(
            what + "journal to view; baseline without encoding",
            bytesOnly.rate(),
            views.rate(),
            REPORTED));
  }
}
