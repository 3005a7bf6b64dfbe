package dev.assay.command.bucket;

import static dev.assay.command.bucket.BucketFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.command.bucket.BucketCommand.CreateBucket;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.IterationPublished;
import dev.assay.events.iteration.BuildStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;

class BucketPropertiesTest {

  private static final int RUNS = 20;
  private static final int COMMANDS = 400;

  private final long seed = Long.getLong("assay.test.seed", System.nanoTime());

  @Test
  void givenRandomCommands_whenDecided_thenEveryFactFollowsTheRules() {
    System.out.println("seed " + seed + " (repeat with -Dassay.test.seed)");
    Set<Class<?>> met = new HashSet<>();
    for (int run = 0; run < RUNS; run++) {
      RandomCommands commands = new RandomCommands(new Random(seed + run));
      LiveBucket bucket = bucket();
      BucketModel model = new BucketModel();
      bucket.events().forEach(model::on);
      int seen = bucket.events().size();
      for (int n = 0; n < COMMANDS; n++) {
        bucket.at(NOW.plusSeconds(60L * n));
        model.at(NOW.plusSeconds(60L * n));
        Verdict verdict = bucket.decide(commands.next());
        List<BucketEvent> news = bucket.events().subList(seen, bucket.events().size());
        if (verdict instanceof Verdict.Refused) {
          assertThat(news).isEmpty();
        }
        news.forEach(model::on);
        model.check();
        seen = bucket.events().size();
      }
      bucket.events().forEach(event -> met.add(event.getClass()));
    }
    assertThat(met).as("kinds of facts met").hasSizeGreaterThanOrEqualTo(23);
  }

  @Test
  void givenRandomCommands_whenAnyPrefixIsReplayedOrRestored_thenItEqualsLive() {
    System.out.println("seed " + seed + " (repeat with -Dassay.test.seed)");
    RandomCommands commands = new RandomCommands(new Random(seed));
    BucketSnapshots snapshots = new BucketSnapshots();
    LiveBucket bucket = bucket();
    for (int n = 0; n < COMMANDS / 2; n++) {
      bucket.at(NOW.plusSeconds(60L * n));
      bucket.decide(commands.next());
      assertThat(bucket.root())
          .usingRecursiveComparison(inDepth())
          .isEqualTo(LiveBucket.replay(bucket.events()))
          .isEqualTo(snapshots.read(snapshots.write(bucket.root())).orElseThrow());
    }
  }

  @Test
  void givenRandomCommands_whenEachIsRepeatedAtOnce_thenTheSecondChangesNothing() {
    System.out.println("seed " + seed + " (repeat with -Dassay.test.seed)");
    RandomCommands commands = new RandomCommands(new Random(seed));
    LiveBucket bucket = bucket();
    for (int n = 0; n < COMMANDS; n++) {
      BucketCommand command = commands.next();
      bucket.decide(command);
      int events = bucket.events().size();
      bucket.decide(command);
      assertThat(bucket.events()).as(command.toString()).hasSize(events);
    }
  }

  @Test
  void givenTenThousandIterations_whenDecided_thenWellUnderAMillisecond() {
    LiveBucket bucket = bucket();
    int iterations = 10_000;
    for (int n = 1; n <= iterations; n++) {
      bucket.decide(createIteration(n));
      bucket.decide(createBuild(n, 1, BuildStatus.DONE, run("run-1")));
    }
    bucket.decide(createProduction());
    assertThat(bucket.events())
        .filteredOn(IterationPublished.class::isInstance)
        .hasSize(iterations);

    int decisions = 2_000;
    long start = System.nanoTime();
    for (int n = 1; n <= decisions; n++) {
      bucket.decide(assign(PRODUCTION_NAME, n));
    }
    long microsEach = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start) / decisions;
    assertThat(microsEach).as("µs for one decision").isLessThan(500);
  }

  private static LiveBucket bucket() {
    LiveBucket bucket = new LiveBucket();
    CreateBucket create = createBucket();
    bucket.decide(create);
    return bucket;
  }

  private static RecursiveComparisonConfiguration inDepth() {
    return RecursiveComparisonConfiguration.builder().withStrictTypeChecking(true).build();
  }
}
