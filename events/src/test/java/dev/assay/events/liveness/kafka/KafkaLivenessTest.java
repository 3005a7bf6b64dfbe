package dev.assay.events.liveness.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.events.iteration.BuildId;
import dev.assay.events.journal.JournalRefusedException;
import dev.assay.events.journal.kafka.SharedBroker;
import dev.assay.events.liveness.Liveness;
import dev.assay.events.liveness.LivenessContract;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KafkaLivenessTest extends LivenessContract {

  private static final BuildId BUILD = new BuildId("build-1");
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final String topic = "liveness-" + UUID.randomUUID();

  @Override
  protected Liveness newLiveness() {
    return KafkaLiveness.open(config(topic, true));
  }

  private static KafkaLivenessConfig config(String topic, boolean create) {
    return new KafkaLivenessConfig(
        SharedBroker.bootstrapServers(),
        topic,
        create,
        1,
        Map.of(),
        InstantSource.system(),
        Duration.ofSeconds(20));
  }

  @Test
  void givenAnotherInstance_thenItKnowsWhatThisOneKnows() {
    try (KafkaLiveness one = KafkaLiveness.open(config(topic, true))) {
      one.beat(BUILD, NOON);
      try (KafkaLiveness later = KafkaLiveness.open(config(topic, false))) {
        assertThat(later.lastBeat(BUILD)).contains(NOON);
        assertThat(later.caughtUpSince()).isPresent();
        one.beat(BUILD, NOON.plusSeconds(30));
        await()
            .untilAsserted(() -> assertThat(later.lastBeat(BUILD)).contains(NOON.plusSeconds(30)));
        one.forget(BUILD);
        await().untilAsserted(() -> assertThat(later.lastBeat(BUILD)).isEmpty());
      }
    }
  }

  @Test
  void givenNoTopic_thenItIsMadeOnlyWhereThatIsAllowed() {
    KafkaLivenessConfig config = config("liveness-" + UUID.randomUUID(), false);
    assertThatThrownBy(() -> KafkaLiveness.open(config))
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageContaining("absent");
  }
}
