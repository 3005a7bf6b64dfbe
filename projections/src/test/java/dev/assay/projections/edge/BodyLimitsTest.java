package dev.assay.projections.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyLimitsTest {

  @Test
  void givenBodyThatTricklesIn_thenItIsGivenUpAfterTheGrace() {
    assertThat(BodyLimits.isTooSlow(10, Duration.ofSeconds(20).toNanos())).isFalse();
    assertThat(BodyLimits.isTooSlow(20, Duration.ofSeconds(21).toNanos())).isTrue();
  }

  @Test
  void givenLargeBodyOverASlowLine_thenItIsReadOn() {
    long sbom = BodyLimits.SBOM_BYTES;
    assertThat(BodyLimits.isTooSlow(sbom, Duration.ofMinutes(50).toNanos())).isFalse();
    assertThat(BodyLimits.isTooSlow(sbom, Duration.ofMinutes(53).toNanos())).isTrue();
  }
}
