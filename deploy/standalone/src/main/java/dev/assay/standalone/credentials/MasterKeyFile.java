package dev.assay.standalone.credentials;

import dev.assay.events.secrets.MasterKey;
import dev.assay.standalone.data.PrivateFiles;
import dev.assay.standalone.start.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The master key in a file of mode 600: 32 random bytes, base64. Needed for every restore; not in
 * the journal.
 */
public final class MasterKeyFile {

  private MasterKeyFile() {}

  /**
   * The key in the file; makes both where there is no file and nothing was sealed yet.
   *
   * @param sealedUnder id of the master key that sealed what the journal holds; empty if nothing is
   *     sealed yet
   * @throws StartRefusedException if the file cannot be read or made, or does not hold that key
   */
  public static MasterKey open(Path file, Optional<String> sealedUnder) {
    boolean exists = Files.exists(file);
    if (!exists && sealedUnder.isPresent()) {
      throw refused(file + ": not there", sealedUnder.get());
    }
    MasterKey key = exists ? read(file) : make(file);
    if (sealedUnder.isPresent() && !sealedUnder.get().equals(key.id())) {
      throw refused(file + ": holds master key " + key.id(), sealedUnder.get());
    }
    return key;
  }

  /**
   * Sees to it that the key which a back-up needs is where a start looks for it.
   *
   * @param needed id of the master key
   * @param from a copy of it to be put in the file's place, if the file is not there
   * @throws StartRefusedException if there is no such key
   */
  public static void restore(Path file, String needed, Optional<Path> from) {
    check(file, needed, from);
    if (!Files.exists(file)) {
      try {
        PrivateFiles.write(file, Files.readAllBytes(from.orElseThrow()));
      } catch (IOException e) {
        throw notWritten(file, e);
      }
    }
  }

  /** As {@link #restore}, and writes nothing. */
  public static void check(Path file, String needed, Optional<Path> from) {
    Path held = Files.exists(file) ? file : from.orElse(file);
    if (!Files.exists(held)) {
      throw new StartRefusedException(
          held + ": not there" + expected(needed),
          "put master.key of the exported registry there, or name it with --master-key=FILE");
    }
    String id = read(held).id();
    if (!id.equals(needed)) {
      throw refused(held + ": holds master key " + id, needed);
    }
  }

  private static String expected(String needed) {
    return " (expected: master key " + needed + ", which sealed the secrets in the journal)";
  }

  private static StartRefusedException refused(String what, String needed) {
    return new StartRefusedException(
        what + expected(needed), "put the file of that key back from its back-up");
  }

  private static MasterKey make(Path file) {
    try {
      PrivateFiles.write(file, Base64.getEncoder().encodeToString(random()) + "\n");
      return read(file);
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  private static StartRefusedException notWritten(Path file, IOException e) {
    return new StartRefusedException(
        file + ": cannot be written (" + e + ")", "make its directory writable for this user", e);
  }

  private static MasterKey read(Path file) {
    try {
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
