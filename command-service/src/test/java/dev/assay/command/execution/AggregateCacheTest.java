package dev.assay.command.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AggregateCacheTest {

  private final AggregateCache<String> cache = new AggregateCache<>(10_000);

  private long kept(int from, int to) {
    return IntStream.range(from, to).filter(n -> cache.get("bucket-" + n) != null).count();
  }

  @Test
  void givenManySmallAggregates_thenTheyAreBoundedByWhatTheyTakeBesideTheirEvents() {
    for (int n = 0; n < 10_000; n++) {
      cache.put("bucket-" + n, "state", 1);
    }

    long most = 10_000 / (AggregateCache.BESIDE + 2);
    assertThat(kept(0, 10_000)).isEqualTo(most);
    assertThat(kept(10_000 - (int) most, 10_000)).as("the ones used last").isEqualTo(most);
  }

  @Test
  void givenTooLargeAnAggregate_thenItIsNotKept() {
    cache.put("bucket-0", "state", 1);
    cache.put("bucket-1", "state", 10_000);

    assertThat(kept(0, 2)).isZero();
  }

  @Test
  void givenAnAggregate_whenPutAgainOrEvicted_thenItCountsOnce() {
    for (int n = 0; n < 1_000; n++) {
      cache.put("bucket-0", "state " + n, 5_000 + n);
    }
    assertThat(cache.get("bucket-0")).isEqualTo("state 999");
    cache.evict("bucket-0");
    cache.evict("bucket-0");
    cache.put("bucket-1", "state", 9_000);

    assertThat(kept(0, 2)).isEqualTo(1);
  }
}
