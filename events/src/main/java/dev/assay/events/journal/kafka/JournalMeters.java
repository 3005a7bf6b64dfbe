package dev.assay.events.journal.kafka;

import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.arbitration.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What the journal measures; taken out of the registry again when it is closed. */
final class JournalMeters implements AutoCloseable {

  private final MeterRegistry registry;
  private final List<Meter> meters = new ArrayList<>();
  private final Map<String, Timer> appends;
  private final Map<Verdict.Void.Kind, Counter> voids = new EnumMap<>(Verdict.Void.Kind.class);
  private final Counter gaps;
  private final Counter foreign;

  JournalMeters(MeterRegistry registry) {
    this.registry = registry;
    this.appends =
        Map.of(
            "accepted", timer("accepted"),
            "conflict", timer("conflict"),
            "id-reused", timer("id-reused"),
            "expired", timer("expired"),
            "refused", timer("refused"),
            "unknown", timer("unknown"));
    for (Verdict.Void.Kind kind : Verdict.Void.Kind.values()) {
      String reason = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
      voids.put(
          kind,
          keep(
              Counter.builder("assay.journal.void")
                  .description("Commits in the log that are no part of history")
                  .tag("reason", reason)
                  .register(registry)));
    }
    gaps =
        keep(
            Counter.builder("assay.journal.gaps")
                .description("Commits that rest on history that the log does not hold")
                .register(registry));
    foreign =
        keep(
            Counter.builder("assay.journal.foreign")
                .description("Records in the topic that Assay did not write")
                .register(registry));
  }

  private Timer timer(String outcome) {
    return keep(
        Timer.builder("assay.journal.append")
            .description("From the call to the known outcome")
            .tag("outcome", outcome)
            .register(registry));
  }

  private <T extends Meter> T keep(T meter) {
    meters.add(meter);
    return meter;
  }

  void gauge(String name, String description, Supplier<Number> value) {
    keep(Gauge.builder(name, value).description(description).register(registry));
  }

  void appended(AppendOutcome outcome, long startNanos) {
    String name =
        switch (outcome) {
          case AppendOutcome.Accepted a -> "accepted";
          case AppendOutcome.Conflict c -> "conflict";
          case AppendOutcome.IdReused i -> "id-reused";
          case AppendOutcome.Expired e -> "expired";
          case AppendOutcome.Refused r -> "refused";
          case AppendOutcome.Unknown u -> "unknown";
        };
    Objects.requireNonNull(appends.get(name))
        .record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
  }

  void voided(Verdict.Void.Kind kind) {
    Objects.requireNonNull(voids.get(kind)).increment();
  }

  void gap() {
    gaps.increment();
  }

  void foreign() {
    foreign.increment();
  }

  @Override
  public void close() {
    meters.forEach(registry::remove);
  }
}
