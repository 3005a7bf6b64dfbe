package dev.assay.standalone.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.events.secrets.MasterKey;
import dev.assay.standalone.start.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyFileTest {

  @TempDir Path temporary;

  @Test
  void givenNoFile_whenOpenedTwice_thenOnePrivateKeyIsMadeAndKept() throws IOException {
    Path file = temporary.resolve("master.key");

    MasterKey first = MasterKeyFile.open(file, Optional.empty());
    MasterKey second = MasterKeyFile.open(file, Optional.empty());

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(MasterKeyFile.open(temporary.resolve("other.key"), Optional.empty()).id())
        .isNotEqualTo(first.id());
  }

  @Test
  void givenCutFile_whenOpened_thenRefusedAndKept() throws IOException {
    Path file = Files.writeString(temporary.resolve("master.key"), "AAAA\n");

    assertThatThrownBy(() -> MasterKeyFile.open(file, Optional.empty()))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("master.key")
        .hasMessageContaining("3 bytes (expected: 32)");
    assertThat(file).hasContent("AAAA");
  }

  @Test
  void givenSealedSecretsAndNoFile_whenOpened_thenRefusedWithTheNeededKeyAndNoneIsMade() {
    Path file = temporary.resolve("master.key");

    assertThatThrownBy(() -> MasterKeyFile.open(file, Optional.of("0123456789abcdef")))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining(file + ": not there")
        .hasMessageContaining("0123456789abcdef");
    assertThat(file).doesNotExist();
  }

  @Test
  void givenSecretsSealedUnderAnotherKey_whenOpened_thenRefusedWithBoth() {
    Path file = temporary.resolve("master.key");
    MasterKey present = MasterKeyFile.open(file, Optional.empty());

    assertThatThrownBy(() -> MasterKeyFile.open(file, Optional.of("0123456789abcdef")))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining(present.id())
        .hasMessageContaining("0123456789abcdef");
    assertThat(MasterKeyFile.open(file, Optional.of(present.id()))).isEqualTo(present);
  }
}
