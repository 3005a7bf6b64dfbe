package dev.assay.standalone.start;

import dev.assay.events.journal.Journal;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.views.AuditViews;
import dev.assay.projections.views.ViewRebuild;
import dev.assay.standalone.admin.AdminClient;
import dev.assay.standalone.data.DataDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/**
 * Builds the views anew: by a call to the server where one runs on the data directory, else under
 * the directory's lock with the journal and the view store alone.
 */
public final class ViewsRebuilder {

  private static final int FAILED = 1;

  private ViewsRebuilder() {}

  /**
   * @param settings Spring properties as {@code --name=value}
   * @return the exit code: 0 if the new views are live, 1 if not (the cause was printed)
   */
  public static int run(List<String> settings, PrintWriter out) {
    Optional<AssayProperties> read = SettingsReader.read(settings);
    if (read.isEmpty()) {
      return FAILED;
    }
    Path directory = read.get().dataDir();
    int code = DataDirectory.inUse(directory) ? running(directory, out) : stopped(settings, out);
    out.flush();
    return code;
  }

  private static int running(Path directory, PrintWriter out) {
    try {
      Path authority = directory.resolve("tls").resolve("ca.pem");
      JsonNode answer =
          AdminClient.of(directory.resolve("admin.env"), authority).post("/assay/v1/views/rebuild");
      report(
          out,
          answer.path("generation").asInt(),
          answer.path("position").asLong(),
          answer.path("replaced").asInt());
      answer
          .path("groups")
          .valueStream()
          .filter(group -> group.path("group").asString().equals("audit"))
          .forEach(group ->
              reportAudit(
                  out,
                  group.path("generation").asInt(),
                  group.path("position").asLong(),
                  group.path("replaced").asInt()));
      return 0;
    } catch (IOException e) {
      out.println("Views not rebuilt, the old ones stay: " + e);
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  private static int stopped(List<String> settings, PrintWriter out) {
    ConfigurableApplicationContext started;
    try {
      started = SettingsReader.context(Parts.class, settings);
    } catch (RuntimeException e) {
      return FAILED; // said by StartFailureReporter
    }
    try (ConfigurableApplicationContext context = started) {
      ViewRebuild.Result result =
          ViewRebuild.offline(
              context.getBean(Journal.class),
              context.getBean(ViewStore.class),
              context.getBean(AssayProperties.class).views().config(),
              context.getBean(MeterRegistry.class),
              position -> {});
      ViewRebuild.Result audit =
          AuditViews.rebuildOffline(
              context.getBean(Journal.class),
              context.getBean(ViewStore.class),
              context.getBean(AssayProperties.class).views().config(),
              context.getBean(MeterRegistry.class),
              position -> {});
      report(out, result.generation(), result.position(), result.replaced());
      reportAudit(out, audit.generation(), audit.position(), audit.replaced());
      return 0;
    } catch (RuntimeException e) {
      out.println("Views not rebuilt, the old ones stay: " + e.getMessage());
      return FAILED;
    }
  }

  private static void report(PrintWriter out, int generation, long position, int replaced) {
    out.printf(
        "Views rebuilt: generation %d at position %d, in place of %d%n",
        generation, position, replaced);
  }

  private static void reportAudit(PrintWriter out, int generation, long position, int replaced) {
    out.printf(
        "Audit log rebuilt: generation %d at position %d, in place of %d%n",
        generation, position, replaced);
  }

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

    @Bean
    ViewStore viewStore(AssayProperties properties, DataDirectory directory) {
      return ViewsConfiguration.open(properties, directory);
    }
  }
}
