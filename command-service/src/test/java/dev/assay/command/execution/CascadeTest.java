package dev.assay.command.execution;

import static dev.assay.command.bucket.BucketFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.command.bucket.BucketCommand.BuildDetails;
import dev.assay.command.bucket.BucketCommand.CreateBucket;
import dev.assay.command.bucket.BucketCommand.CreateBuild;
import dev.assay.command.bucket.BucketCommand.CreateIteration;
import dev.assay.command.bucket.BucketCommand.DeleteBucket;
import dev.assay.command.bucket.BucketCommand.DeleteIteration;
import dev.assay.command.bucket.BucketCommand.RestoreIteration;
import dev.assay.command.bucket.BucketCommand.RevokeIteration;
import dev.assay.command.execution.CommandResult.Done;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.RevocationInherited;
import dev.assay.events.bucket.BucketEvent.RevocationTookEffect;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.cascade.CascadeEvent.CascadeEnded;
import dev.assay.events.cascade.CascadeEvent.CascadeStarted;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.TemplateType;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.arbitration.CommitLimits;
import dev.assay.events.journal.memory.InMemoryLog;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.records.JournalRecords;
import dev.assay.projections.records.RecordSource;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.revocation.RevocationRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Revocations across buckets. Ids of iterations are bucket name, dash, fingerprint. */
class CascadeTest {

  private final InMemoryLog log = Instance.log(InstantSource.system());
  private final Instance instance = Instance.on(log);

  private void bucket(String name) {
    instance.done(
        new CreateBucket(
            PROJECT,
            new BucketName(name),
            new BucketId(name),
            new ChannelId(name + "-latest"),
            "",
            Map.of()));
  }

  /** A complete iteration with builds from some parents. */
  private void iteration(String bucket, String n, String... parents) {
    prepare(instance, bucket, n, Math.max(1, parents.length));
    for (int i = 0; i < Math.max(1, parents.length); i++) {
      finish(instance, bucket, n, i, i < parents.length ? parents[i] : null);
    }
  }

  private static void prepare(Instance by, String bucket, String n, int builds) {
    by.done(
        new CreateIteration(
            PROJECT,
            new BucketName(bucket),
            new IterationId(bucket + "-" + n),
            new Fingerprint(n),
            TemplateType.HCL2));
    for (int i = 0; i < builds; i++) {
      by.done(
          new CreateBuild(
              PROJECT,
              new BucketName(bucket),
              new Fingerprint(n),
              new BuildId(bucket + "-" + n + "-" + i),
              "file.image" + i,
              BuildStatus.UNSET,
              run("run-1")));
    }
  }

  private static void finish(
      Instance by, String bucket, String n, int build, @Nullable String parent) {
    by.done(
        new dev.assay.command.bucket.BucketCommand.UpdateBuild(
            PROJECT,
            new BucketName(bucket),
            new Fingerprint(n),
            new BuildId(bucket + "-" + n + "-" + build),
            BuildStatus.DONE,
            new BuildDetails(
                null,
                null,
                Map.of(),
                null,
                parent == null ? null : new IterationId(parent),
                null,
                List.of(),
                null)));
  }

  private static RevokeIteration revoke(String bucket, String n, @Nullable Instant at) {
    return new RevokeIteration(
        PROJECT, new BucketName(bucket), new Fingerprint(n), at, "CVE", false, false);
  }

  private static RevokeIteration revokeAlone(String bucket, String n, @Nullable Instant at) {
    return new RevokeIteration(
        PROJECT, new BucketName(bucket), new Fingerprint(n), at, "CVE", true, false);
  }

  private static RestoreIteration restore(String bucket, String n) {
    return new RestoreIteration(PROJECT, new BucketName(bucket), new Fingerprint(n));
  }

  private static StreamName stream(String bucket) {
    return StreamName.bucket(PROJECT, new BucketName(bucket));
  }

  private RecordSource records() {
    return new JournalRecords(instance.memory(), JournalRecords.Bounds.DEFAULT)
        .at(instance.memory().end());
  }

  private List<RevocationRecord> revocations(String iteration) {
    return records()
        .iteration(new IterationId(iteration))
        .map(IterationRecord::revocations)
        .orElseThrow();
  }

  private boolean revoked(String iteration) {
    return revocations(iteration).stream().anyMatch(each -> each.inForce(Instant.now()));
  }

  private @Nullable String latest(String bucket) {
    IterationId at = records().channels(new BucketId(bucket)).getFirst().iterationId();
    return at == null ? null : at.value();
  }

