package dev.assay.projections.views;

import dev.assay.projections.store.ViewGroup;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.LongSupplier;

/** What can be measured about one group of views. Safe for use by many threads. */
final class ViewMeters {

  private final MeterRegistry registry;
  private final String group;
  private final Timer batches;
  private final Timer waits;
  private final Counter events;
  private final Counter failures;
  private final Counter rebuilds;

  ViewMeters(MeterRegistry registry, ViewGroup group) {
    this.registry = registry;
    this.group = group.name();
    this.batches =
        Timer.builder("assay.views.batch")
            .description("Time to apply one batch with its watermark")
            .tag("group", this.group)
            .register(registry);
    this.waits =
        Timer.builder("assay.views.barrier.wait")
            .description("Time that reads waited for the views, where they had to")
            .tag("group", this.group)
            .register(registry);
    this.events = counter("assay.views.events", "Events that were applied");
    this.failures = counter("assay.views.failures", "Batches that failed and were tried again");
    this.rebuilds =
        counter("assay.views.rebuilds", "Generations that were built beside a live one");
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).tag("group", group).register(registry);
  }

  void lag(LongSupplier commits) {
    Gauge.builder("assay.views.lag", commits::getAsLong)
        .description("Commits that this instance has read and its views do not show yet")
        .tag("group", group)
        .register(registry);
  }

  void batch(Runnable apply, int appliedEvents) {
    batches.record(apply);
    events.increment(appliedEvents);
  }

  void wait(Runnable waiting) {
    waits.record(waiting);
  }

  void failed() {
    failures.increment();
  }

  void rebuilt() {
    rebuilds.increment();
  }
}
