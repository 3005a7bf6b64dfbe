package dev.assay.standalone.credentials;

import dev.assay.standalone.data.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shell file (mode 600) that makes a stock client talk to this server: credentials, addresses,
 * trust, and none of the variables that would send it elsewhere or turn a check off.
 */
public final class ClientEnvironmentFile {

  private static final Pattern EXPORT = Pattern.compile("export ([A-Z_]+)='([^']*)'");

  private final Path file;

  public ClientEnvironmentFile(Path file) {
    this.file = file;
  }

  /** The credentials in the file; empty where there is no file or one of them is missing in it. */
  public Optional<ClientCredentials> read() throws IOException {
    Map<String, String> values = exports();
    return values
            .keySet()
            .containsAll(
                java.util.List.of(
                    "HCP_CLIENT_ID", "HCP_CLIENT_SECRET", "HCP_ORGANIZATION_ID", "HCP_PROJECT_ID"))
        ? Optional.of(credentials(values))
        : Optional.empty();
  }

  /** Host and port in the file; empty where there is no file or no address in it. */
  public Optional<String> address() throws IOException {
    return Optional.ofNullable(exports().get("HCP_API_ADDRESS"));
  }

  /** The PEM bundle that clients trust; empty where there is no file or none is named in it. */
  public Optional<Path> trust() throws IOException {
    return Optional.ofNullable(exports().get("SSL_CERT_FILE")).map(Path::of);
  }

  private Map<String, String> exports() throws IOException {
    if (!Files.exists(file)) {
      return Map.of();
    }
    Map<String, String> values = new HashMap<>();
    Matcher matcher = EXPORT.matcher(Files.readString(file));
    while (matcher.find()) {
      values.put(matcher.group(1), matcher.group(2));
    }
    return values;
  }

  private static ClientCredentials credentials(Map<String, String> values) {
    return new ClientCredentials(
        values.getOrDefault("HCP_CLIENT_ID", ""),
        values.getOrDefault("HCP_CLIENT_SECRET", ""),
        values.getOrDefault("HCP_ORGANIZATION_ID", ""),
        values.getOrDefault("HCP_PROJECT_ID", ""));
  }

  /**
   * Writes the file anew.
   *
   * @param who whose credentials these are, for the reader
   * @param address host and port of the server
   * @param trust PEM bundle with the system's roots and this installation's authority
   */
  public void write(String who, ClientCredentials credentials, String address, Path trust)
      throws IOException {
    PrivateFiles.write(
        file,
        """
        # Makes this shell a client of Assay, as %s.
        unset HCP_API_HOST HCP_GEOGRAPHY HCP_CRED_FILE HCP_API_TLS HCP_AUTH_TLS
        export HCP_CLIENT_ID='%s'
        export HCP_CLIENT_SECRET='%s'
        export HCP_ORGANIZATION_ID='%s'
        export HCP_PROJECT_ID='%s'
        export HCP_AUTH_URL='https://%s'
        export HCP_API_ADDRESS='%s'
        export HCP_SKIP_STATUS_CHECK='true'
        export SSL_CERT_FILE='%s'
        """
            .formatted(
                who,
                credentials.clientId(),
                credentials.clientSecret(),
                credentials.organizationId(),
                credentials.projectId(),
                address,
                address,
                trust));
  }
}
