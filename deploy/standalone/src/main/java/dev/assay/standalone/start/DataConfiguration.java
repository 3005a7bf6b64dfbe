package dev.assay.standalone.start;

import dev.assay.standalone.data.DataDirectory;
import dev.assay.standalone.data.ImportStage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The data directory, whose lock comes before everything else. */
@Configuration(proxyBeanMethods = false)
class DataConfiguration {

  @Bean
  DataDirectory dataDirectory(AssayProperties properties) {
    DataDirectory directory = DataDirectory.open(properties.dataDir());
    new ImportStage(directory).settle();
    return directory;
  }
}
