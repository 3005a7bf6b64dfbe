package dev.assay.command.bucket;

import static dev.assay.command.bucket.BucketFixtures.*;

import dev.assay.command.bucket.BucketCommand.CopyAssignment;
import dev.assay.command.bucket.BucketCommand.CreateBucket;
import dev.assay.command.bucket.BucketCommand.CreateBuild;
import dev.assay.command.bucket.BucketCommand.CreateChannel;
import dev.assay.command.bucket.BucketCommand.CreateIteration;
import dev.assay.command.bucket.BucketCommand.DeleteBucket;
import dev.assay.command.bucket.BucketCommand.DeleteBuild;
import dev.assay.command.bucket.BucketCommand.DeleteChannel;
import dev.assay.command.bucket.BucketCommand.DeleteIteration;
import dev.assay.command.bucket.BucketCommand.PublishIteration;
import dev.assay.command.bucket.BucketCommand.RecordDueRevocation;
import dev.assay.command.bucket.BucketCommand.RestoreIteration;
import dev.assay.command.bucket.BucketCommand.RevokeIteration;
import dev.assay.command.bucket.BucketCommand.RollbackChannel;
import dev.assay.command.bucket.BucketCommand.TimeOutBuild;
import dev.assay.command.bucket.BucketCommand.UpdateBucket;
import dev.assay.command.bucket.BucketCommand.UpdateBuild;
import dev.assay.command.bucket.BucketCommand.UpdateChannel;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.channel.OnRevocation;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.TemplateType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Commands about few names, so that they meet; new identities never repeat. */
final class RandomCommands {

  private final RandomGenerator random;
  private final List<BuildId> builds = new ArrayList<>(List.of(new BuildId("none")));
  private int made;

  RandomCommands(RandomGenerator random) {
    this.random = random;
  }

  BucketCommand next() {
    return switch (Integer.valueOf(random.nextInt(120))) {
      case Integer n when n < 1 -> new DeleteBucket(PROJECT, UBUNTU);
      case Integer n when n < 4 ->
          new CreateBucket(
              PROJECT, UBUNTU, new BucketId(id()), new ChannelId(id()), "d" + small(), Map.of());
      case Integer n when n < 6 ->
          new UpdateBucket(PROJECT, UBUNTU, "d" + small(), Map.of("k", "v" + small()));
      case Integer n when n < 18 ->
          new CreateIteration(
              PROJECT, UBUNTU, new IterationId(id()), fingerprint(), TemplateType.HCL2);
      case Integer n when n < 22 -> new PublishIteration(PROJECT, UBUNTU, fingerprint());
      case Integer n when n < 27 ->
          new DeleteIteration(PROJECT, UBUNTU, fingerprint(), random.nextBoolean());
      case Integer n when n < 45 -> createBuild();
      case Integer n when n < 67 ->
          new UpdateBuild(PROJECT, UBUNTU, fingerprint(), build(), status(), artifacts());
      case Integer n when n < 68 -> new TimeOutBuild(PROJECT, UBUNTU, fingerprint(), build());
      case Integer n when n < 70 -> new DeleteBuild(PROJECT, UBUNTU, fingerprint(), build());
      case Integer n when n < 76 ->
          new CreateChannel(
              PROJECT,
              UBUNTU,
              new ChannelId(id()),
              channel(),
              random.nextBoolean() ? fingerprint() : null,
              random.nextBoolean());
      case Integer n when n < 91 ->
          new UpdateChannel(
              PROJECT,
              UBUNTU,
              channel(),
              random.nextInt(4) == 0 ? Optional.empty() : Optional.of(fingerprint()),
              random.nextBoolean() ? random.nextBoolean() : null);
      case Integer n when n < 97 -> new CopyAssignment(PROJECT, UBUNTU, channel(), channel());
      case Integer n when n < 105 ->
          new RevokeIteration(
              PROJECT,
              UBUNTU,
              fingerprint(),
              random.nextBoolean() ? null : NOW.plusSeconds(random.nextInt(24_000)),
              "why " + small(),
              random.nextBoolean(),
              random.nextInt(4) == 0);
      case Integer n when n < 109 -> new RestoreIteration(PROJECT, UBUNTU, fingerprint());
      case Integer n when n < 110 ->
          new RecordDueRevocation(
              PROJECT, UBUNTU, fingerprint(), NOW.plusSeconds(random.nextInt(24_000)));
      case Integer n when n < 115 ->
          new RollbackChannel(
              PROJECT, UBUNTU, channel(), random.nextBoolean() ? fingerprint() : null);
      case Integer n when n < 118 ->
          new UpdateChannel(
              PROJECT,
              UBUNTU,
              channel(),
              null,
              null,
              OnRevocation.values()[random.nextInt(OnRevocation.values().length)]);
      default -> new DeleteChannel(PROJECT, UBUNTU, channel());
    };
  }

  private CreateBuild createBuild() {
    BuildId build = new BuildId(id());
    builds.add(build);
    return new CreateBuild(
        PROJECT,
        UBUNTU,
        fingerprint(),
        build,
        "component" + random.nextInt(2),
        status(),
        artifacts());
  }

  private BucketCommand.BuildDetails artifacts() {
    return BucketFixtures.artifacts(artifact(small()));
  }

  private BuildId build() {
    return builds.get(Math.max(0, builds.size() - 1 - random.nextInt(12)));
  }

  private BuildStatus status() {
    return random.nextInt(3) == 0
        ? BuildStatus.DONE
        : BuildStatus.values()[random.nextInt(BuildStatus.values().length)];
  }

  private Fingerprint fingerprint() {
    return BucketFixtures.fingerprint(random.nextInt(6));
  }

  private ChannelName channel() {
    return random.nextInt(5) == 0 ? Bucket.LATEST : new ChannelName("channel-" + random.nextInt(3));
  }

  private int small() {
    return random.nextInt(3);
  }

  private String id() {
    return "id-" + made++;
  }
}
