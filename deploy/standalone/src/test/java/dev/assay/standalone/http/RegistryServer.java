package dev.assay.standalone.http;

import dev.assay.command.access.Credentials;
import dev.assay.command.access.FirstStart;
import dev.assay.command.http.CommandServiceConfiguration;
import dev.assay.command.identity.IdSource;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.memory.InMemoryJournal;
import dev.assay.events.journal.memory.InMemoryLog;
import dev.assay.events.liveness.Liveness;
import dev.assay.events.liveness.memory.InMemoryLiveness;
import dev.assay.events.refusals.Refusals;
import dev.assay.events.refusals.memory.InMemoryRefusals;
import dev.assay.events.secrets.MasterKey;
import dev.assay.projections.store.rocksdb.RocksDbViewStore;
import dev.assay.projections.views.AuditViews;
import dev.assay.projections.views.Views;
import dev.assay.projections.views.ViewsConfig;
import dev.assay.query.http.QueryServiceConfiguration;
import dev.assay.query.proof.CheckpointDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A whole registry on a free port: real servlet container, journal in memory, views on disk. */
final class RegistryServer implements AutoCloseable {

  private static final class Shared {
    static final RegistryServer SERVER = start(newLog());
  }

  private final ConfigurableApplicationContext context;
  private final Credentials credentials;

  private RegistryServer(ConfigurableApplicationContext context, Credentials credentials) {
    this.context = context;
    this.credentials = credentials;
  }

  /** The server that tests share; each works in projects or buckets of its own. */
  static RegistryServer shared() {
    return Shared.SERVER;
  }

  /** A journal that nothing was written to. */
  static InMemoryLog newLog() {
    return new InMemoryLog(new JournalId(UUID.randomUUID().toString()), InstantSource.system());
  }

  static RegistryServer start(InMemoryLog log) {
    return start(log, Map.of());
  }

  static RegistryServer start(InMemoryLog log, Refusals refusals) {
    return start(log, refusals, Map.of());
  }

  /** With settings of its own. */
  static RegistryServer start(InMemoryLog log, Map<String, Object> settings) {
    return start(log, new InMemoryRefusals(InstantSource.system()), settings);
  }

  private static RegistryServer start(
      InMemoryLog log, Refusals refusals, Map<String, Object> settings) {
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Configured.class)
            .web(WebApplicationType.SERVLET)
            .initializers(starting -> {
              starting.getBeanFactory().registerSingleton("log", log);
              starting.getBeanFactory().registerSingleton("refusals", refusals);
            })
            .properties(
                Map.of(
                    "server.port", "0",
                    "spring.threads.virtual.enabled", "true",
                    "spring.main.banner-mode", "off",
                    "spring.jmx.enabled", "false"))
            .properties(settings)
            .run();
    FirstStart first =
        new FirstStart(
            context.getBean(Journal.class),
            InstantSource.system(),
            context.getBean(IdSource.class),
            new SecureRandom());
    return new RegistryServer(context, first.run().orElseGet(first::newKeys));
  }

  Credentials credentials() {
    return credentials;
  }

  Journal journal() {
    return context.getBean(Journal.class);
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  ApiClient contributor() {
    return ApiClient.of(this, credentials.contributor());
  }

  ApiClient owner() {
    return ApiClient.of(this, credentials.owner());
  }

  @Override
  public void close() {
    context.close();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration(exclude = ErrorMvcAutoConfiguration.class)
  @Import({CommandServiceConfiguration.class, QueryServiceConfiguration.class})
  static class Configured {

    @Bean
    InstantSource clock() {
      return InstantSource.system();
    }

    @Bean
    Journal journal(InMemoryLog log) {
      return new InMemoryJournal(log);
    }

    @Bean
    Liveness liveness(InstantSource clock) {
      return new InMemoryLiveness(clock);
    }

    @Bean
    MasterKey masterKey() {
      byte[] bytes = new byte[MasterKey.BYTES];
      Arrays.fill(bytes, (byte) 7);
      return MasterKey.of(bytes);
    }

    @Bean
    MeterRegistry meterRegistry() {
      return new SimpleMeterRegistry();
    }

    @Bean
    TemporaryDirectory viewDirectory() throws IOException {
      return TemporaryDirectory.create("assay-views");
    }

    @Bean
    CheckpointDirectory checkpointDirectory(TemporaryDirectory directory) {
      return new CheckpointDirectory(directory.path().resolve("checkpoints"));
    }

    @Bean
    SwitchableViewStore switchableViewStore(TemporaryDirectory directory) {
      return new SwitchableViewStore(RocksDbViewStore.open(directory.path()));
    }

    @Bean
    Views views(Journal journal, SwitchableViewStore store, MeterRegistry meters) {
      return Views.start(journal, store.store(), ViewsConfig.defaults(), meters);
    }

    @Bean
    AuditViews auditViews(
        Journal journal, Refusals refusals, SwitchableViewStore store, MeterRegistry meters) {
      return AuditViews.start(journal, refusals, store.store(), ViewsConfig.defaults(), meters);
    }

    @Bean
    Failing failing() {
      return new Failing();
    }
  }

  /** A call that fails as no call should. */
  @RestController
  static final class Failing {
    @GetMapping("/failing")
    String fail() {
      throw new IllegalStateException("secret detail");
    }
  }
}
