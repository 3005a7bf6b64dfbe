package dev.assay.command.http;

import dev.assay.command.bucket.RevocationDryRun;
import dev.assay.command.execution.CommandService;
import dev.assay.command.execution.Commands;
import dev.assay.command.identity.IdSource;
import dev.assay.command.identity.Ulids;
import dev.assay.command.proof.CheckpointKeys;
import dev.assay.command.token.TokenEndpointConfiguration;
import dev.assay.command.token.TokenProperties;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordSnapshotStore;
import dev.assay.events.journal.SnapshotStore;
import dev.assay.events.journal.memory.InMemoryRecordSnapshots;
import dev.assay.events.journal.memory.InMemorySnapshotStore;
import dev.assay.events.liveness.Liveness;
import dev.assay.events.refusals.Refusals;
import dev.assay.events.secrets.Sealer;
import dev.assay.projections.access.AccessDirectory;
import dev.assay.projections.edge.Draining;
import dev.assay.projections.edge.Edge;
import dev.assay.projections.edge.EdgeTomcat;
import dev.assay.projections.edge.ProofAccess;
import dev.assay.projections.edge.RefusedRequests;
import dev.assay.projections.edge.TokenVerifier;
import dev.assay.projections.records.JournalRecords;
import dev.assay.projections.records.PastRecords;
import dev.assay.projections.wire.WireJson;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command service: the write half of the HTTP API, the token endpoint, the timers. Whoever
 * imports it provides a {@link Journal}, a {@link Liveness}, {@link Refusals}, a {@link
 * dev.assay.events.secrets.MasterKey} and an {@link InstantSource}; what both services share is
 * made here only where the other one has not made it.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CommandServiceProperties.class, TokenProperties.class})
@ComponentScan
@Import(TokenEndpointConfiguration.class)
public class CommandServiceConfiguration {

  /** What answers to repetitions keep of the past where no reads about it are answered. */
  private static final PastRecords.Bounds PAST = new PastRecords.Bounds(4, 1_000, 10_000);

  @Bean
  IdSource idSource(InstantSource clock) {
    return new Ulids(clock);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  CommandService commandService(
      Journal journal,
      ObjectProvider<SnapshotStore> snapshots,
      Liveness liveness,
      InstantSource clock,
      IdSource ids,
      CommandServiceProperties properties) {
    return CommandService.create(
        journal,
        snapshots.getIfAvailable(InMemorySnapshotStore::new),
        liveness,
        clock,
        ids,
        properties.settings());
  }

  @Bean
  @ConditionalOnMissingBean
  Commands commands(CommandService service) {
    return service.commands();
  }

  @Bean
  Writes writes(
      Commands commands,
      Journal journal,
      ObjectProvider<PastRecords> past,
      ObjectProvider<RecordSnapshotStore> snapshots,
      Draining draining,
      InstantSource clock) {
    return new Writes(
        commands,
        journal,
        new JournalRecords(journal, JournalRecords.Bounds.DEFAULT),
        past.getIfAvailable(() -> past(journal, snapshots)),
        draining,
        clock);
  }

  private static PastRecords past(Journal journal, ObjectProvider<RecordSnapshotStore> snapshots) {
    return new PastRecords(journal, snapshots.getIfAvailable(InMemoryRecordSnapshots::new), PAST);
  }

  @Bean(initMethod = "ensure")
  CheckpointKeys checkpointKeys(Journal journal, Sealer sealer, InstantSource clock, IdSource ids) {
    return new CheckpointKeys(journal, sealer, clock, ids);
  }

  @Bean
  RevocationDryRun revocationDryRun(Journal journal, ObjectProvider<SnapshotStore> snapshots) {
    return new RevocationDryRun(journal, snapshots.getIfAvailable(InMemorySnapshotStore::new));
  }

  @Bean
  WebMvcConfigurer jsonBodies() {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new JsonBodies());
      }
    };
  }

  // --- what both halves share

  @Bean
  @ConditionalOnMissingBean
  JsonMapper wireMapper() {
    return WireJson.mapper();
  }

  @Bean
  @ConditionalOnMissingBean
  Draining draining() {
    return new Draining();
  }

  /** The first thing that happens when the server is being stopped. */
  @Bean
  @ConditionalOnMissingBean(name = "beginDraining")
  ApplicationListener<ContextClosedEvent> beginDraining(Draining draining) {
    return _ -> draining.begin();
  }

  @Bean
  @ConditionalOnMissingBean
  AccessDirectory accessDirectory(Journal journal) {
    return new AccessDirectory(journal);
  }

  @Bean
  @ConditionalOnMissingBean
  TokenVerifier tokenVerifier(Journal journal, InstantSource clock, TokenProperties properties) {
    return new TokenVerifier(journal, clock, properties.lifetime());
  }

  @Bean
  @ConditionalOnMissingBean
  ProofAccess proofAccess(@Value(ProofAccess.SETTING) boolean open) {
    return new ProofAccess(open);
  }

  @Bean
  @ConditionalOnMissingBean
  RefusedRequests refusedRequests(Refusals refusals, MeterRegistry meters) {
    return new RefusedRequests(refusals, meters);
  }

  @Bean
  @ConditionalOnMissingBean(name = "edge")
  FilterRegistrationBean<Edge> edge(
      TokenVerifier tokens,
      AccessDirectory directory,
      Journal journal,
      InstantSource clock,
      Draining draining,
      ProofAccess proofs,
      RefusedRequests refused) {
    FilterRegistrationBean<Edge> edge =
        new FilterRegistrationBean<>(
            new Edge(tokens, directory, journal, clock, draining, proofs, refused));
    edge.setName(Edge.NAME);
    edge.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return edge;
  }

  @Bean
  @ConditionalOnMissingBean(name = "edgeTomcat")
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> edgeTomcat() {
    return factory -> {
      factory.addConnectorCustomizers(EdgeTomcat::configure);
      factory.addContextCustomizers(EdgeTomcat::configure);
    };
  }
}
