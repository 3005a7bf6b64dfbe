package dev.assay.events.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.journal.AppendOutcome.Accepted;
import dev.assay.events.journal.AppendOutcome.Refused;
import dev.assay.events.system.SystemEvent.StreamRepaired;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random appends, good and bad, made on the instances of one log in turn and on a twin with a log
 * of its own: each must come to the same outcome on both, and in the end all must answer the same.
 * Used by one thread.
 */
public final class RandomJournalOperations {

  private static final int STREAMS = 12;

  private final Random random;
  private final InstantSource clock;
  private final List<Journal> instances;
  private final Journal twin;
  private final List<Commit> sent = new ArrayList<>();
  private int ids;

  /**
   * @param clock close to the clock of both logs
   * @param instances over one log
   * @param twin over another log, both empty
   */
  public RandomJournalOperations(
      long seed, InstantSource clock, List<Journal> instances, Journal twin) {
    this.random = new Random(seed);
    this.clock = clock;
    this.instances = List.copyOf(instances);
    this.twin = twin;
  }

  /** Makes the operations, and compares what came of them. */
  public void run(int operations) {
    for (int i = 0; i < operations; i++) {
      operation(i);
    }
    JournalState expected = JournalState.of(twin);
    assertThat(expected.commits()).as("accepted ones").hasSizeGreaterThan(operations / 5);
    for (Journal instance : instances) {
      assertThat(JournalState.of(instance)).isEqualTo(expected);
    }
  }

  private void operation(int number) {
    boolean outOfTime = random.nextInt(20) == 0;
    Commit commit = outOfTime ? next(clock.instant().minusSeconds(60)) : next(inWindow());
    AppendOutcome expected = twin.append(commit);
    Journal instance = instances.get(random.nextInt(instances.size()));
    boolean caughtUp = random.nextBoolean();
    if (caughtUp) {
      instance.end();
    }
    AppendOutcome outcome = instance.append(commit);
    if (outcome instanceof Refused && !(expected instanceof Refused)) {
      // It has not read the repair of a stream yet: nothing was sent.
      instance.end();
      outcome = instance.append(commit);
    }
    String what = "operation " + number + ": " + commit;
    if (expected instanceof Accepted) {
      assertThat(outcome).as(what).isEqualTo(expected);
    } else if (outOfTime || !caughtUp) {
      // An instance that is behind may learn of something else that is wrong.
      assertThat(outcome).as(what).isNotInstanceOf(Accepted.class);
    } else {
      assertThat(outcome).as(what).hasSameClassAs(expected);
    }
    sent.add(commit);
  }

  private Instant inWindow() {
    return clock.instant().minusMillis(random.nextInt(3_000));
  }

  private Commit next(Instant at) {
    if (!sent.isEmpty() && random.nextInt(15) == 0) {
      return sent.get(random.nextInt(sent.size()));
    }
    if (random.nextInt(12) == 0) {
      return repair(at);
    }
    CommitFixtures commit = CommitFixtures.commit(at).id("op-" + id()).asking(digit());
    int first = random.nextInt(STREAMS);
    for (int i = 0; i <= random.nextInt(3); i++) {
      StreamName stream = stream(first + i);
      commit.append(stream, around(twin.head(stream) + 1), CommitFixtures.updated(stream.value()));
    }
    if (random.nextInt(3) == 0) {
      StreamName stream = stream(first + 5);
      commit.expect(stream, around(twin.head(stream)));
    }
    return commit.build();
  }

  private Commit repair(Instant at) {
    StreamName stream = stream(random.nextInt(STREAMS));
    return CommitFixtures.commit(at)
        .id("op-" + id())
        .append(
            StreamName.SYSTEM,
            twin.head(StreamName.SYSTEM) + 1,
            new StreamRepaired(stream, twin.head(stream) + random.nextInt(3)))
        .build();
  }

  /** Now and then an id that was used before. */
  private int id() {
    return ids > 0 && random.nextInt(25) == 0 ? random.nextInt(ids) : ids++;
  }

  private char digit() {
    return random.nextBoolean() ? 'a' : 'b';
  }

  /** Mostly right, sometimes behind, rarely beyond. */
  private long around(long right) {
    int dice = random.nextInt(100);
    long sequence = dice < 88 ? right : dice < 98 ? right - 1 : right + 2;
    return Math.max(0, sequence);
  }

  private static StreamName stream(int number) {
    return CommitFixtures.stream("bucket-" + number % STREAMS);
  }
}
