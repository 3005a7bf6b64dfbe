package dev.assay.standalone.start;

import dev.assay.events.journal.Journal;
import dev.assay.events.refusals.Refusals;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.mongodb.MongoViewStore;
import dev.assay.projections.store.rocksdb.RocksDbViewStore;
import dev.assay.projections.views.AuditViews;
import dev.assay.projections.views.ViewHealth;
import dev.assay.projections.views.Views;
import dev.assay.standalone.data.DataDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The views and the store that they are kept in. */
@Configuration(proxyBeanMethods = false)
class ViewsConfiguration {

  @Bean
  ViewStore viewStore(AssayProperties properties, DataDirectory directory) {
    return open(properties, directory);
  }

  /** The store that the settings name. */
  static ViewStore open(AssayProperties properties, DataDirectory directory) {
    return properties.mongodb().embedded()
        ? RocksDbViewStore.open(directory.views())
        : MongoViewStore.open(properties.mongodb().uri(), properties.mongodb().database());
  }

  @Bean
  Views views(Journal journal, ViewStore store, AssayProperties properties, MeterRegistry meters) {
    return Views.start(journal, store, properties.views().config(), meters);
  }

  @Bean
  AuditViews auditViews(
      Journal journal,
      Refusals refusals,
      ViewStore store,
      AssayProperties properties,
      MeterRegistry meters) {
    return AuditViews.start(journal, refusals, store, properties.views().config(), meters);
  }

  /**
   * Readiness is red while the audit log stands still; that it catches up keeps no other read from
   * being answered.
   */
  @Bean
  HealthIndicator auditHealthIndicator(AuditViews audit) {
    return () -> {
      ViewHealth health = audit.health();
      boolean failed = health.status() == ViewHealth.Status.FAILED;
      return (failed ? Health.outOfService() : Health.up())
          .withDetail("status", health.status())
          .withDetail("detail", health.detail())
          .withDetail("lagCommits", health.lagCommits())
          .withDetail("refusals", audit.refusalsFailure().orElse("followed"))
          .build();
    };
  }

  /** Readiness is red while the views stand still or have not caught up since the start. */
  @Bean
  HealthIndicator viewsHealthIndicator(Views views) {
    return () -> {
      ViewHealth health = views.health();
      return (health.ready() ? Health.up() : Health.outOfService())
          .withDetail("status", health.status())
          .withDetail("detail", health.detail())
          .withDetail("lagCommits", health.lagCommits())
          .build();
    };
  }
}
