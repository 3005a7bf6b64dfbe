package dev.assay.benchmarks.http;

import dev.assay.benchmarks.Scratch;
import dev.assay.benchmarks.journal.AssayLog;
import dev.assay.benchmarks.load.Call;
import dev.assay.benchmarks.load.Comparison;
import dev.assay.benchmarks.load.Load;
import dev.assay.benchmarks.load.Phases;
import dev.assay.benchmarks.report.Aim;
import dev.assay.benchmarks.report.Finding;
import dev.assay.benchmarks.server.ClientEnvironment;
import dev.assay.benchmarks.server.RunningServer;
import dev.assay.benchmarks.server.ServerCommand;
import dev.assay.broker.EmbeddedBroker;
import dev.assay.broker.EmbeddedBrokerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes of a channel over TLS with a token, on kept-alive connections: reads against a
 * bare handler of the same server that answers with the same bytes, writes beside the journal's
 * append rate. The server is a process of its own; this one makes the load.
 */
public final class HttpBenchmark {

  private static final List<Integer> CONNECTIONS = List.of(1, 32);
  private static final double MEDIAN = 50;
  private static final double TAIL = 99;
  private static final Aim REPORTED = new Aim.Reported();
  private static final Aim READ_RATE = new Aim.RatioAtLeast(0.5);

  private final Path work;
  private final Phases phases;
  private final List<String> serverFlags;

  /**
   * A run of it.
   *
   * @param work where the server's data may lie
   * @param serverFlags flags of the server's JVM
   */
  public HttpBenchmark(Path work, Phases phases, List<String> serverFlags) {
    this.work = work;
    this.phases = phases;
    this.serverFlags = List.copyOf(serverFlags);
  }

  /** Measures at 1 and 32 connections. */
  public List<Finding> run() throws Exception {
    Map<Integer, Comparison> reads = new LinkedHashMap<>();
    Map<Integer, Load> writes = new LinkedHashMap<>();
    try (Scratch scratch = Scratch.in(work);
        RunningServer server =
            RunningServer.start(
                ServerCommand.ofThisClassPath(serverFlags), scratch.resolve("data"))) {
      for (int connections : CONNECTIONS) {
        try (Clients clients = clients(server, connections)) {
          reads.put(connections, Comparison.run(clients.bareReads(), clients.reads(), phases));
          writes.put(connections, Comparison.alone(clients.writes(), phases));
        }
      }
    }
    return findings(reads, writes, appends());
  }

  private static Clients clients(RunningServer server, int connections) throws Exception {
    ClientEnvironment client = ClientEnvironment.read(server.dataDirectory().resolve("client.env"));
    Connector connector = Connector.trusting(Path.of(client.get("SSL_CERT_FILE")), server.port());
    return Clients.signIn(connector, client, connections);
  }

  private Map<Integer, Load> appends() throws Exception {
    Map<Integer, Load> appends = new LinkedHashMap<>();
    try (Scratch scratch = Scratch.in(work);
        EmbeddedBroker broker =
            EmbeddedBroker.start(EmbeddedBrokerConfig.in(scratch.resolve("broker")));
        AssayLog log = AssayLog.open(broker.bootstrapServers(), scratch.resolve("index"))) {
      for (int connections : CONNECTIONS) {
        List<Call> writers = log.writers(connections);
        appends.put(connections, Comparison.alone(writers, phases));
      }
    }
    return appends;
  }

  private static List<Finding> findings(
      Map<Integer, Comparison> reads, Map<Integer, Load> writes, Map<Integer, Load> appends)
      throws IOException {
    List<Finding> findings = new ArrayList<>();
    reads.forEach((connections, read) ->
        findings.addAll(rows("GetChannel", connections, read.baseline(), read.value(), READ_RATE)));
    writes.forEach((connections, write) -> {
      Load append = appends.getOrDefault(connections, write);
      findings.addAll(
          rows("UpdateChannel (baseline: append)", connections, append, write, REPORTED));
    });
    return findings;
  }

  private static List<Finding> rows(
      String call, int connections, Load baseline, Load value, Aim rate) {
    String what = "%s, %d connection%s, ".formatted(call, connections, connections == 1 ? "" : "s");
    return List.of(
        Finding.of(what + "rate", baseline.rate(), value.rate(), rate),
        Finding.of(what + "p50", baseline.latency(MEDIAN), value.latency(MEDIAN), REPORTED),
        Finding.of(what + "p99", baseline.latency(TAIL), value.latency(TAIL), REPORTED));
  }
}
