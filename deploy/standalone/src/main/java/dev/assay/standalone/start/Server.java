package dev.assay.standalone.start;

import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts the registry in this process. */
public final class Server {

  /**
   * Settings are in {@code assay.yaml}: ours in the jar, the operator's in the working directory.
   */
  static final String ASSAY_YAML = "spring.config.name=assay";

  private static final int FAILED = 1;

  private Server() {}

  /**
   * Starts and returns once all of it can serve; it then runs until the process is told to stop.
   *
   * @param settings Spring properties as {@code --name=value}
   * @return the exit code: 0 if it serves, 1 if it could not start (the cause was printed)
   */
  public static int run(List<String> settings) {
    SpringApplication application =
        new SpringApplicationBuilder(AssayApplication.class)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .initializers(new SettingRules())
            .properties(ASSAY_YAML, "server.ssl.bundle=" + TlsConfiguration.BUNDLE)
            .build();
    try {
      application.run(settings.toArray(String[]::new));
      return 0;
    } catch (RuntimeException e) {
      // Said by StartFailureReporter, which sees every failure of a start.
      return FAILED;
    }
  }
}
