package dev.assay.standalone.credentials;

import dev.assay.command.secrets.MasterKey;
import dev.assay.standalone.data.PrivateFiles;
import dev.assay.standalone.start.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The master key in a file of mode 600: 32 random bytes, base64. Needed for every restore; not in
 * the journal.
 */
public final class MasterKeyFile {

  private MasterKeyFile() {}

  /**
   * The key in the file; makes both where there is no file.
   *
   * @throws StartRefusedException if the file cannot be read or made, or holds no key
   */
  public static MasterKey open(Path file) {
    try {
      if (!Files.exists(file)) {
        PrivateFiles.write(file, Base64.getEncoder().encodeToString(random()) + "\n");
      }
      return MasterKey.of(Base64.getDecoder().decode(Files.readString(file).strip()));
    } catch (IOException | IllegalArgumentException e) {
      throw new StartRefusedException(
          file + ": no master key can be read from it (" + e.getMessage() + ")",
          "put the installation's master.key back from its back-up",
          e);
    }
  }

  private static byte[] random() {
    byte[] bytes = new byte[MasterKey.BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
