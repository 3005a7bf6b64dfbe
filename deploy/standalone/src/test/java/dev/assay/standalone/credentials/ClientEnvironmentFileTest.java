package dev.assay.standalone.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientEnvironmentFileTest {

  private static final ClientCredentials CREDENTIALS =
      new ClientCredentials("id-1", "secret-1", "org-1", "project-1");

  @TempDir Path temporary;

  @Test
  void givenWrittenFile_whenRead_thenSameCredentials() throws IOException {
    ClientEnvironmentFile file = new ClientEnvironmentFile(temporary.resolve("client.env"));
    file.write("a contributor", CREDENTIALS, "localhost:8443", Path.of("/x/trust.pem"));

    assertThat(file.read()).contains(CREDENTIALS);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(temporary.resolve("client.env"))))
        .isEqualTo("rw-------");
  }

  @Test
  void givenNoFileOrHalfOfOne_whenRead_thenEmpty() throws IOException {
    Path path = temporary.resolve("client.env");
    assertThat(new ClientEnvironmentFile(path).read()).isEmpty();
    Files.writeString(path, "export HCP_CLIENT_ID='id-1'\n");
    assertThat(new ClientEnvironmentFile(path).read()).isEmpty();
  }

  @Test
  void givenShellWithVariablesOfAnotherServer_whenSourced_thenNothingPointsElsewhere()
      throws IOException, InterruptedException {
    Path path = temporary.resolve("client.env");
    new ClientEnvironmentFile(path)
        .write("a contributor", CREDENTIALS, "localhost:8443", Path.of("/x/trust.pem"));

    ProcessBuilder shell = new ProcessBuilder("sh", "-c", ". " + path + " && env");
    shell.environment().put("HCP_API_HOST", "api.elsewhere.example");
    shell.environment().put("HCP_API_TLS", "insecure");
    Process process = shell.start();
    String environment =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(environment.lines())
        .contains(
            "HCP_AUTH_URL=https://localhost:8443",
            "HCP_API_ADDRESS=localhost:8443",
            "HCP_CLIENT_SECRET=secret-1",
            "SSL_CERT_FILE=/x/trust.pem")
        .noneMatch(line -> line.startsWith("HCP_API_HOST=") || line.startsWith("HCP_API_TLS="));
  }
}
