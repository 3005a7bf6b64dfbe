package dev.assay.standalone.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.command.secrets.MasterKey;
import dev.assay.standalone.start.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyFileTest {

  @TempDir Path temporary;

  @Test
  void givenNoFile_whenOpenedTwice_thenOnePrivateKeyIsMadeAndKept() throws IOException {
    Path file = temporary.resolve("master.key");

    MasterKey first = MasterKeyFile.open(file);
    MasterKey second = MasterKeyFile.open(file);

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(MasterKeyFile.open(temporary.resolve("other.key")).id()).isNotEqualTo(first.id());
  }

  @Test
  void givenCutFile_whenOpened_thenRefusedAndKept() throws IOException {
    Path file = Files.writeString(temporary.resolve("master.key"), "AAAA\n");

    assertThatThrownBy(() -> MasterKeyFile.open(file))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("master.key")
        .hasMessageContaining("3 bytes (expected: 32)");
    assertThat(file).hasContent("AAAA");
  }
}
