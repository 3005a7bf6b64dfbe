package dev.assay.query.http;

import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordSnapshotStore;
import dev.assay.events.journal.memory.InMemoryRecordSnapshots;
import dev.assay.projections.records.PastRecords;
import dev.assay.projections.records.SnapshotKeeper;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What reads about the past need. */
@Configuration(proxyBeanMethods = false)
class AsOfConfiguration {

  /** Record snapshots lie where the journal has its index, or in memory where it has none. */
  @Bean
  PastRecords pastRecords(Journal journal, ObjectProvider<RecordSnapshotStore> snapshots) {
    return new PastRecords(
        journal,
        snapshots.getIfAvailable(InMemoryRecordSnapshots::new),
        PastRecords.Bounds.DEFAULT);
  }

  @Bean
  SnapshotKeeper snapshotKeeper(Journal journal, PastRecords past) {
    return SnapshotKeeper.start(journal, past);
  }

  /** Calls that know only now refuse to be asked about the past. */
  @Bean
  WebMvcConfigurer asOfRefusal() {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AsOfRefusal());
      }
    };
  }
}
