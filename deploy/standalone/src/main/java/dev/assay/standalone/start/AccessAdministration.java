package dev.assay.standalone.start;

import dev.assay.command.execution.CommandService;
import dev.assay.command.execution.CommandSettings;
import dev.assay.command.identity.Ulids;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.SnapshotStore;
import dev.assay.events.journal.StreamName;
import dev.assay.events.liveness.Liveness;
import dev.assay.projections.access.AccessDirectory;
import dev.assay.standalone.admin.AccessAdmin;
import dev.assay.standalone.admin.RunningAccess;
import dev.assay.standalone.data.DataDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Opens the registry that settings name, to manage who may use it: by calls where a server runs on
 * the data directory, else under the directory's lock, in its broker or in the Kafka that is named.
 */
public final class AccessAdministration {

  private static final String QUIET = "--logging.level.dev.assay=WARN";

  private AccessAdministration() {}

  /**
   * What it logs goes to the standard error stream: the other one is for answers.
   *
   * @param settings Spring properties as {@code --name=value}
   * @return empty if it cannot be opened and the cause was printed
   * @throws IOException if there is no registry; the message says where
   */
  public static Optional<AccessAdmin> open(List<String> settings) throws IOException {
    System.setOut(System.err);
    Path directory;
    boolean ownBroker;
    try (ConfigurableApplicationContext context = context(SettingsOnly.class, settings)) {
      AssayProperties properties = context.getBean(AssayProperties.class);
      directory = properties.dataDir();
      ownBroker = properties.kafka().embedded();
    } catch (RuntimeException e) {
      return Optional.empty(); // said by StartFailureReporter
    }
    if (ownBroker && !Files.isDirectory(directory)) {
      throw new IOException(
          directory + ": no registry there (expected: the data directory of one that was started)");
    }
    return DataDirectory.inUse(directory)
        ? Optional.of(RunningAccess.of(directory))
        : stopped(settings);
  }

  private static Optional<AccessAdmin> stopped(List<String> settings) throws IOException {
    ConfigurableApplicationContext context;
    try {
      context = context(Parts.class, settings);
    } catch (RuntimeException e) {
      return Optional.empty(); // said by StartFailureReporter
    }
    Optional<OrganizationId> organization = organization(context.getBean(Journal.class));
    if (organization.isEmpty()) {
      context.close();
      throw new IOException(
          "registry: no organization in it (expected: one that was started before)");
    }
    InstantSource clock = context.getBean(InstantSource.class);
    return Optional.of(
        new StoppedAccess(
            context.getBean(CommandService.class).commands(),
            new AccessDirectory(context.getBean(Journal.class)),
            organization.get(),
            clock,
            context.getBean(DataDirectory.class).adminEnv(),
            context::close));
  }

  private static Optional<OrganizationId> organization(Journal journal) {
    journal.end();
    String prefix = "access/";
    try (Stream<StreamName> streams = journal.streams(prefix)) {
      return streams
          .map(stream -> new OrganizationId(stream.value().substring(prefix.length())))
          .findFirst();
    }
  }

  private static ConfigurableApplicationContext context(Class<?> parts, List<String> settings) {
    return new SpringApplicationBuilder(parts)
        .web(WebApplicationType.NONE)
        .logStartupInfo(false)
        .initializers(new SettingRules())
        .properties(Server.ASSAY_YAML)
        .run(Stream.concat(Stream.of(QUIET), settings.stream()).toArray(String[]::new));
  }

  @SpringBootConfiguration
  @EnableConfigurationProperties(AssayProperties.class)
  static class SettingsOnly {}

  @SpringBootConfiguration
  @EnableConfigurationProperties(AssayProperties.class)
  @Import({DataConfiguration.class, JournalConfiguration.class})
  static class Parts {

    @Bean
    InstantSource clock() {
      return Clock.systemUTC();
    }

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }

    /** Its timers are not started. */
    @Bean
    CommandService commandService(
        Journal journal, SnapshotStore snapshots, Liveness liveness, InstantSource clock) {
      return CommandService.create(
          journal, snapshots, liveness, clock, new Ulids(clock), CommandSettings.DEFAULT);
    }
  }
}
