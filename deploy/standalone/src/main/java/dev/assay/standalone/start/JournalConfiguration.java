package dev.assay.standalone.start;

import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordSnapshotStore;
import dev.assay.events.journal.SnapshotStore;
import dev.assay.events.journal.kafka.KafkaJournal;
import dev.assay.events.liveness.Liveness;
import dev.assay.events.liveness.kafka.KafkaLiveness;
import dev.assay.events.liveness.kafka.KafkaLivenessConfig;
import dev.assay.events.refusals.Refusals;
import dev.assay.events.refusals.kafka.KafkaRefusals;
import dev.assay.events.refusals.kafka.KafkaRefusalsConfig;
import dev.assay.standalone.data.DataDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The broker and what is kept in it. Each bean needs the one before, so the broker stops last. */
@Configuration(proxyBeanMethods = false)
class JournalConfiguration {

  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(30);

  /** So long a refused caller waits for its refusal to be kept. */
  private static final Duration REFUSAL_PATIENCE = Duration.ofSeconds(3);

  @Bean
  Broker broker(AssayProperties properties, DataDirectory directory) {
    return Broker.start(properties.kafka(), directory.broker());
  }

  @Bean
  KafkaJournal journal(
      Broker broker, AssayProperties properties, DataDirectory directory, MeterRegistry meters) {
    return KafkaJournal.open(
        broker.journal(properties.kafka(), directory.index()).meterRegistry(meters).build());
  }

  /** Aggregate snapshots lie beside the index, so that they do not fill the heap. */
  @Bean
  SnapshotStore snapshots(KafkaJournal journal) {
    return journal.snapshots();
  }

  /** So do record snapshots. */
  @Bean
  RecordSnapshotStore recordSnapshots(KafkaJournal journal) {
    return journal.recordSnapshots();
  }

  @Bean
  Liveness liveness(Broker broker, AssayProperties properties, InstantSource clock) {
    return KafkaLiveness.open(
        new KafkaLivenessConfig(
            broker.bootstrapServers(),
            KafkaLivenessConfig.DEFAULT_TOPIC,
            true,
            broker.replicationFactor(properties.kafka()),
            Map.copyOf(properties.kafka().properties()),
            clock,
            BROKER_PATIENCE));
  }

  @Bean
  Refusals refusals(Broker broker, AssayProperties properties) {
    return KafkaRefusals.open(
        new KafkaRefusalsConfig(
            broker.bootstrapServers(),
            KafkaRefusalsConfig.DEFAULT_TOPIC,
            true,
            broker.replicationFactor(properties.kafka()),
            Map.copyOf(properties.kafka().properties()),
            BROKER_PATIENCE,
            REFUSAL_PATIENCE));
  }

  /** Readiness is red while the journal is not read. */
  @Bean
  HealthIndicator journalHealthIndicator(Journal journal) {
    return () ->
        journal
            .halted()
            .map(reason -> Health.down().withDetail("reason", reason).build())
            .orElseGet(() -> Health.up().withDetail("position", journal.reached()).build());
  }
}
