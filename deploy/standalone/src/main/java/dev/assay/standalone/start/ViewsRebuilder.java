package dev.assay.standalone.start;

import dev.assay.events.journal.Journal;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.views.ViewRebuild;
import dev.assay.projections.views.ViewsConfig;
import dev.assay.standalone.data.DataDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Starts the journal and the view store alone, under the lock, and builds the views anew. */
public final class ViewsRebuilder {

  private static final int FAILED = 1;

  private ViewsRebuilder() {}

  /**
   * @param settings Spring properties as {@code --name=value}
   * @return the exit code: 0 if the new views are live, 1 if not (the cause was printed)
   */
  public static int run(List<String> settings, PrintWriter out) {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Parts.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .properties(Server.ASSAY_YAML)
            .run(settings.toArray(String[]::new))) {
      ViewRebuild.Result result =
          ViewRebuild.offline(
              context.getBean(Journal.class),
              context.getBean(ViewStore.class),
              ViewsConfig.defaults(),
              context.getBean(MeterRegistry.class),
              position -> {});
      out.printf(
          "Views rebuilt: generation %d at position %d, in place of %d%n",
          result.generation(), result.position(), result.replaced());
      out.flush();
      return 0;
    } catch (RuntimeException e) {
      // Said by StartFailureReporter if it was the start; a rebuild that fails says it itself.
      out.println("Views not rebuilt, the old ones stay: " + e.getMessage());
      out.flush();
      return FAILED;
    }
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
