package dev.assay.projections.views;

import static dev.assay.projections.views.RegistryCollections.BUCKETS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordCacheTest {

  private final RecordCache cache = new RecordCache(10);

  private void fill(int from, int to) {
    IntStream.range(from, to).forEach(n -> cache.put(BUCKETS, "b" + n, Optional.empty()));
  }

  private long known(int from, int to) {
    return IntStream.range(from, to).filter(n -> cache.get(BUCKETS, "b" + n) != null).count();
  }

  @Test
  void givenMoreThanItsCapacity_thenTheEldestIsDropped() {
    fill(0, 11);

    assertThat(known(0, 1)).isZero();
    assertThat(known(1, 11)).isEqualTo(10);
  }

  @Test
  void givenRoomForABatch_thenNothingOfItIsDroppedUntilItIsDone() {
    fill(0, 10);
    cache.makeRoomFor(1_000);
    fill(10, 1_010);
    assertThat(known(10, 1_010)).isEqualTo(1_000);

    cache.shrink();
    assertThat(known(0, 1_010)).isEqualTo(10);
  }
}
