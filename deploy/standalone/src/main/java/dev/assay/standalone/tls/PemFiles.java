package dev.assay.standalone.tls;

import dev.assay.standalone.data.PrivateFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/** Certificates and EC private keys (PKCS #8) in PEM files (RFC 7468). */
final class PemFiles {

  private PemFiles() {}

  static void writeKey(Path file, PrivateKey key) throws IOException {
    PrivateFiles.write(file, pem("PRIVATE KEY", key.getEncoded()));
  }

  static void writeCertificate(Path file, X509Certificate certificate) throws IOException {
    PrivateFiles.write(file, pem(certificate));
  }

  static String pem(X509Certificate certificate) {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateException e) {
      throw new IllegalStateException("a certificate that cannot be encoded", e);
    }
  }

  private static String pem(String type, byte[] content) {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(type, content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  static PrivateKey readKey(Path file) throws IOException, GeneralSecurityException {
    try (PemReader reader = new PemReader(Files.newBufferedReader(file))) {
      PemObject object = reader.readPemObject();
      if (object == null) {
        throw new GeneralSecurityException(file + ": no PEM block (expected: PRIVATE KEY)");
      }
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(object.getContent()));
    }
  }

  static X509Certificate readCertificate(Path file) throws IOException, GeneralSecurityException {
    try (var in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
