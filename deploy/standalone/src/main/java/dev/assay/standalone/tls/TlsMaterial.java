package dev.assay.standalone.tls;

import dev.assay.standalone.data.PrivateFiles;
import dev.assay.standalone.start.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;

/**
 * The installation's own certificate authority and server certificate, made at the first start. The
 * authority lives ten years; the server certificate is made anew when it has less than 30 days left
 * or a host name is missing in it.
 *
 * @param authority PEM file of the authority's certificate
 * @param certificate PEM file of the server's certificate
 * @param key PEM file of the server's private key
 * @param trust PEM file with the system's roots and the authority: what {@code SSL_CERT_FILE} names
 */
public record TlsMaterial(Path authority, Path certificate, Path key, Path trust) {

  private static final Duration RENEW_BEFORE = Duration.ofDays(30);

  /**
   * Reads what is in the directory and makes what is missing.
   *
   * @param moreNames host names beside {@code localhost} and the host's own
   * @throws StartRefusedException if the files cannot be read or written
   */
  public static TlsMaterial prepare(Path directory, Collection<String> moreNames, Instant now) {
    try {
      PrivateFiles.createDirectories(directory);
      TlsMaterial material =
          new TlsMaterial(
              directory.resolve("ca.pem"),
              directory.resolve("server.pem"),
              directory.resolve("server-key.pem"),
              directory.resolve("trust.pem"));
      material.make(directory.resolve("ca-key.pem"), ServerNames.ofThisHost(moreNames), now);
      return material;
    } catch (IOException | GeneralSecurityException e) {
      throw new StartRefusedException(
          directory + ": the TLS files cannot be read or made (" + e + ")",
          "mend the named file, or delete the directory to have new ones made (clients then need"
              + " the new trust.pem)",
          e);
    }
  }

  private void make(Path authorityKey, ServerNames names, Instant now)
      throws IOException, GeneralSecurityException {
    CertificateMaker maker = new CertificateMaker(now);
    if (!Files.exists(authorityKey) || !Files.exists(authority)) {
      KeyAndCertificate made = maker.authority("Assay CA of this installation");
      PemFiles.writeKey(authorityKey, made.key());
      PemFiles.writeCertificate(authority, made.certificate());
      Files.deleteIfExists(certificate);
    }
    KeyAndCertificate signer =
        new KeyAndCertificate(PemFiles.readKey(authorityKey), PemFiles.readCertificate(authority));
    if (!usable(names, now)) {
      KeyAndCertificate made = maker.server(signer, names.asGeneralNames());
      PemFiles.writeKey(key, made.key());
      PemFiles.writeCertificate(certificate, made.certificate());
    }
    PrivateFiles.write(trust, SystemRoots.pem() + PemFiles.pem(signer.certificate()));
  }

  private boolean usable(ServerNames names, Instant now)
      throws IOException, GeneralSecurityException {
    if (!Files.exists(certificate) || !Files.exists(key)) {
      return false;
    }
    var present = PemFiles.readCertificate(certificate);
    return present.getNotAfter().after(Date.from(now.plus(RENEW_BEFORE)))
        && names.coveredBy(present);
  }
}
