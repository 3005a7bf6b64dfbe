package dev.assay.query.http;

import dev.assay.events.journal.Journal;
import dev.assay.events.refusals.Refusals;
import dev.assay.events.secrets.MasterKey;
import dev.assay.events.secrets.Sealer;
import dev.assay.projections.access.AccessDirectory;
import dev.assay.projections.edge.Draining;
import dev.assay.projections.edge.Edge;
import dev.assay.projections.edge.EdgeTomcat;
import dev.assay.projections.edge.ProofAccess;
import dev.assay.projections.edge.RefusedRequests;
import dev.assay.projections.edge.TokenVerifier;
import dev.assay.projections.records.PastRecords;
import dev.assay.projections.views.AuditViews;
import dev.assay.projections.views.Views;
import dev.assay.projections.wire.WireJson;
import dev.assay.query.proof.CheckpointDirectory;
import dev.assay.query.proof.CheckpointFiles;
import dev.assay.query.proof.CheckpointSigner;
import dev.assay.query.proof.Checkpoints;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import tools.jackson.databind.json.JsonMapper;

/**
 * The query service: the read half of the HTTP API. Whoever imports it provides a {@link Journal},
 * {@link Refusals}, the {@link Views}, the {@link AuditViews}, a {@link CheckpointDirectory}, a
 * {@link MasterKey} and an {@link InstantSource}; what both services share is made here only where
 * the other one has not made it.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan(basePackages = "dev.assay.query")
public class QueryServiceConfiguration {

  @Bean
  Reads reads(
      Views views, Journal journal, PastRecords past, Draining draining, InstantSource clock) {
    return new Reads(views, journal, past, draining, clock);
  }

  @Bean
  CheckpointSigner checkpointSigner(Journal journal, Sealer sealer) {
    return new CheckpointSigner(journal, sealer);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Checkpoints checkpoints(
      Journal journal,
      CheckpointSigner signer,
      CheckpointDirectory directory,
      InstantSource clock) {
    return new Checkpoints(journal, signer, new CheckpointFiles(directory, clock));
  }

  @Bean
  AuditLog auditLog(AuditViews views, Draining draining) {
    return new AuditLog(views, draining);
  }

  // --- what both halves share

  @Bean
  @ConditionalOnMissingBean
  Sealer sealer(MasterKey masterKey) {
    return new Sealer(masterKey, new SecureRandom());
  }

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

  /**
   * How long a token lives is a setting of the token endpoint; retired keys verify here for as
   * long.
   */
  @Bean
  @ConditionalOnMissingBean
  TokenVerifier tokenVerifier(
      Journal journal,
      InstantSource clock,
      @Value("${assay.token.lifetime:1h}") Duration lifetime) {
    return new TokenVerifier(journal, clock, lifetime);
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
