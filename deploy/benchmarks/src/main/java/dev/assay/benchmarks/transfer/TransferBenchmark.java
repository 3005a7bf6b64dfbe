package dev.assay.benchmarks.transfer;

import dev.assay.benchmarks.Scratch;
import dev.assay.benchmarks.history.History;
import dev.assay.benchmarks.load.Phases;
import dev.assay.benchmarks.report.Aim;
import dev.assay.benchmarks.report.Finding;
import dev.assay.benchmarks.report.Quantity;
import dev.assay.broker.EmbeddedBroker;
import dev.assay.broker.EmbeddedBrokerConfig;
import dev.assay.events.export.Export;
import dev.assay.events.export.ExportCheck;
import dev.assay.events.export.ExportFile;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.kafka.JournalImport;
import dev.assay.events.journal.kafka.KafkaJournal;
import dev.assay.events.journal.kafka.KafkaJournalConfig;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How fast a journal gets into a file and out of it, step by step, against a plain consumer and a
 * plain producer of the same records on the same broker. The two sides take turns.
 */
public final class TransferBenchmark {

  private static final int EVENTS = 500_000;
  private static final int EVENTS_QUICK = 100_000;
  private static final int ROUNDS = 5;
  private static final int BUFFER_BYTES = 1 << 18;
  private static final double MEBIBYTE = 1 << 20;

  private static final Aim REPORTED = new Aim.Reported();

  private final Path work;
  private final int events;

  /**
   * A run of it.
   *
   * @param work where broker, indexes and files may lie
   */
  public TransferBenchmark(Path work, Phases phases) {
    this.work = work;
    this.events = phases.equals(Phases.QUICK) ? EVENTS_QUICK : EVENTS;
  }

  /** Makes a history, and takes it out and in again some times. */
  public List<Finding> run() throws Exception {
    try (Scratch scratch = Scratch.in(work);
        EmbeddedBroker broker =
            EmbeddedBroker.start(
                EmbeddedBrokerConfig.in(scratch.resolve("broker")).withForcedFlush(false));
        Journal journal = open(broker, "bench.original", scratch.resolve("original"))) {
      History.ofNobody(journal).append(events);
      return findings(new Rounds(scratch, broker, journal));
    }
  }

  private static KafkaJournal open(EmbeddedBroker broker, String topic, Path index) {
    return KafkaJournal.open(config(broker, topic, index));
  }

  private static KafkaJournalConfig config(EmbeddedBroker broker, String topic, Path index) {
    return KafkaJournalConfig.builder(broker.bootstrapServers(), index)
        .topic(topic)
        .createTopic(true)
        .replicationFactor(1)
        .soleWriter(true)
        .build();
  }

  private static List<Finding> findings(Rounds rounds) throws Exception {
    // The first one warms up.
    rounds.round(0);
    rounds.forget();
    for (int number = 1; number <= ROUNDS; number++) {
      rounds.round(number);
    }
    return rounds.findings();
  }

  /** Steps of a round with the time that each took. */
  private static final class Rounds {
    private final Scratch scratch;
    private final EmbeddedBroker broker;
    private final Journal journal;
    private final long commits;
    private final StopWatch watch = new StopWatch();
    private long recordBytes;
    private long fileBytes;

    Rounds(Scratch scratch, EmbeddedBroker broker, Journal journal) {
      this.scratch = scratch;
      this.broker = broker;
      this.journal = journal;
      this.commits = journal.end() + 1;
    }

    void round(int number) throws Exception {
      Path file = scratch.resolve("export-" + number);
      String copy = "bench.copy." + number;
      Path index = scratch.resolve("index-" + number);
      try (RawTopic raw = new RawTopic(broker.bootstrapServers())) {
        watch.time("consume", () -> recordBytes = raw.consume("bench.original"));
        watch.time("export", () -> export(file));
        watch.time("check", () -> check(file));
        watch.time("produce", () -> produce(raw, "bench.raw." + number, file));
        watch.time("import", () -> importFile(copy, index, file));
        watch.time("open", () -> open(broker, copy, index).close());
      }
      fileBytes = Files.size(file);
      Files.delete(file);
    }

    void forget() {
      watch.forget();
    }

    private void export(Path file) throws IOException {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
        Export.of(journal, commits - 1, Instant.now()).writeTo(out, Optional.empty(), _ -> {});
      }
    }

    private static void check(Path file) throws IOException {
      try (ExportFile exported = ExportFile.open(file)) {
        ExportCheck.check(exported, _ -> {});
      }
    }

    private static void produce(RawTopic raw, String topic, Path file) throws Exception {
      try (ExportFile exported = ExportFile.open(file)) {
        raw.produce(topic, exported.records());
      }
    }

    private void importFile(String topic, Path index, Path file) throws IOException {
      try (ExportFile exported = ExportFile.open(file)) {
        JournalImport.run(config(broker, topic, index), exported, _ -> {});
      }
    }

    List<Finding> findings() {
      double consume = watch.seconds("consume");
      double produce = watch.seconds("produce");
      double export = watch.seconds("export");
      double check = watch.seconds("check");
      double write = watch.seconds("import");
      double open = watch.seconds("open");
      String size = "%,d commits, %.0f MiB".formatted(commits, recordBytes / MEBIBYTE);
      return List.of(
          rate("export to a file, " + size + ", against consuming them", consume, export),
          rate("export with its read-back", consume, export + check),
          rate("import: records into the topic, against producing them", produce, write),
          rate("import: check, write, read again into a new index", produce, check + write + open),
          throughput("export to a file", consume, export),
          throughput("import: check, write, read again", produce, check + write + open),
          Finding.of(
              "file, against its records",
              Quantity.mebibytes(recordBytes / MEBIBYTE),
              Quantity.mebibytes(fileBytes / MEBIBYTE),
              REPORTED));
    }

    private Finding rate(String what, double baselineSeconds, double seconds) {
      return Finding.of(
          what,
          Quantity.perSecond(commits / baselineSeconds),
          Quantity.perSecond(commits / seconds),
          REPORTED);
    }

    private Finding throughput(String what, double baselineSeconds, double seconds) {
      return Finding.of(
          what,
          new Quantity(recordBytes / MEBIBYTE / baselineSeconds, "MiB/s"),
          new Quantity(recordBytes / MEBIBYTE / seconds, "MiB/s"),
          REPORTED);
    }
  }
}
