package dev.assay.standalone.atomicity;

import static dev.assay.standalone.atomicity.Publishing.bucket;
import static dev.assay.standalone.atomicity.Publishing.finish;
import static dev.assay.standalone.atomicity.Publishing.prepare;
import static dev.assay.standalone.atomicity.Publishing.publish;
import static dev.assay.standalone.atomicity.Publishing.restore;
import static dev.assay.standalone.atomicity.Publishing.revoke;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.Subject;
import dev.assay.events.bucket.BucketEvent.ChildRecorded;
import dev.assay.events.bucket.BucketEvent.InheritedRevocationEnded;
import dev.assay.events.bucket.BucketEvent.RevocationInherited;
import dev.assay.events.bucket.BucketEvent.RevocationTookEffect;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import dev.assay.projections.records.RecordSource;
import dev.assay.projections.revocation.RevocationRecord;
import dev.assay.standalone.atomicity.Publishing.Made;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes on one broker, each with a replica of its own, that want different things at once.
 */
class TwoInstancesTest {

  private static final int ROUNDS_PER_FAMILY = 20;
  private static final int FEW_ROUNDS = 40;

  @TempDir private Path directory;
  private Instance one;
  private Instance two;

  @BeforeEach
  void open() {
    String topic = "journal-" + UUID.randomUUID();
    one = Instance.open(topic, directory.resolve("one"));
    two = Instance.open(topic, directory.resolve("two"));
  }

  @AfterEach
  void close() {
    one.close();
    two.close();
  }

