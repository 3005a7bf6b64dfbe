package dev.assay.standalone.start;

import dev.assay.standalone.data.DataDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The data directory, whose lock comes before everything else. */
@Configuration(proxyBeanMethods = false)
class DataConfiguration {

  @Bean
  DataDirectory dataDirectory(AssayProperties properties) {
    return DataDirectory.open(properties.dataDir());
  }
}
