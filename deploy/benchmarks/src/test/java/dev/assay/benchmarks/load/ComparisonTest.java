package dev.assay.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Phases SHORT = new Phases(Duration.ofMillis(5), Duration.ofMillis(10));

  @Test
  void givenTwoSides_whenCompared_thenCallsOfTheWarmUpAreNotCounted() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Call counting = calls::incrementAndGet;

    Comparison result = Comparison.run(List.of(() -> {}), List.of(counting, counting), SHORT);

    assertThat(result.value().latencies().getTotalCount()).isPositive().isLessThan(calls.get());
    assertThat(result.baseline().rate().value()).isPositive();
  }

  @Test
  void givenFailingCall_whenCompared_thenItEndsTheRun() {
    Call failing =
        () -> {
          throw new IllegalStateException("status 500");
        };

    assertThatThrownBy(() -> Comparison.run(List.of(failing), List.of(() -> {}), SHORT))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("status 500");
  }
}
