package dev.assay.command.execution;

import static dev.assay.command.bucket.BucketFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.command.bucket.BucketCommand;
import dev.assay.command.bucket.BucketCommand.DeleteIteration;
import dev.assay.command.identity.Ulids;
import dev.assay.events.bucket.BucketEvent.ChannelRestrictionChanged;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.IterationDeleted;
import dev.assay.events.channel.RollbackCause;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.journal.SnapshotStore.AggregateSnapshot;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.memory.InMemorySnapshotStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotTest {

  private final Instance instance = Instance.alone();
  private final InMemorySnapshotStore snapshots = new InMemorySnapshotStore();
  private final StreamName stream = createBucket().stream();
  private final Commands writer = freshInstance();

  /** An instance that remembers nothing but what journal and snapshots hold. */
  private Commands freshInstance() {
    InstantSource clock = InstantSource.system();
    return CommandService.create(
            instance.memory(),
            snapshots,
            instance.liveness(),
            clock,
            new Ulids(clock),
            Instance.SETTINGS)
        .commands();
  }

  private void done(Commands commands, BucketCommand command) {
    assertThat(commands.execute(command, CALLER)).isInstanceOf(CommandResult.Done.class);
  }

  @BeforeEach
  void givenBucketWithALongStream() {
    done(writer, createBucket());
    done(writer, createProduction());
    for (int n = 1; n <= 2; n++) {
      done(writer, createIteration(n));
      done(writer, createBuild(n, 1, BuildStatus.DONE, run("run-1")));
      done(writer, assign(PRODUCTION_NAME, n));
    }
    long missing = AggregateSnapshots.EVERY - instance.memory().head(stream) - 1;
    instance.append(
        stream,
        LongStream.range(0, missing)
            .mapToObj(n -> new ChannelRestrictionChanged(BUCKET, PRODUCTION, n % 2 == 0))
            .toList(),
        Instant.now());
    done(writer, restrict(PRODUCTION_NAME, missing % 2 == 0));
    done(writer, restrict(PRODUCTION_NAME, missing % 2 != 0));
  }

  @Test
  void givenLongStream_whenItGrew_thenASnapshotIsKept() {
    assertThat(snapshots.get(stream))
        .map(AggregateSnapshot::sequence)
        .contains(AggregateSnapshots.EVERY);
  }

  @Test
  void givenSnapshot_whenAFreshInstanceDecides_thenAsFromTheWholeStream() {
    done(freshInstance(), new DeleteIteration(PROJECT, UBUNTU, fingerprint(2), true));
    assertThat(instance.events(stream))
        .endsWith(
            new ChannelRolledBack(
                BUCKET, LATEST, iteration(1), iteration(2), RollbackCause.DELETION),
            new ChannelRolledBack(
                BUCKET, PRODUCTION, iteration(1), iteration(2), RollbackCause.DELETION),
            new IterationDeleted(BUCKET, iteration(2)));
  }

  @Test
  void givenUnreadableSnapshot_whenAFreshInstanceDecides_thenFromTheWholeStream() {
    snapshots.put(stream, AggregateSnapshots.EVERY, "{".getBytes(StandardCharsets.UTF_8));
    done(freshInstance(), createIteration(3));
    assertThat(instance.events(stream)).endsWith(iterationCreated(3));
  }

  @Test
  void givenSnapshotOfAnotherFormat_whenAFreshInstanceDecides_thenFromTheWholeStream() {
    snapshots.put(
        stream,
        AggregateSnapshots.EVERY,
        "{\"format\":0,\"stream\":\"x\",\"living\":null}".getBytes(StandardCharsets.UTF_8));
    done(freshInstance(), createIteration(3));
  }

  @Test
  void givenSnapshotPastTheHead_whenAFreshInstanceDecides_thenFromTheWholeStream() {
    Optional<AggregateSnapshot> kept = snapshots.get(stream);
    snapshots.put(stream, 1_000_000, kept.orElseThrow().state());
    done(freshInstance(), createIteration(3));
  }
}
