package dev.assay.benchmarks.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Opens connections to a server on this machine, whose certificate is checked. */
final class Connector {

  private static final String HOST = "localhost";

  private final SSLContext context;
  private final int port;

  private Connector(SSLContext context, int port) {
    this.context = context;
    this.port = port;
  }

  /**
   * Trusts the certificates of a file.
   *
   * @param trust PEM certificates
   */
  static Connector trusting(Path trust, int port) throws IOException, GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(keyStore(trust));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return new Connector(context, port);
  }

  private static KeyStore keyStore(Path trust) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(trust)) {
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("ca-" + number++, certificate);
      }
    }
    return store;
  }

  HttpConnection connect() throws IOException {
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(HOST, port);
    socket.setTcpNoDelay(true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return new HttpConnection(socket);
  }
}