  private void chain() {
    Stream.of("base", "middle", "app").forEach(this::bucket);
    iteration("base", "1");
    iteration("middle", "0");
    iteration("middle", "1", "base-1");
    iteration("app", "1", "middle-1");
  }

  @Test
  void givenDescendants_whenRevoked_thenAllAndTheirChannelsInOneCommit() {
    chain();

    Done done = instance.done(revoke("base", "1", null));

    assertThat(List.of("base-1", "middle-1", "app-1")).allMatch(this::revoked);
    assertThat(revoked("middle-0")).isFalse();
    assertThat(latest("base")).isNull();
    assertThat(latest("middle")).isEqualTo("middle-0");
    assertThat(latest("app")).isNull();
    Commit commit = instance.scripted().sent().getLast();
    assertThat(commit.appends()).hasSize(3);
    assertThat(revocations("app-1").getFirst().effectiveAt()).isEqualTo(done.time());
    assertThat(revocations("app-1").getFirst().from().fingerprint())
        .isEqualTo(new Fingerprint("1"));
  }

  @Test
  void givenCascade_whenRestored_thenExactlyWhatWasInheritedEnds() {
    chain();
    instance.done(revokeAlone("app", "1", null));
    instance.done(revoke("base", "1", null));

    instance.done(restore("base", "1"));

    assertThat(revoked("base-1")).isFalse();
    assertThat(revocations("middle-1")).isEmpty();
    assertThat(revocations("app-1")).singleElement().matches(own -> own.from() == null);
    assertThat(latest("middle")).as("nothing moves forward").isEqualTo("middle-0");
  }

  @Test
  void givenOwnRevocationInBetween_whenItIsRestored_thenTheInheritedOneStillHolds() {
    chain();
    instance.done(revoke("middle", "1", null));
    instance.done(revoke("base", "1", null));

    instance.done(restore("middle", "1"));

    assertThat(revoked("middle-1")).isTrue();
    assertThat(revocations("app-1")).hasSize(1);
    instance.done(restore("base", "1"));
    assertThat(revoked("app-1")).isFalse();
  }

  @Test
  void givenDiamond_whenBothParentsAreScheduled_thenTheEarliestInstantCounts() {
    Stream.of("left", "right", "app").forEach(this::bucket);
    iteration("left", "1");
    iteration("right", "1");
    iteration("app", "1", "left-1", "right-1");
    Instant soon = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.MILLIS);
    instance.done(revoke("left", "1", soon.plusSeconds(3_600)));
    instance.done(revoke("right", "1", soon));

    RevocationRecord shown =
        records().iteration(new IterationId("app-1")).orElseThrow().revocation().orElseThrow();
    assertThat(shown.effectiveAt()).isEqualTo(soon);
    assertThat(shown.from().bucketName()).isEqualTo(new BucketName("right"));
    assertThat(latest("app")).as("what is scheduled moves nothing").isEqualTo("app-1");

