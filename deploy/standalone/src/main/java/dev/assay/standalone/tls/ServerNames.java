package dev.assay.standalone.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * The names under which the server may be called: {@code localhost}, the loopback addresses and the
 * host's name.
 *
 * @param dns host names
 * @param addresses IP addresses
 */
record ServerNames(Set<String> dns, Set<String> addresses) {

  static ServerNames ofThisHost(Collection<String> more) {
    Set<String> dns = new LinkedHashSet<>();
    dns.add("localhost");
    hostName().ifPresent(dns::add);
    dns.addAll(more);
    return new ServerNames(dns, new LinkedHashSet<>(List.of("127.0.0.1", "::1")));
  }

  private static java.util.Optional<String> hostName() {
    try {
      String name = InetAddress.getLocalHost().getHostName();
      return name.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
          ? java.util.Optional.of(name)
          : java.util.Optional.empty();
    } catch (UnknownHostException e) {
      return java.util.Optional.empty();
    }
  }

  List<GeneralName> asGeneralNames() {
    List<GeneralName> names =
        dns.stream()
            .map(name -> new GeneralName(GeneralName.dNSName, name))
            .collect(Collectors.toList());
    addresses.forEach(address -> names.add(new GeneralName(GeneralName.iPAddress, address)));
    return names;
  }

  /** Whether a certificate stands for all host names of this set. */
  boolean coveredBy(X509Certificate certificate) throws CertificateParsingException {
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    return alternatives != null
        && alternatives.stream()
            .map(entry -> String.valueOf(entry.get(1)))
            .collect(Collectors.toSet())
            .containsAll(dns);
  }
}