  /** Does everything at once. */
  private static void atOnce(List<Callable<?>> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(work.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (Callable<?> each : work) {
        running.add(
            threads.submit(() -> {
              start.await();
              return each.call();
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
  }

  private static boolean revoked(RecordSource records, Made made) {
    Instant now = Instant.now();
    return inForce(records.iteration(made.id()).orElseThrow().revocations(), now);
  }

  private static boolean inForce(List<RevocationRecord> revocations, Instant now) {
    return revocations.stream().anyMatch(each -> each.inForce(now));
  }

  /** A base image, and what was recorded as built from it. */
  private final class Family {
    private final String name;
    private final Made base;
    private final List<Made> descendants = new ArrayList<>();

    Family(String name) {
      this.name = name;
      this.base = new Made(name + "-base", "base");
      one.done(bucket(base.bucket()));
      one.done(bucket(name + "-left"));
      two.done(bucket(name + "-right"));
      publish(one, base, List.of());
    }

    /** What is about to be recorded: one from the base and one from a descendant, on each side. */
    List<Callable<?>> children(int round) {
      List<Callable<?>> work = new ArrayList<>();
      for (Instance by : List.of(one, two)) {
        for (int n = 0; n < 2; n++) {
          String side = by.equals(one) ? "left" : "right";
          // Into buckets of the other one, too.
          Made child = new Made(name + (n == 0 ? "-left" : "-right"), side + round + "-" + n);
          List<Made> parents =
              descendants.isEmpty() || n == 0
                  ? List.of(base)
                  : List.of(descendants.get(round * 7 % descendants.size()), base);
          prepare(by, child, parents.size());
          work.add(() -> {
            finish(by, child, parents);
            return child;
          });
        }
      }
      return work;
    }

    /** Races a change of the base's revocation against them. */
    void round(int round) throws Exception {
      List<Made> made = new ArrayList<>();
      List<Callable<?>> work = new ArrayList<>();
      boolean revokes = round % 2 == 0;
      Instance by = round % 4 < 2 ? one : two;
      work.add(() -> by.done(revokes ? revoke(base) : restore(base)));
      for (Callable<?> child : children(round)) {
        work.add(() -> {
          Made recorded = (Made) child.call();
          synchronized (made) {
            made.add(recorded);
          }
          return recorded;
        });
      }
      atOnce(work);
      descendants.addAll(made);
      for (Instance each : List.of(one, two)) {
        assertAll(each, revokes);
      }
    }

    private void assertAll(Instance instance, boolean revoked) {
      RecordSource records = instance.records();
      assertThat(revoked(records, base)).isEqualTo(revoked);
      assertThat(descendants)
          .allSatisfy(
              each -> assertThat(revoked(records, each)).as(each.toString()).isEqualTo(revoked));
      for (String side : List.of("-left", "-right")) {
        assertThat(
                records.channels(
                    records
                        .bucket(Instance.PROJECT, new BucketName(name + side))
                        .orElseThrow()
                        .id()))
            .noneMatch(channel ->
                channel.iterationId() != null
                    && inForce(
                        records.iteration(channel.iterationId()).orElseThrow().revocations(),
                        Instant.now()));
      }
    }

    /** Every child stands once with each of its parents, and nobody was told anything twice. */
    void assertNothingLostAndNothingTwice() {
      one.journal().end();
      List<IterationId> children = new ArrayList<>();
      for (String side : List.of("-base", "-left", "-right")) {
        StreamName stream = StreamName.bucket(Instance.PROJECT, new BucketName(name + side));
        try (Stream<RecordedEvent> events = one.journal().read(stream, 0)) {
          events
              .filter(event -> event.event() instanceof ChildRecorded)
              .map(event -> ((ChildRecorded) event.event()).child().iterationId())
              .forEach(children::add);
        }
      }
      assertThat(children.stream().distinct())
          .containsExactlyInAnyOrderElementsOf(descendants.stream().map(Made::id).toList());
      assertThat(children).hasSize(links());
      descendants.forEach(this::assertToldOnce);
    }

    private int links() {
      return descendants.stream()
          .mapToInt(each -> one.records().iteration(each.id()).orElseThrow().builds().size())
          .sum();
    }

    private void assertToldOnce(Made made) {
      StreamName stream = StreamName.bucket(Instance.PROJECT, new BucketName(made.bucket()));
      boolean has = false;
      try (Stream<RecordedEvent> events = one.journal().read(stream, Subject.of(made.id()))) {
        for (RecordedEvent event : events.toList()) {
          if (event.event() instanceof RevocationInherited) {
            assertThat(has).as(made + " at " + event.position()).isFalse();
            has = true;
          } else if (event.event() instanceof InheritedRevocationEnded) {
            assertThat(has).as(made + " at " + event.position()).isTrue();
            has = false;
          }
        }
      }
    }
  }

  @Test
  void givenNewChildren_whenTheBaseIsRevokedAndRestoredMeanwhile_thenAllFollowItAndNothingIsLost()
      throws Exception {
    int rounds = Rounds.orElse(FEW_ROUNDS);
    for (int from = 0; from < rounds; from += ROUNDS_PER_FAMILY) {
      Family family = new Family("family-" + from);
      for (int round = 0; round < Math.min(ROUNDS_PER_FAMILY, rounds - from); round++) {
        family.round(round);
      }
      family.assertNothingLostAndNothingTwice();
    }
    assertThat(history(one)).isEqualTo(history(two));
  }

  /** Position and content of every commit. */
  private static List<RecordedCommit> history(Instance instance) {
    instance.journal().end();
    try (Stream<RecordedCommit> commits = instance.journal().cursor(0)) {
      return commits.toList();
    }
  }

  @Test
  void givenDueSchedules_whenTheTimersOfBothLook_thenEachIsRecordedOnce() throws Exception {
    one.done(bucket("scheduled"));
    int schedules = 20;
    for (int n = 0; n < schedules; n++) {
      publish(one, new Made("scheduled", "fp-" + n), List.of());
    }
    Instant at = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS);
    for (int n = 0; n < schedules; n++) {
      (n % 2 == 0 ? one : two).done(revoke(new Made("scheduled", "fp-" + n), at));
    }
    // Of these the timers must record nothing: one was taken back, one was put off.
    Made cancelled = new Made("scheduled", "fp-0");
    Made putOff = new Made("scheduled", "fp-1");
    two.done(restore(cancelled));
    one.done(revoke(putOff, at.plusSeconds(3_600)));
    Awaitility.await().until(() -> Instant.now().isAfter(at));

    for (int look = 0; look < 5; look++) {
      atOnce(List.of(() -> check(one), () -> check(two), () -> check(one), () -> check(two)));
    }

    one.journal().end();
    StreamName stream = StreamName.bucket(Instance.PROJECT, new BucketName("scheduled"));
    try (Stream<RecordedEvent> events = one.journal().read(stream, 0)) {
      assertThat(
              events
                  .filter(event -> event.event() instanceof RevocationTookEffect)
                  .map(event -> ((RevocationTookEffect) event.event()).iterationId()))
          .doesNotHaveDuplicates()
          .hasSize(schedules - 2)
          .doesNotContain(cancelled.id(), putOff.id());
    }
    RecordSource records = two.records();
    assertThat(revoked(records, cancelled)).isFalse();
    assertThat(revoked(records, putOff)).isFalse();
    assertThat(revoked(records, new Made("scheduled", "fp-2"))).isTrue();
  }

  private static boolean check(Instance instance) {
    instance.journal().end();
    instance.service().dueRevocations().check();
    return true;
  }
}
