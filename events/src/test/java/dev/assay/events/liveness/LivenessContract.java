package dev.assay.events.liveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.events.iteration.BuildId;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Liveness} does. */
public abstract class LivenessContract {

  private static final BuildId BUILD = new BuildId("build-1");
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private Liveness liveness;

  /** Heartbeats of nobody yet. */
  protected abstract Liveness newLiveness();

  @BeforeEach
  void open() {
    liveness = newLiveness();
  }

  @AfterEach
  void close() {
    liveness.close();
  }

  private void awaitBeat(BuildId build, Instant at) {
    await().untilAsserted(() -> assertThat(liveness.lastBeat(build)).contains(at));
  }

  @Test
  void givenNoBeat_thenNoneIsKnown() {
    assertThat(liveness.lastBeat(BUILD)).isEmpty();
  }

  @Test
  void givenBeats_thenTheNewestIsKnown() {
    liveness.beat(BUILD, NOON);
    liveness.beat(BUILD, NOON.plusSeconds(60));
    awaitBeat(BUILD, NOON.plusSeconds(60));
  }

  @Test
  void givenALateBeat_thenTheNewestStays() {
    BuildId other = new BuildId("build-2");
    liveness.beat(BUILD, NOON);
    liveness.beat(BUILD, NOON.minusSeconds(60));
    liveness.beat(other, NOON);
    awaitBeat(other, NOON);
    assertThat(liveness.lastBeat(BUILD)).contains(NOON);
  }

  @Test
  void givenAForgottenBuild_thenItsBeatIsGoneAndOthersStay() {
    BuildId other = new BuildId("build-2");
    liveness.beat(BUILD, NOON);
    liveness.beat(other, NOON);
    awaitBeat(other, NOON);
    liveness.forget(BUILD);
    await().untilAsserted(() -> assertThat(liveness.lastBeat(BUILD)).isEmpty());
    assertThat(liveness.lastBeat(other)).contains(NOON);
  }

  @Test
  void givenTime_thenItIsCaughtUpSinceOneInstant() {
    await().untilAsserted(() -> assertThat(liveness.caughtUpSince()).isPresent());
    Instant since = liveness.caughtUpSince().orElseThrow();
    liveness.beat(BUILD, NOON);
    awaitBeat(BUILD, NOON);
    assertThat(liveness.caughtUpSince()).contains(since);
  }
}
