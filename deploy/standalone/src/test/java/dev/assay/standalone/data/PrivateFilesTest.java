package dev.assay.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {

  @TempDir Path temporary;

  @Test
  void givenFileAndLeftoverOfACrash_whenWritten_thenReplacedAndPrivate() throws IOException {
    Path file = Files.writeString(temporary.resolve("secret"), "old");
    Files.writeString(temporary.resolve("secret.new"), "half wri");

    PrivateFiles.write(file, "new");

    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(temporary.resolve("secret.new")).doesNotExist();
  }
}
