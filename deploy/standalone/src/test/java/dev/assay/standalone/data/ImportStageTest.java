package dev.assay.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.standalone.start.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start makes of an import that ended at each of its moments. */
class ImportStageTest {

  @TempDir private Path root;

  private void settle() {
    try (DataDirectory directory = DataDirectory.open(root)) {
      new ImportStage(directory).settle();
    }
  }

  @Test
  void givenNoImport_thenNothingHappens() {
    assertThatCode(this::settle).doesNotThrowAnyException();
  }

  @Test
  void givenOneThatEndedBeforeTheBrokerWasInPlace_thenRefusedWithTheFix() throws IOException {
    for (String there : new String[] {"import", "import/broker", "import/index"}) {
      Files.createDirectories(root.resolve(there));
      assertThatThrownBy(this::settle)
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining("was cut off")
          .extracting(e -> ((StartRefusedException) e).fix())
          .asString()
          .contains("run assay.jar import with the same file again", "import to begin an empty");
    }
  }

  @Test
  void givenOneThatEndedAfterwards_thenItsRestIsRemoved() throws IOException {
    Files.createDirectories(root.resolve("broker"));
    Files.createDirectories(root.resolve("import/index"));
    settle();
    assertThat(root.resolve("import")).doesNotExist();
    assertThat(root.resolve("broker")).exists();
  }

  @Test
  void givenAFinishedOne_thenEachPartIsInItsPlace() throws IOException {
    try (DataDirectory directory = DataDirectory.open(root);
        ImportStage stage = new ImportStage(directory)) {
      stage.refuseUnlessEmpty();
      stage.begin();
      Files.createDirectories(stage.broker());
      Files.createDirectories(stage.index());
      stage.finish();
    }
    assertThat(root.resolve("import")).doesNotExist();
    assertThat(root.resolve("broker")).exists();
    assertThat(root.resolve("index")).exists();
  }

  @Test
  void givenAFailedOne_thenNothingIsLeft() throws IOException {
    try (DataDirectory directory = DataDirectory.open(root);
        ImportStage stage = new ImportStage(directory)) {
      stage.begin();
      Files.createDirectories(stage.broker());
    }
    assertThat(root.resolve("import")).doesNotExist();
    settle();
  }
}
