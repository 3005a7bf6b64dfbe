package dev.assay.events.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.access.OrganizationId;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.RequestInfo;
import dev.assay.events.refusals.RefusedRequest.Outcome;
import dev.assay.events.refusals.RefusedRequest.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Refusals} does. */
public abstract class RefusalsContract {

  private static final Duration SOON = Duration.ofSeconds(20);

  private Refusals refusals;

  /** A log that nothing was written to. */
  protected abstract Refusals newRefusals();

  /** Drops those before an offset, as time would. */
  protected abstract void dropBefore(Refusals from, long offset);

  @BeforeEach
  void open() {
    refusals = newRefusals();
  }

  @AfterEach
  void close() {
    refusals.close();
  }

  /** A refusal of a request with an id. */
  public static RefusedRequest refused(String requestId) {
    return new RefusedRequest(
        Outcome.REFUSED,
        404,
        5,
        "channel prod: does not exist",
        new OrganizationId("o-1"),
        new Actor("p-1", "alice", Actor.Kind.SERVICE_PRINCIPAL),
        new RequestInfo(requestId, "127.0.0.1", "curl/8"),
        "PATCH",
        "/packer/2023-01-01/organizations/o-1/projects/p-1/buckets/base/channels/prod",
        "channel.assign",
        new Target("p-1", "base", "prod", null, null));
  }

  private static List<RecordedRefusal> read(Refusals from, long offset, int count) {
    List<RecordedRefusal> all = new ArrayList<>();
    long deadline = System.nanoTime() + SOON.toNanos();
    try (var cursor = from.read(offset)) {
      while (all.size() < count && System.nanoTime() < deadline) {
        all.addAll(cursor.poll(Duration.ofMillis(100)));
      }
    }
    return all;
  }

  @Test
  void givenNothing_thenThereIsNoEndAndNothingToRead() {
    assertThat(refusals.id()).isNotBlank();
    assertThat(refusals.end()).isEqualTo(-1);
    assertThat(refusals.first()).isZero();
    try (var cursor = refusals.read(0)) {
      assertThat(cursor.poll(Duration.ofMillis(50))).isEmpty();
    }
  }

  @Test
  void givenAppends_thenTheyAreReadInOrderAsTheyWereWritten() {
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    refusals.append(refused("one"));
    refusals.append(refused("two"));

    assertThat(refusals.end()).isEqualTo(1);
    var read = read(refusals, 0, 2);
    assertThat(read).extracting(RecordedRefusal::offset).containsExactly(0L, 1L);
    assertThat(read)
        .extracting(RecordedRefusal::request)
        .containsExactly(refused("one"), refused("two"));
    assertThat(read.getFirst().time()).isBetween(before.minusSeconds(1), Instant.now());
  }

  @Test
  void givenNoNames_thenNoneAreRead() {
    var nothing =
        new RefusedRequest(
            Outcome.UNCHANGED,
            200,
            0,
            "",
            new OrganizationId("o-1"),
            new Actor("p-1", "alice", Actor.Kind.SERVICE_PRINCIPAL),
            new RequestInfo("r", null, null),
            "POST",
            "/assay/v1/views/rebuild",
            "views.rebuild",
            Target.NONE);
    refusals.append(nothing);
    assertThat(read(refusals, 0, 1).getFirst().request()).isEqualTo(nothing);
  }

  @Test
  void givenAnOffset_thenReadingBeginsThere() {
    IntStream.range(0, 5).forEach(i -> refusals.append(refused("r" + i)));
    assertThat(read(refusals, 3, 2))
        .extracting(RecordedRefusal::request)
        .containsExactly(refused("r3"), refused("r4"));
  }

  @Test
  void givenOpenCursor_whenAppended_thenItReadsOn() {
    try (var cursor = refusals.read(0)) {
      assertThat(cursor.poll(Duration.ofMillis(10))).isEmpty();
      refusals.append(refused("late"));
      List<RecordedRefusal> read = new ArrayList<>();
      long deadline = System.nanoTime() + SOON.toNanos();
      while (read.isEmpty() && System.nanoTime() < deadline) {
        read.addAll(cursor.poll(Duration.ofMillis(100)));
      }
      assertThat(read).extracting(RecordedRefusal::request).containsExactly(refused("late"));
    }
  }

  @Test
  void givenTheOldestWereDropped_thenReadingBeginsWithTheOldestLeft() {
    IntStream.range(0, 5).forEach(i -> refusals.append(refused("r" + i)));
    dropBefore(refusals, 3);
    assertThat(refusals.first()).isEqualTo(3);
    assertThat(refusals.end()).isEqualTo(4);
    assertThat(read(refusals, 0, 2)).extracting(RecordedRefusal::offset).containsExactly(3L, 4L);
    dropBefore(refusals, 5);
    assertThat(refusals.first()).isEqualTo(5);
    assertThat(refusals.end()).isEqualTo(4);
  }

  @Test
  void givenManyWriters_thenEachIsThereOnceAndSeenByTheEnd() {
    var writers =
        IntStream.range(0, 8)
            .mapToObj(w ->
                CompletableFuture.runAsync(() ->
                    IntStream.range(0, 20).forEach(i -> refusals.append(refused(w + "-" + i)))))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(writers).join();
    assertThat(refusals.end()).isEqualTo(159);
    assertThat(read(refusals, 0, 160))
        .extracting(recorded -> recorded.request().request().id())
        .doesNotHaveDuplicates()
        .hasSize(160);
  }

  @Test
  void givenLongTexts_thenTheyAreCutBetweenCharacters() {
    String message = "x".repeat(RefusedRequest.MESSAGE - 1) + "\uD83D\uDE00";
    var target = new Target(null, "b".repeat(1000), null, "", null);
    assertThat(target.bucket()).hasSize(Target.NAME);
    assertThat(target.version()).isNull();
    var cut =
        new RefusedRequest(
            Outcome.REFUSED,
            400,
            3,
            message,
            new OrganizationId("o"),
            Actor.system("test"),
            new RequestInfo("r", null, null),
            "POST",
            "/" + "p".repeat(5000),
            "bucket.create",
            target);
    assertThat(cut.message()).isEqualTo("x".repeat(RefusedRequest.MESSAGE - 1));
    assertThat(cut.path()).hasSize(RefusedRequest.PATH);
  }
}
