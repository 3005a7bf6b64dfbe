package dev.assay.benchmarks.http;

import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Puts the bare handler into a web application of its own beside Assay's: same Tomcat, same TLS,
 * same threads, none of Assay's filters. In force wherever this module is on the class path.
 */
@AutoConfiguration
class BareHandlerConfiguration {

  private static final String NAME = "bare";

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> bareHandler() {
    return factory -> factory.addContextCustomizers(BareHandlerConfiguration::addBeside);
  }

  private static void addBeside(Context assay) {
    StandardContext bench = new StandardContext();
    bench.setName("/bench");
    bench.setPath("/bench");
    bench.addLifecycleListener(new Tomcat.FixContextListener());
    Wrapper handler = Tomcat.addServlet(bench, NAME, new BareHandler());
    bench.addServletMappingDecoded("/bare", handler.getName());
    assay.getParent().addChild(bench);
  }
}
