package dev.assay.standalone.start;

import java.util.List;
import java.util.Optional;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;

/** Reads the settings of a command as a start reads them. */
public final class SettingsReader {

  private SettingsReader() {}

  /**
   * @param settings Spring properties as {@code --name=value}
   * @return the settings, empty if one cannot be: it was said which
   */
  public static Optional<AssayProperties> read(List<String> settings) {
    try (ConfigurableApplicationContext context = context(SettingsOnly.class, settings)) {
      return Optional.of(context.getBean(AssayProperties.class));
    } catch (RuntimeException e) {
      return Optional.empty(); // said by StartFailureReporter
    }
  }

  /** Some parts of a registry without a server. */
  static ConfigurableApplicationContext context(Class<?> parts, List<String> settings) {
    return new SpringApplicationBuilder(parts)
        .web(WebApplicationType.NONE)
        .logStartupInfo(false)
        .initializers(new SettingRules())
        .properties(Server.ASSAY_YAML)
        .run(settings.toArray(String[]::new));
  }

  @SpringBootConfiguration
  @EnableConfigurationProperties(AssayProperties.class)
  static class SettingsOnly {}
}
