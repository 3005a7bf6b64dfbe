package dev.assay.standalone.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The certificate authorities that this machine trusts anyway. */
final class SystemRoots {

  /** Where Linux distributions keep them; the list that Go's crypto/x509 documents for Linux. */
  private static final List<Path> BUNDLES =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/pki/tls/cacert.pem"),
          Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
          Path.of("/etc/ssl/cert.pem"));

  private SystemRoots() {}

  /** The system's bundle, or the roots that the JDK ships where the system has none. */
  static String pem() throws IOException, GeneralSecurityException {
    for (Path bundle : BUNDLES) {
      if (Files.isReadable(bundle)) {
        String text = Files.readString(bundle);
        return text.endsWith("\n") ? text : text + "\n";
      }
    }
    return ofTheJdk();
  }

  private static String ofTheJdk() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
        .map(PemFiles::pem)
        .collect(Collectors.joining());
  }
}
