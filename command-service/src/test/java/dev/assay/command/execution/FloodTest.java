package dev.assay.command.execution;

import static dev.assay.command.bucket.BucketFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.command.bucket.BucketCommand.BuildDetails;
import dev.assay.command.bucket.BucketCommand.CreateBucket;
import dev.assay.command.bucket.BucketCommand.CreateBuild;
import dev.assay.command.bucket.BucketCommand.CreateIteration;
import dev.assay.command.bucket.BucketCommand.RestoreIteration;
import dev.assay.command.bucket.BucketCommand.RevokeIteration;
import dev.assay.command.bucket.BucketCommand.UpdateBucket;
import dev.assay.command.execution.CommandResult.Done;
import dev.assay.command.execution.CommandResult.Refused;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.TemplateType;
import dev.assay.events.journal.memory.InMemoryLog;
import dev.assay.projections.records.JournalRecords;
import dev.assay.projections.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A revocation is never refused for being busy, whatever else is asked for at the same time. */
class FloodTest {

  private static final long LIMIT_SECONDS = 30;

  private final InMemoryLog log = Instance.log(InstantSource.system());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean over = new AtomicBoolean();

  @AfterEach
  void stop() {
    over.set(true);
    threads.close();
  }

  private static Instance instance(InMemoryLog log, int turns, Duration patience) {
    return Instance.on(
        log,
        InstantSource.system(),
        new CommandSettings(
            turns,
            patience,
            50,
            Duration.ofMillis(2),
            100_000,
            Duration.ofMinutes(10),
            Duration.ofMinutes(1)));
  }

  private static IterationId id(String bucket, String n) {
    return new IterationId(bucket + "-" + n);
  }

  private static void bucket(Instance by, String name) {
    by.done(
        new CreateBucket(
            PROJECT,
            new BucketName(name),
            new BucketId(name),
            new ChannelId(name + "-latest"),
            "",
            Map.of()));
  }

  private static CommandResult publish(
      Instance by, String bucket, String n, @Nullable IterationId parent) {
    by.execute(
        new CreateIteration(
            PROJECT, new BucketName(bucket), id(bucket, n), new Fingerprint(n), TemplateType.HCL2));
    return by.execute(
        new CreateBuild(
            PROJECT,
            new BucketName(bucket),
            new Fingerprint(n),
            new BuildId(bucket + "-" + n),
            "file.image",
            BuildStatus.DONE,
            new BuildDetails("run-1", null, Map.of(), null, parent, null, List.of(), null)));
  }

  private static RevokeIteration revoke(String bucket, String n) {
    return new RevokeIteration(
        PROJECT, new BucketName(bucket), new Fingerprint(n), null, "CVE", false, false);
  }

  private static RestoreIteration restore(String bucket, String n) {
    return new RestoreIteration(PROJECT, new BucketName(bucket), new Fingerprint(n));
  }

  private static UpdateBucket describe(String bucket, int n) {
    return new UpdateBucket(PROJECT, new BucketName(bucket), "text " + n, null);
  }

  private boolean revoked(Instance by, IterationId iteration) {
    return new JournalRecords(by.memory(), JournalRecords.Bounds.DEFAULT)
        .at(by.memory().end()).iteration(iteration).orElseThrow().revocations().stream()
            .anyMatch(each -> each.inForce(Instant.now()));
  }

  private void family(Instance by) {
    bucket(by, "base");
    bucket(by, "app");
    publish(by, "base", "1", null);
    publish(by, "app", "1", id("base", "1"));
  }

