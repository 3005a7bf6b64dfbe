package dev.assay.command.execution;

import static dev.assay.command.bucket.BucketFixtures.PROJECT;

import dev.assay.command.bucket.BucketCommand;
import dev.assay.command.bucket.BucketCommand.BuildDetails;
import dev.assay.command.bucket.BucketCommand.CreateBucket;
import dev.assay.command.bucket.BucketCommand.CreateBuild;
import dev.assay.command.bucket.BucketCommand.CreateChannel;
import dev.assay.command.bucket.BucketCommand.CreateIteration;
import dev.assay.command.bucket.BucketCommand.DeleteBucket;
import dev.assay.command.bucket.BucketCommand.DeleteBuild;
import dev.assay.command.bucket.BucketCommand.DeleteIteration;
import dev.assay.command.bucket.BucketCommand.RestoreIteration;
import dev.assay.command.bucket.BucketCommand.RevokeIteration;
import dev.assay.command.bucket.BucketCommand.UpdateChannel;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.channel.OnRevocation;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.TemplateType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random histories of buckets that are built from each other; the same for the same seed. */
final class RandomFamilies {

  static final List<BucketName> BUCKETS =
      List.of("b-0", "b-1", "b-2", "b-3").stream().map(BucketName::new).toList();

  private record Made(BucketName bucket, Fingerprint fingerprint, IterationId id, BuildId build) {}

  private final Random random;
  private final Instance instance;
  private final List<Made> made = new ArrayList<>();
  private int next;

  RandomFamilies(long seed, Instance instance) {
    this.random = new Random(seed);
    this.instance = instance;
    BUCKETS.forEach(this::create);
  }

  private void create(BucketName bucket) {
    instance.done(
        new CreateBucket(PROJECT, bucket, new BucketId(id()), new ChannelId(id()), "", Map.of()));
    for (OnRevocation policy : OnRevocation.values()) {
      instance.done(
          new CreateChannel(
              PROJECT, bucket, new ChannelId(id()), channel(policy), null, false, policy));
    }
  }

  private static ChannelName channel(OnRevocation policy) {
    return new ChannelName("channel-" + policy.ordinal());
  }

  private String id() {
    return "id-" + next++;
  }

  /** One more thing happens, other than a revocation. */
  void step() {
    switch (random.nextInt(16)) {
      case 0, 1, 2, 3, 4, 5, 6 -> publish();
      case 7, 8, 9, 10 -> assign();
      case 11 -> instance.execute(restore(any()));
      case 12 ->
          instance.execute(new DeleteIteration(PROJECT, any().bucket(), any().fingerprint(), true));
      case 13 -> {
        Made one = any();
        instance.execute(new DeleteBuild(PROJECT, one.bucket(), one.fingerprint(), one.build()));
      }
      case 14 -> {
        Made one = any();
        instance.execute(new DeleteIteration(PROJECT, one.bucket(), one.fingerprint(), true));
      }
      default -> {
        if (random.nextInt(6) == 0) {
          BucketName bucket = bucket();
          instance.done(new DeleteBucket(PROJECT, bucket));
          create(bucket);
        }
      }
    }
  }

  /** Somebody asks for a revocation, of something that may not be there. */
  RevokeIteration revocation() {
    Made one = any();
    @Nullable Instant at =
        random.nextInt(3) > 0
            ? null
            : Instant.now().plusSeconds(3_600 + random.nextInt(9)).truncatedTo(ChronoUnit.MILLIS);
    return new RevokeIteration(
        PROJECT,
        one.bucket(),
        one.fingerprint(),
        at,
        "",
        random.nextInt(5) == 0,
        random.nextInt(5) == 0);
  }

  private static RestoreIteration restore(Made one) {
    return new RestoreIteration(PROJECT, one.bucket(), one.fingerprint());
  }

  private Made any() {
    if (made.isEmpty()) {
      publish();
    }
    return made.get(random.nextInt(made.size()));
  }

  private BucketName bucket() {
    return BUCKETS.get(random.nextInt(BUCKETS.size()));
  }

  private void publish() {
    BucketName bucket = bucket();
    Made one =
        new Made(bucket, new Fingerprint("f" + next), new IterationId(id()), new BuildId(id()));
    instance.done(
        new CreateIteration(PROJECT, bucket, one.id(), one.fingerprint(), TemplateType.HCL2));
    int builds = 1 + random.nextInt(2);
    for (int i = 0; i < builds; i++) {
      instance.done(build(one, i == 0 ? one.build() : new BuildId(id()), i, BuildStatus.UNSET));
    }
    for (int i = 0; i < builds; i++) {
      instance.execute(finish(one, i));
    }
    made.add(one);
  }

  private static BucketCommand build(Made one, BuildId build, int n, BuildStatus status) {
    return new CreateBuild(
        PROJECT,
        one.bucket(),
        one.fingerprint(),
        build,
        "file.image" + n,
        status,
        BuildDetails.NONE);
  }

  private BucketCommand finish(Made one, int n) {
    BuildId build = n == 0 ? one.build() : new BuildId("id-" + (next - 1));
    Made parent =
        made.isEmpty() || random.nextInt(4) == 0 ? null : made.get(random.nextInt(made.size()));
    return new BucketCommand.UpdateBuild(
        PROJECT,
        one.bucket(),
        one.fingerprint(),
        build,
        BuildStatus.DONE,
        new BuildDetails(
            null,
            null,
            Map.of(),
            null,
            parent == null ? null : parent.id(),
            null,
            List.of(),
            null));
  }

  private void assign() {
    Made one = any();
    OnRevocation policy = OnRevocation.values()[random.nextInt(3)];
    instance.execute(
        new UpdateChannel(
            PROJECT, one.bucket(), channel(policy), Optional.of(one.fingerprint()), null));
  }
}
