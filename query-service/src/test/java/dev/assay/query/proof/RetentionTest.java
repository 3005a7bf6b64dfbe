package dev.assay.query.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void givenFewCheckpoints_thenAllAreKept() {
    List<Instant> times = every(Duration.ofSeconds(1), Retention.NEWEST);
    assertThat(Retention.superfluous(times, times.getLast())).isEmpty();
  }

  @Test
  void givenOneAMinuteForAYear_thenAFewThousandAreLeftAndEveryDayHasOne() {
    List<Instant> kept = new ArrayList<>();
    int days = 400;
    for (int minute = 0; minute < days * 24 * 60; minute += 7) {
      Instant now = START.plus(Duration.ofMinutes(minute));
      kept.add(now);
      if (kept.size() > Retention.NEWEST + 1_000) {
        removeSuperfluous(kept, now);
      }
    }
    removeSuperfluous(kept, kept.getLast());
    assertThat(kept).hasSizeLessThan(Retention.NEWEST + 31 * 24 + days + 2);
    long daysKept = kept.stream().map(time -> time.toString().substring(0, 10)).distinct().count();
    assertThat(daysKept).isEqualTo(days);
  }

  private static void removeSuperfluous(List<Instant> kept, Instant now) {
    Retention.superfluous(kept, now).reversed().forEach(index -> kept.remove((int) index));
  }

  private static List<Instant> every(Duration step, int count) {
    List<Instant> times = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      times.add(START.plus(step.multipliedBy(i)));
    }
    return times;
  }
}
