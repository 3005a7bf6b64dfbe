package dev.assay.benchmarks.http;

import dev.assay.benchmarks.Scratch;
import dev.assay.benchmarks.history.History;
import dev.assay.benchmarks.load.Call;
import dev.assay.benchmarks.load.Comparison;
import dev.assay.benchmarks.load.Phases;
import dev.assay.benchmarks.report.Aim;
import dev.assay.benchmarks.report.Finding;
import dev.assay.benchmarks.report.Quantity;
import dev.assay.benchmarks.server.ClientEnvironment;
import dev.assay.benchmarks.server.RunningServer;
import dev.assay.benchmarks.server.ServerCommand;
import dev.assay.broker.EmbeddedBroker;
import dev.assay.broker.EmbeddedBrokerConfig;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.kafka.KafkaJournal;
import dev.assay.events.journal.kafka.KafkaJournalConfig;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Reads about random positions of the past against the same reads about now, over TLS on one
 * kept-alive connection: of a bucket with a short history and of one with a long one.
 */
public final class AsOfBenchmark {

  private static final int[] EVENTS = {1_000, 100_000};
  private static final double MEDIAN = 50;
  private static final double TAIL = 99;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final Aim REPORTED = new Aim.Reported();
  private static final Aim AS_FAST = new Aim.RatioAtMost(2);
  private static final Aim SOON = new Aim.AtMost(Quantity.millis(5));

  private final Path work;
  private final Phases phases;
  private final List<String> serverFlags;

  /** A bucket and where its history lies. */
  private record Told(String bucket, int events, long first, long last) {}

  /**
   * A run of it.
   *
   * @param work where the server's data may lie
   * @param serverFlags flags of the server's JVM
   */
  public AsOfBenchmark(Path work, Phases phases, List<String> serverFlags) {
    this.work = work;
    this.phases = phases;
    this.serverFlags = List.copyOf(serverFlags);
  }

  /** Measures the channel, the bucket and a page of its versions. */
  public List<Finding> run() throws Exception {
    try (Scratch scratch = Scratch.in(work)) {
      Path data = scratch.resolve("data");
      ServerCommand command = ServerCommand.ofThisClassPath(serverFlags);
      RunningServer.start(command, data).close();
      List<Told> histories = tell(data);
      try (RunningServer server = RunningServer.start(command, data)) {
        ClientEnvironment client = ClientEnvironment.read(data.resolve("client.env"));
        Connector connector =
            Connector.trusting(Path.of(client.get("SSL_CERT_FILE")), server.port());
        try (Registry registry = Registry.signIn(connector, client)) {
          return measure(registry, histories);
        }
      }
    }
  }

  private static List<Told> tell(Path data) throws Exception {
    ClientEnvironment client = ClientEnvironment.read(data.resolve("client.env"));
    List<Told> told = new ArrayList<>();
    try (EmbeddedBroker broker =
            EmbeddedBroker.start(EmbeddedBrokerConfig.in(data.resolve("broker")));
        Journal journal =
            KafkaJournal.open(
                KafkaJournalConfig.builder(broker.bootstrapServers(), data.resolve("index"))
                    .replicationFactor(1)
                    .soleWriter(true)
                    .build())) {
      History history =
          new History(
              journal,
              new OrganizationId(client.get("HCP_ORGANIZATION_ID")),
              new ProjectId(client.get("HCP_PROJECT_ID")),
              InstantSource.system());
      for (int events : EVENTS) {
        String bucket = "told-" + events;
        long first = journal.reached() + 2;
        history.appendBucket(bucket, events);
        told.add(new Told(bucket, events, first, journal.reached()));
      }
    }
    return told;
  }

  private List<Finding> measure(Registry registry, List<Told> histories) throws Exception {
    List<Finding> findings = new ArrayList<>();
    Told longest = histories.getLast();
    findings.add(
        Finding.of(
            "first read of the past after the history came, %,d events".formatted(longest.events()),
            once(at(registry, "/channels/latest", longest)),
            REPORTED));
    for (Told told : histories) {
      boolean tail = told.equals(longest);
      findings.addAll(
          rows(registry, "GetChannel", "/channels/latest", told, AS_FAST, tail ? SOON : REPORTED));
      findings.addAll(rows(registry, "GetBucket", "", told, REPORTED, REPORTED));
      findings.addAll(
          rows(registry, "ListVersions, 50 of them", "/versions", told, REPORTED, REPORTED));
    }
    return findings;
  }

  private List<Finding> rows(
      Registry registry, String call, String path, Told told, Aim median, Aim tail)
      throws Exception {
    byte[] now = registry.get(told.bucket() + path);
    Comparison both =
        Comparison.run(
            List.of(() -> registry.call(now).ok(call)), List.of(at(registry, path, told)), phases);
    String what = "%s as of then, %,d events (baseline: now), ".formatted(call, told.events());
    return List.of(
        Finding.of(
            what + "p50", both.baseline().latency(MEDIAN), both.value().latency(MEDIAN), median),
        Finding.of(what + "p99", both.baseline().latency(TAIL), both.value().latency(TAIL), tail));
  }

  /** Asks about another position each time. */
  private static Call at(Registry registry, String path, Told told) {
    SplittableRandom random = new SplittableRandom(told.events());
    return () -> {
      long position = random.nextLong(told.first(), told.last() + 1);
      String call = told.bucket() + path + "?as_of=position:" + position;
      registry.call(registry.get(call)).ok(call);
    };
  }

  private static Quantity once(Call call) throws Exception {
    long before = System.nanoTime();
    call.make();
    return Quantity.millis((System.nanoTime() - before) / NANOS_PER_MILLI);
  }
}