  private void within(Future<CommandResult> command) throws Exception {
    assertThat(command.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isInstanceOf(Done.class);
  }

  @Test
  void givenNoTurnIsFree_whenRevoked_thenItWaitsForItsOwnAndIsDone() throws Exception {
    Instance instance = instance(log, 1, Duration.ofMillis(50));
    family(instance);
    bucket(instance, "slow");
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    instance
        .scripted()
        .beforeNextAppend(() -> {
          held.countDown();
          uninterruptibly(free);
        });
    Future<CommandResult> slow = threads.submit(() -> instance.execute(describe("slow", 1)));
    held.await();

    assertThat(instance.execute(describe("app", 1)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.Unavailable.class));
    Future<CommandResult> revocation = threads.submit(() -> instance.execute(revoke("base", "1")));
    assertThatThrownBy(() -> revocation.get(200, TimeUnit.MILLISECONDS))
        .as("others are refused after 50 ms")
        .isInstanceOf(TimeoutException.class);
    free.countDown();
    within(slow);
    within(revocation);
    assertThat(revoked(instance, id("app", "1"))).isTrue();
  }

  private static void uninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void givenThousandsOfCommandsInTheSameBuckets_whenRevokedAndRestored_thenEachTimeDone()
      throws Exception {
    Instance instance = instance(log, 512, Duration.ofSeconds(10));
    Instance other = instance(log, 512, Duration.ofSeconds(10));
    family(instance);
    AtomicInteger written = new AtomicInteger();
    List<Future<?>> writers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Instance by = i % 2 == 0 ? instance : other;
      String bucket = i % 3 == 0 ? "base" : "app";
      writers.add(
          threads.submit(() -> {
            while (!over.get()) {
              if (by.execute(describe(bucket, written.get())) instanceof Done) {
                written.incrementAndGet();
              }
            }
          }));
    }
    for (int round = 0; round < 2; round++) {
      within(threads.submit(() -> instance.execute(revoke("base", "1"))));
      assertThat(revoked(instance, id("app", "1"))).isTrue();
      within(threads.submit(() -> other.execute(restore("base", "1"))));
      assertThat(revoked(instance, id("app", "1"))).isFalse();
    }
    over.set(true);
    for (Future<?> writer : writers) {
      writer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(written).as("the others were served, too").hasPositiveValue();
  }

  @Test
  void givenAFloodOfChildren_whenTheBaseIsRevoked_thenItGetsItsTurnAndNoChildIsMissed()
      throws Exception {
    Instance instance = instance(log, 64, Duration.ofSeconds(10));
    family(instance);
    AtomicInteger children = new AtomicInteger();
    List<Future<?>> publishers = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      String bucket = "app" + i;
      bucket(instance, bucket);
      publishers.add(
          threads.submit(() -> {
            for (int n = 1; !over.get(); n++) {
              if (publish(instance, bucket, String.valueOf(n), id("base", "1")) instanceof Done) {
                children.incrementAndGet();
              }
            }
          }));
    }
    for (int round = 0; round < 3; round++) {
      within(threads.submit(() -> instance.execute(revoke("base", "1"))));
      within(threads.submit(() -> instance.execute(restore("base", "1"))));
    }
    within(threads.submit(() -> instance.execute(revoke("base", "1"))));
    over.set(true);
    for (Future<?> publisher : publishers) {
      publisher.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(children).hasPositiveValue();
    for (int i = 0; i < 32; i++) {
      assertThat(revoked(instance, id("app" + i, "1"))).isTrue();
    }
  }

  @Test
  void givenManyRevocationsOfOneFamilyAtOnce_thenEachIsDoneAndNothingIsLeft() throws Exception {
    Instance one = instance(log, 64, Duration.ofSeconds(10));
    Instance two = instance(log, 64, Duration.ofSeconds(10));
    bucket(one, "app");
    for (int n = 0; n < 20; n++) {
      bucket(one, "base" + n);
      publish(one, "base" + n, "1", null);
      publish(one, "app", String.valueOf(n), id("base" + n, "1"));
    }
    List<Future<CommandResult>> running = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      Instance by = n % 2 == 0 ? one : two;
      String base = "base" + n;
      running.add(threads.submit(() -> by.execute(revoke(base, "1"))));
    }
    for (Future<CommandResult> each : running) {
      within(each);
    }
    for (int n = 0; n < 20; n++) {
      assertThat(revoked(two, id("app", String.valueOf(n)))).isTrue();
    }
  }
}