    instance.done(restore("right", "1"));
    assertThat(revocations("app-1"))
        .extracting(RevocationRecord::effectiveAt)
        .containsExactly(soon.plusSeconds(3_600));
  }

  @Test
  void givenDescendantsSkipped_whenRevoked_thenTheyStayAndSoDoLateOnes() {
    chain();
    instance.done(revokeAlone("base", "1", null));
    iteration("app", "2", "base-1");

    assertThat(revocations("middle-1")).isEmpty();
    assertThat(revocations("app-2")).isEmpty();
    assertThat(latest("app")).isEqualTo("app-2");
  }

  @Test
  void givenSchedule_whenScheduledAnewWithoutDescendants_thenTheyAreFreed() {
    chain();
    Instant soon = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.MILLIS);
    instance.done(revoke("base", "1", soon));
    assertThat(revocations("app-1")).hasSize(1);

    instance.done(revokeAlone("base", "1", soon));

    assertThat(revocations("app-1")).isEmpty();
  }

  @Test
  void givenRevokedParent_whenChildIsRecordedLater_thenItInheritsAtOnceWithTheSameTime() {
    chain();
    Done done = instance.done(revoke("base", "1", null));
    iteration("app", "2", "middle-1");

    assertThat(revoked("app-2")).isTrue();
    assertThat(revocations("app-2").getFirst().effectiveAt()).isEqualTo(done.time());
    assertThat(latest("app")).isNull();
    instance.done(restore("base", "1"));
    assertThat(revocations("app-2")).isEmpty();
  }

  @Test
  void givenChildWithChildren_whenItsRevokedParentIsRecorded_thenTheyInheritToo() {
    Stream.of("base", "middle", "app").forEach(this::bucket);
    iteration("base", "1");
    prepare(instance, "middle", "1", 1);
    iteration("app", "1", "middle-1");
    instance.done(revoke("base", "1", null));

    finish(instance, "middle", "1", 0, "base-1");

    assertThat(revoked("middle-1")).isTrue();
    assertThat(revoked("app-1")).isTrue();
    assertThat(latest("app")).isNull();
  }

  @Test
  void givenMoreDescendantsThanAnOrdinaryCommitHolds_whenRevokedParentIsRecorded_thenAllInherit() {
    Stream.of("base", "middle", "app").forEach(this::bucket);
    iteration("base", "1");
    prepare(instance, "middle", "1", 1);
    int many = 3_300;
    for (int n = 1; n <= many; n++) {
      iteration("app", String.valueOf(n), "middle-1");
    }
    instance.done(revoke("base", "1", null));

    finish(instance, "middle", "1", 0, "base-1");

    Commit commit = instance.scripted().sent().getLast();
    assertThat(new JournalCodec().encode(commit).length)
        .as("or this shows nothing")
        .isGreaterThan(CommitLimits.ORDINARY_BYTES);
    assertThat(revoked("app-" + many)).isTrue();
    assertThat(latest("app")).isNull();
  }

  @Test
  void givenDeletedInBetween_whenRevokedAndRestored_thenDescendantsFollow() {
    chain();
    instance.done(
        new DeleteIteration(PROJECT, new BucketName("middle"), new Fingerprint("1"), true));
    instance.done(revoke("base", "1", null));
    assertThat(revoked("app-1")).isTrue();

    instance.done(new DeleteBucket(PROJECT, new BucketName("middle")));
    instance.done(restore("base", "1"));
    assertThat(revocations("app-1")).isEmpty();
  }

  @Test
  void givenRevokedParent_whenItIsDeleted_thenNobodyIsFreedAndTheReasonStays() {
    chain();
    instance.done(revoke("base", "1", null));
    instance.done(new DeleteIteration(PROJECT, new BucketName("base"), new Fingerprint("1"), true));

    assertThat(revoked("app-1")).isTrue();
    assertThat(records().revocationReason(new IterationId("base-1")))
        .hasValueSatisfying(reason -> assertThat(reason.message()).isEqualTo("CVE"));
  }

  @Test
  void givenLostAgainstAnotherInstance_whenRevoked_thenItHoldsOthersOffAndEnds() {
    chain();
    Instance other = Instance.on(log);
    instance
        .scripted()
        .beforeNextAppend(
            () -> CompletableFuture.runAsync(() -> prepare(other, "app", "2", 1)).join());

    instance.done(revoke("base", "1", null));

    StreamName cascade = StreamName.cascade(ORGANIZATION);
    try (Stream<RecordedEvent> events = instance.memory().read(cascade, 0)) {
      assertThat(events.map(RecordedEvent::event).map(Object::getClass).toList())
          .isEqualTo(List.of(CascadeStarted.class, CascadeEnded.class));
    }
    assertThat(revoked("app-1")).isTrue();
    prepare(other, "app", "3", 1);
  }

  @Test
  void givenDueSchedule_whenTwoInstancesLook_thenRecordedOnce() {
    chain();
    Instant at = Instant.now().plusMillis(50).truncatedTo(ChronoUnit.MILLIS);
    instance.done(revoke("base", "1", at));
    Instance other = Instance.on(log);
    org.awaitility.Awaitility.await()
        .untilAsserted(() -> {
          instance.service().dueRevocations().check();
          other.memory().end();
          other.service().dueRevocations().check();
          assertThat(instance.events(stream("base")))
              .filteredOn(RevocationTookEffect.class::isInstance)
              .hasSize(1);
        });
    assertThat(revoked("app-1")).isTrue();
  }

  @Test
  void givenTwoInstances_whenRevokingRacesRecording_thenNoChildIsEverMissed() throws Exception {
    Instance other = Instance.on(log);
    Stream.of("base", "middle", "app").forEach(this::bucket);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 1; round <= 40; round++) {
        String n = String.valueOf(round);
        iteration("base", n);
        prepare(other, "middle", n, 1);
        prepare(other, "app", n, 1);
        CyclicBarrier start = new CyclicBarrier(3);
        List<Future<?>> all = new ArrayList<>();
        all.add(
            threads.submit(() -> {
              start.await();
              return instance.done(revoke("base", n, null));
            }));
        all.add(
            threads.submit(() -> {
              start.await();
              finish(other, "middle", n, 0, "base-" + n);
              return null;
            }));
        all.add(
            threads.submit(() -> {
              start.await();
              finish(other, "app", n, 0, "middle-" + n);
              return null;
            }));
        for (Future<?> each : all) {
          each.get();
        }
        assertThat(List.of("base-" + n, "middle-" + n, "app-" + n)).allMatch(this::revoked);
        assertThat(latest("app")).isNull();
      }
    }
  }

  @Test
  void givenRandomFamilies_whenRevokedAndRestored_thenEveryPrefixKeepsTheRules() {
    long seed = Long.getLong("assay.test.seed", System.nanoTime());
    System.out.println("seed " + seed + " (repeat with -Dassay.test.seed)");
    Random random = new Random(seed);
    List<String> buckets = List.of("b0", "b1", "b2", "b3");
    buckets.forEach(this::bucket);
    List<String[]> made = new ArrayList<>();
    List<Family> parents = new ArrayList<>();
    for (int step = 0; step < 150; step++) {
      int dice = random.nextInt(10);
      if (made.isEmpty() || dice < 4) {
        String in = buckets.get(random.nextInt(buckets.size()));
        String n = String.valueOf(step);
        List<String> from = new ArrayList<>();
        for (int i = 0; i < random.nextInt(3) && !made.isEmpty(); i++) {
          String[] parent = made.get(random.nextInt(made.size()));
          from.add(parent[0] + "-" + parent[1]);
        }
        iteration(in, n, from.toArray(String[]::new));
        made.add(new String[] {in, n});
        parents.add(new Family(in + "-" + n, from));
      } else {
        String[] one = made.get(random.nextInt(made.size()));
        instance.execute(dice < 7 ? revoke(one[0], one[1], null) : restore(one[0], one[1]));
      }
      checkRules(parents, buckets);
    }
  }

  /** An iteration and what it was built from. */
  private record Family(String iteration, List<String> parents) {}

  private void checkRules(List<Family> families, List<String> buckets) {
    RecordSource now = records();
    for (Family family : families) {
      for (String parent : family.parents()) {
        if (inForce(now, parent)) {
          assertThat(inForce(now, family.iteration()))
              .as(family + " with a revoked parent")
              .isTrue();
        }
      }
      boolean reason =
          family.parents().stream().anyMatch(parent -> inForce(now, parent))
              || record(now, family.iteration()).revocations().stream()
                  .anyMatch(each -> each.from() == null);
      assertThat(inForce(now, family.iteration())).as(family.toString()).isEqualTo(reason);
    }
    for (String bucket : buckets) {
      for (ChannelRecord channel : now.channels(new BucketId(bucket))) {
        if (channel.iterationId() != null) {
          assertThat(inForce(now, channel.iterationId().value())).isFalse();
        }
      }
    }
  }

  private static IterationRecord record(RecordSource now, String iteration) {
    return now.iteration(new IterationId(iteration)).orElseThrow();
  }

  private static boolean inForce(RecordSource now, String iteration) {
    return record(now, iteration).revocations().stream()
        .anyMatch(each -> each.inForce(Instant.now()));
  }

  @Test
  void givenMoreThanACommitCanHold_whenRevoked_thenRefusedWholeWithTheCountAndNothingChanges() {
    Stream.of("base", "app").forEach(this::bucket);
    // Its names stand in what each descendant inherits.
    String wide = "1" + "x".repeat(50_000);
    iteration("base", wide);
    for (int n = 1; n <= 150; n++) {
      iteration("app", String.valueOf(n), "base-" + wide);
    }
    long before = instance.memory().end();

    assertThat(instance.execute(revoke("base", wide, null)))
        .isInstanceOfSatisfying(
            CommandResult.Refused.class,
            refused -> {
              assertThat(refused.refusal()).isInstanceOf(Refusal.FailedPrecondition.class);
              assertThat(refused.refusal().message())
                  .contains("150 of them about descendants (expected: at most 14680064 bytes)");
            });
    assertThat(instance.memory().end()).isEqualTo(before);
    assertThat(revoked("base-" + wide)).isFalse();
    instance.done(revokeAlone("base", wide, null));
    assertThat(revoked("base-" + wide)).isTrue();
  }

  @Test
  void givenManyDescendants_whenRevoked_thenOneCommitAndNoFactTwice() {
    Stream.of("base", "app").forEach(this::bucket);
    iteration("base", "1");
    for (int n = 1; n <= 300; n++) {
      iteration("app", String.valueOf(n), "base-1");
    }
    instance.done(revoke("base", "1", null));

    assertThat(instance.events(stream("app")))
        .filteredOn(RevocationInherited.class::isInstance)
        .hasSize(300);
    assertThat(instance.events(stream("app")))
        .filteredOn(ChannelRolledBack.class::isInstance)
        .hasSize(1);
  }
}
