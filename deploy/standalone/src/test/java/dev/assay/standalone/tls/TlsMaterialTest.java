package dev.assay.standalone.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.standalone.start.StartRefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsMaterialTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir Path directory;

  @Test
  void givenNothing_whenPrepared_thenCertificateOfTheAuthorityForLocalhostAndHost()
      throws Exception {
    TlsMaterial tls = TlsMaterial.prepare(directory, List.of("registry.example"), NOW);

    X509Certificate authority = PemFiles.readCertificate(tls.authority());
    X509Certificate server = PemFiles.readCertificate(tls.certificate());
    server.verify(authority.getPublicKey());
    assertThat(names(server))
        .contains(
            "localhost", "127.0.0.1", "registry.example", InetAddress.getLocalHost().getHostName());
    assertThat(authority.getBasicConstraints()).isZero();
    assertThat(server.getBasicConstraints()).isEqualTo(-1);
    assertThat(Files.readString(tls.trust()))
        .endsWith(PemFiles.pem(authority))
        .hasSizeGreaterThan(10_000);
  }

  @Test
  void givenMaterial_whenPreparedAgain_thenKept() throws IOException {
    String before = Files.readString(TlsMaterial.prepare(directory, List.of(), NOW).certificate());

    TlsMaterial again = TlsMaterial.prepare(directory, List.of(), NOW.plusSeconds(60));

    assertThat(again.certificate()).hasContent(before.strip());
  }

  @Test
  void givenAgedCertificateOrNewName_whenPrepared_thenNewServerCertificateOfTheSameAuthority()
      throws Exception {
    TlsMaterial first = TlsMaterial.prepare(directory, List.of(), NOW);
    X509Certificate authority = PemFiles.readCertificate(first.authority());
    X509Certificate server = PemFiles.readCertificate(first.certificate());

    Instant later = NOW.plus(Duration.ofDays(380));
    TlsMaterial.prepare(directory, List.of(), later);
    X509Certificate renewed = PemFiles.readCertificate(first.certificate());
    TlsMaterial.prepare(directory, List.of("other.example"), later);
    X509Certificate named = PemFiles.readCertificate(first.certificate());

    assertThat(renewed).isNotEqualTo(server);
    assertThat(names(named)).contains("other.example");
    assertThat(PemFiles.readCertificate(first.authority())).isEqualTo(authority);
    named.verify(authority.getPublicKey());
  }

  @Test
  void givenBrokenKeyFile_whenPrepared_thenRefusedNamingTheDirectory() throws IOException {
    TlsMaterial.prepare(directory, List.of(), NOW);
    Files.writeString(directory.resolve("ca-key.pem"), "junk");

    assertThatThrownBy(() -> TlsMaterial.prepare(directory, List.of(), NOW))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining(directory.toString());
  }

  private static List<String> names(X509Certificate certificate) throws Exception {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names.stream().map(entry -> String.valueOf(entry.get(1))).toList();
  }
}
