package dev.assay.standalone.start;

import dev.assay.standalone.data.DataDirectory;
import dev.assay.standalone.tls.TlsMaterial;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** TLS out of the data directory: the bundle that {@code server.ssl.bundle} names. */
@Configuration(proxyBeanMethods = false)
class TlsConfiguration {

  /** Name of the bundle, for {@code server.ssl.bundle}. */
  static final String BUNDLE = "assay";

  @Bean
  TlsMaterial tlsMaterial(
      DataDirectory directory, AssayProperties properties, InstantSource clock) {
    return TlsMaterial.prepare(directory.tls(), properties.tls().names(), clock.instant());
  }

  @Bean
  SslBundleRegistrar ownCertificate(TlsMaterial tls) {
    PemSslStoreDetails details =
        PemSslStoreDetails.forCertificate(tls.certificate().toUri().toString())
            .withPrivateKey(tls.key().toUri().toString());
    return registry ->
        registry.registerBundle(BUNDLE, SslBundle.of(new PemSslStoreBundle(details, null)));
  }
}
