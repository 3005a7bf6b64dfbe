package dev.assay.standalone.cli;

import dev.assay.standalone.admin.AccessAdmin;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Revokes a key: it and the tokens that were given for it stop with the next call. */
@Command(
    name = "revoke",
    description = "Revoke a key: it and its tokens stop with the next call.",
    customSynopsis = "java -jar assay.jar key revoke CLIENT-ID [--SETTING=VALUE ...]")
final class KeyRevokeCommand extends CommandAboutAccess {

  @Parameters(paramLabel = "CLIENT-ID", description = "The key's client id")
  private String clientId = "";

  @Override
  void check() throws IOException {
    if (!clientId.matches("[A-Za-z0-9._-]+")) {
      throw new IOException("client id: " + clientId + " (expected: as in key list)");
    }
  }

  @Override
  void run(AccessAdmin access, Screen screen) throws IOException, InterruptedException {
    access.revokeKey(clientId);
    screen.line("Revoked " + clientId);
    screen.json(KeyOptions.object().put("revoked", clientId));
  }
}
