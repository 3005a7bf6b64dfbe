package dev.assay.standalone.start;

import dev.assay.command.http.CommandServiceConfiguration;
import dev.assay.query.http.QueryServiceConfiguration;
import java.time.Clock;
import java.time.InstantSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Both services, the journal, the views and the broker in one context. */
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = ErrorMvcAutoConfiguration.class)
@EnableConfigurationProperties(AssayProperties.class)
@Import({
  DataConfiguration.class,
  TlsConfiguration.class,
  JournalConfiguration.class,
  ViewsConfiguration.class,
  ServingConfiguration.class,
  CommandServiceConfiguration.class,
  QueryServiceConfiguration.class
})
class AssayApplication {

  @Bean
  InstantSource clock() {
    return Clock.systemUTC();
  }
}
