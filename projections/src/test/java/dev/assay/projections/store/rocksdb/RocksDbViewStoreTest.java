package dev.assay.projections.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.projections.store.Thing;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.ViewStoreContract;
import dev.assay.projections.store.ViewStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksDbViewStoreTest extends ViewStoreContract {

  @TempDir private Path directory;

  @Override
  protected ViewStore open() {
    return RocksDbViewStore.open(directory.resolve("views"));
  }

  @Test
  void givenOpenDirectory_whenOpenedAgain_thenRefusedWithTheFix() {
    assertThatThrownBy(this::open)
        .isInstanceOf(ViewStoreException.class)
        .hasMessageContaining(directory.toString())
        .hasMessageContaining("no other process uses");
  }

  @Test
  void givenFileInPlaceOfDirectory_whenOpened_thenRefused() throws IOException {
    var file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> RocksDbViewStore.open(file))
        .isInstanceOf(ViewStoreException.class)
        .hasMessageContaining("expected: a writable directory");
  }

  @Test
  void givenSnapshotOpenAtClose_whenClosedAfterwards_thenHarmless() {
    var other = RocksDbViewStore.open(directory.resolve("other"));
    var generation = other.create(Thing.GROUP, JOURNAL, "builder", Duration.ofSeconds(1));
    var snapshot = other.snapshot(generation).orElseThrow();
    other.close();
    snapshot.close();
    assertThat(other.description()).contains("other");
  }
}
