package dev.assay.benchmarks.startup;

import dev.assay.benchmarks.Scratch;
import dev.assay.benchmarks.load.Phases;
import dev.assay.benchmarks.report.Aim;
import dev.assay.benchmarks.report.Finding;
import dev.assay.benchmarks.report.Quantity;
import dev.assay.benchmarks.server.RunningServer;
import dev.assay.benchmarks.server.ServerCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From the start of the packaged jar to its ready line, and its memory when idle. */
public final class StartupBenchmark {

  private static final int EVENTS = 1_000_000;
  private static final int QUICK_EVENTS = 100_000;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final double MILLIS = 1_000;

  private static final Aim REPORTED = new Aim.Reported();
  private static final Aim EMPTY_START = new Aim.AtMost(Quantity.seconds(5));
  private static final Aim FULL_START = new Aim.AtMost(Quantity.seconds(8));
  private static final Aim MEMORY = new Aim.AtMost(Quantity.mebibytes(512));

  private final Path work;
  private final ServerCommand command;
  private final boolean quick;

  /**
   * A run of it.
   *
   * @param work where data directories may lie; the one with many events stays there for later runs
   * @param jar the packaged server
   */
  public StartupBenchmark(Path work, Phases phases, Path jar) {
    this.work = work;
    this.command = ServerCommand.ofJar(jar);
    this.quick = phases.equals(Phases.QUICK);
  }

  /** Measures first starts, and starts with many events. */
  public List<Finding> run() throws Exception {
    int repeats = quick ? 1 : 3;
    int events = quick ? QUICK_EVENTS : EVENTS;
    List<Finding> findings = new ArrayList<>();
    findings.addAll(empty(repeats));
    findings.addAll(full(events, repeats));
    return findings;
  }

  private List<Finding> empty(int repeats) throws Exception {
    List<Started> first = new ArrayList<>();
    for (int i = 0; i < repeats; i++) {
      try (Scratch scratch = Scratch.in(work)) {
        first.add(start(scratch.resolve("data"), i == repeats - 1));
      }
    }
    return List.of(
        seconds("first start, empty directory", first, EMPTY_START),
        memory("idle memory 30 s after that start", first));
  }

  private List<Finding> full(int events, int repeats) throws Exception {
    String with = ", %,d events".formatted(events);
    Path data = work.resolve("data-" + events);
    new LargeHistory(command, data, events).make();
    List<Started> again = new ArrayList<>();
    for (int i = 0; i < repeats; i++) {
      again.add(start(data, i == repeats - 1));
    }
    LargeHistory.forgetViews(data);
    Started viewless = start(data, false);
    return List.of(
        seconds("start" + with, again, FULL_START),
        memory("idle memory 30 s after that start", again),
        seconds("start" + with + ", views deleted", List.of(viewless), REPORTED));
  }

  /** One start; its memory is only looked at where the time for that is taken. */
  private Started start(Path data, boolean waitUntilIdle) throws Exception {
    try (RunningServer server = RunningServer.start(command, data)) {
      if (waitUntilIdle) {
        Thread.sleep(IDLE);
      }
      return new Started(server.startTime(), server.residentMebibytes());
    }
  }

  private static Finding seconds(String what, List<Started> starts, Aim aim) {
    double median =
        starts.stream()
            .mapToDouble(start -> start.time().toMillis() / MILLIS)
            .sorted()
            .skip((starts.size() - 1) / 2)
            .findFirst()
            .orElseThrow();
    return Finding.of(what + " (median of " + starts.size() + ")", Quantity.seconds(median), aim);
  }

  private static Finding memory(String what, List<Started> starts) {
    return Finding.of(what, Quantity.mebibytes(starts.getLast().residentMebibytes()), MEMORY);
  }

  private record Started(Duration time, double residentMebibytes) {}
}
