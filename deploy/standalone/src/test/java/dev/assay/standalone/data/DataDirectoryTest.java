package dev.assay.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.standalone.start.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  @TempDir Path temporary;

  @Test
  void givenNoDirectory_whenOpened_thenMadeForItsOwnerOnly() throws IOException {
    Path root = temporary.resolve("a/b");
    try (DataDirectory directory = DataDirectory.open(root)) {
      assertThat(directory.root()).isEqualTo(root.toAbsolutePath());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void givenOpenDirectory_whenOpenedAgain_thenRefusedUntilClosed() {
    try (DataDirectory first = DataDirectory.open(temporary)) {
      assertThatThrownBy(() -> DataDirectory.open(first.root()))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining(temporary.toString())
          .hasMessageContaining("in use by another Assay");
    }
    DataDirectory.open(temporary).close();
  }

  @Test
  void givenFileInItsPlace_whenOpened_thenRefusedWithFix() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    assertThatThrownBy(() -> DataDirectory.open(file))
        .isInstanceOfSatisfying(
            StartRefusedException.class,
            refused -> assertThat(refused.fix()).contains("--assay.data-dir="))
        .hasMessageContaining("cannot be written");
  }

  @Test
  void givenDirectory_whenAskedWhetherInUse_thenOnlyWhileOpen() {
    assertThat(DataDirectory.inUse(temporary.resolve("absent"))).isFalse();
    DataDirectory open = DataDirectory.open(temporary);
    assertThat(DataDirectory.inUse(temporary)).isTrue();
    open.close();
    assertThat(DataDirectory.inUse(temporary)).isFalse();
  }

  @Test
  void givenFullDisk_whenOpened_thenRefusedWithFixAndNotLocked() {
    assertThatThrownBy(() -> DataDirectory.open(temporary, Long.MAX_VALUE))
        .isInstanceOfSatisfying(
            StartRefusedException.class,
            refused -> assertThat(refused.fix()).contains("free space"))
        .hasMessageContaining("disk of " + temporary);
    DataDirectory.open(temporary).close();
  }
}
