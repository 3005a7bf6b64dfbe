package dev.assay.command.execution;

import static dev.assay.command.bucket.BucketFixtures.CALLER;
import static dev.assay.command.bucket.BucketFixtures.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.command.bucket.BucketCommand.RevokeIteration;
import dev.assay.command.bucket.Impact;
import dev.assay.command.bucket.Impact.Move;
import dev.assay.command.bucket.RevocationDryRun;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.memory.InMemorySnapshotStore;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.records.JournalRecords;
import dev.assay.projections.records.RecordSource;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.revocation.RevocationRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a dry run says, and what the revocation then does. */
class ImpactTest {

  private final Instance instance = Instance.on(Instance.log(InstantSource.system()));
  private final RevocationDryRun dryRun =
      new RevocationDryRun(instance.memory(), new InMemorySnapshotStore());

  private RevocationDryRun.Outcome ask(RevokeIteration command, long position) {
    return dryRun.of(command, CALLER, position, Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  /** All that a revocation can change, as of a position. */
  private record State(
      Map<IterationId, List<RevocationRecord>> revocations, Map<String, ChannelRecord> channels) {}

  private State state(long position) {
    RecordSource records =
        new JournalRecords(instance.memory(), JournalRecords.Bounds.DEFAULT).at(position);
    Map<IterationId, List<RevocationRecord>> revocations = new HashMap<>();
    Map<String, ChannelRecord> channels = new HashMap<>();
    for (BucketName name : RandomFamilies.BUCKETS) {
      BucketRecord bucket = records.bucket(PROJECT, name).orElseThrow();
      for (ChannelRecord channel : records.channels(bucket.id())) {
        channels.put(name + "/" + channel.name(), channel);
      }
      for (int i = 0; i < 2_000; i++) {
        records
            .iteration(bucket.id(), new Fingerprint("f" + i))
            .ifPresent(found -> revocations.put(found.id(), found.revocations()));
      }
    }
    return new State(revocations, channels);
  }

  @Test
  void givenAnyHistory_whenAskedBefore_thenTheRevocationDoesExactlyThat() {
    long seed = Long.getLong("assay.test.seed", System.nanoTime());
    System.out.println("ImpactTest seed " + seed + " (repeat with -Dassay.test.seed)");
    RandomFamilies families = new RandomFamilies(seed, instance);
    int touched = 0;
    for (int round = 0; round < 60; round++) {
      for (int step = 0; step < 4; step++) {
        families.step();
      }
      RevokeIteration command = families.revocation();
      long before = instance.memory().end();
      RevocationDryRun.Outcome outcome = ask(command, before);
      assertThat(instance.memory().end()).as("nothing is written").isEqualTo(before);
      CommandResult result = instance.execute(command);
      String as = command + ", seed " + seed;
      switch (outcome) {
        case RevocationDryRun.Outcome.Refused(Refusal refusal) ->
            assertThat(result).as(as).isEqualTo(new CommandResult.Refused(refusal));
        case RevocationDryRun.Outcome.Touches(Impact impact) -> {
          assertThat(result).as(as).isNotInstanceOf(CommandResult.Refused.class);
          compare(impact, state(before), state(instance.memory().end()), as);
          touched += impact.descendants().size() + impact.channels().size();
        }
      }
    }
    assertThat(touched).as("or this shows nothing, seed " + seed).isGreaterThan(10);
  }

  private static void compare(Impact impact, State before, State after, String as) {
    TreeSet<String> changed = new TreeSet<>();
    after
        .revocations()
        .forEach((id, now) -> {
          if (!id.equals(impact.root().id()) && !now.equals(before.revocations().get(id))) {
            changed.add(id.value());
          }
        });
    assertThat(impact.descendants().stream().map(each -> each.version().id().value()))
        .as(as)
        .containsExactlyInAnyOrderElementsOf(changed);
    List<String> moves = new ArrayList<>();
    before
        .channels()
        .forEach((name, was) -> {
          IterationId from = was.iterationId();
          IterationId to = after.channels().get(name).iterationId();
          if (from != null && !from.equals(to)) {
            moves.add(name + " " + from + " -> " + to);
          }
        });
    assertThat(
            impact.channels().stream()
                .filter(each -> each.move() != Move.HOLD)
                .map(each ->
                    each.place().bucket()
                        + "/"
                        + each.name()
                        + " "
                        + each.from().id()
                        + " -> "
                        + (each.to() == null ? null : each.to().id())))
        .as(as)
        .containsExactlyInAnyOrderElementsOf(moves);
    assertThat(impact.channels().stream().filter(each -> each.move() == Move.HOLD))
        .as(as)
        .allSatisfy(each ->
            assertThat(
                    after.channels().get(each.place().bucket() + "/" + each.name()).iterationId())
                .isEqualTo(each.from().id()));
    assertHeld(impact, after, as);
  }

  /** Whatever points at something touched and was not moved is named as held. */
  private static void assertHeld(Impact impact, State after, String as) {
    List<IterationId> revoked =
        Stream.concat(
                Stream.of(impact.root().id()),
                impact.descendants().stream()
                    .filter(each -> each.effect() != Impact.Effect.FREED)
                    .map(each -> each.version().id()))
            .toList();
    List<String> held =
        impact.channels().stream()
            .filter(each -> each.move() == Move.HOLD)
            .map(each -> each.place().bucket() + "/" + each.name())
            .toList();
    after
        .channels()
        .forEach((name, channel) -> {
          if (channel.iterationId() != null && revoked.contains(channel.iterationId())) {
            assertThat(held).as(as).contains(name);
          }
        });
  }

  @Test
  void givenLaterWrites_whenAskedAsOfBefore_thenTheyDoNotShow() {
    RandomFamilies families = new RandomFamilies(7, instance);
    for (int step = 0; step < 40; step++) {
      families.step();
    }
    RevokeIteration command = families.revocation();
    long position = instance.memory().end();
    RevocationDryRun.Outcome first = ask(command, position);
    for (int step = 0; step < 40; step++) {
      families.step();
    }
    assertThat(ask(command, position)).isEqualTo(first);
  }

  @Test
  void givenNothing_whenAsked_thenRefusedAsTheRevocationIs() {
    RevokeIteration command =
        new RevokeIteration(
            PROJECT, new BucketName("nowhere"), new Fingerprint("f"), null, "", false, false);
    assertThat(new CommandResult.Refused(refusal(ask(command, instance.memory().end()))))
        .isEqualTo(instance.execute(command));
  }

  private static Refusal refusal(RevocationDryRun.Outcome outcome) {
    return ((RevocationDryRun.Outcome.Refused) outcome).refusal();
  }
}
