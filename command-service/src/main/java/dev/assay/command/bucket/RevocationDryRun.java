package dev.assay.command.bucket;

import dev.assay.command.bucket.BucketCommand.RevokeIteration;
import dev.assay.command.execution.Caller;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.SnapshotStore;
import dev.assay.events.journal.arbitration.AppendRules;
import dev.assay.projections.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Decides revocations without revoking: the same decision over copies of the buckets as of one
 * position of the journal. It takes no lock and appends nothing, so nobody waits for it. Safe for
 * use by many threads, of which a few run at a time.
 */
public final class RevocationDryRun {

  /** How many run at a time: each may hold a fleet of buckets. */
  private static final int MOST_AT_A_TIME = 2;

  private static final long PATIENCE_SECONDS = 10;

  /** What came of it: the impact, or why the revocation would be refused. */
  public sealed interface Outcome {

    /** It would touch this. */
    record Touches(Impact impact) implements Outcome {}

    /** It would be refused. */
    record Refused(Refusal refusal) implements Outcome {}
  }

  private final Journal journal;
  private final BucketCopies.Source source;
  private final JournalCodec codec = new JournalCodec();
  private final Semaphore turns = new Semaphore(MOST_AT_A_TIME, true);

  public RevocationDryRun(Journal journal, SnapshotStore snapshots) {
    this.journal = journal;
    this.source = new BucketCopies.Source(journal, snapshots);
  }

  /**
   * @param position as of which it is decided; this replica has reached it
   * @param now the instant at which it is decided
   */
  public Outcome of(RevokeIteration command, Caller caller, long position, Instant now) {
    try {
      if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return unavailable("others are running (expected: a turn within 10 s)");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unavailable("it is being stopped");
    }
    try {
      return decide(command, caller, position, now);
    } finally {
      turns.release();
    }
  }

  private Outcome decide(RevokeIteration command, Caller caller, long position, Instant now) {
    BucketCopies copies = new BucketCopies(source, position);
    Revocation.Outcome outcome;
    try {
      outcome = new Revocation(copies, now).revoke(copies.load(command.stream()), command);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("dry run: " + command.stream() + " failed", e);
    }
    if (outcome.verdict() instanceof Verdict.Refused(Refusal refusal)) {
      return new Outcome.Refused(refusal);
    }
    return tooLarge(command, caller, copies, now)
        .<Outcome>map(Outcome.Refused::new)
        .orElseGet(() -> new Outcome.Touches(new ImpactOf(copies, now).of(command, outcome)));
  }

  /** A revocation is one commit, and refused whole where that would be too large. */
  private Optional<Refusal> tooLarge(
      RevokeIteration command, Caller caller, BucketCopies copies, Instant now) {
    if (copies.appends().isEmpty()) {
      return Optional.empty();
    }
    Commit commit =
        new Commit(
            new CommitId(caller.request().id()),
            "",
            caller.organization(),
            now,
            caller.actor(),
            command.getClass().getSimpleName(),
            caller.request(),
            copies.appends(),
            copies.expects());
    return AppendRules.tooLarge(commit, codec.encode(commit).length)
        .map(refused -> new Refusal.FailedPrecondition(refused.reason()));
  }

  private static Outcome unavailable(String why) {
    return new Outcome.Refused(new Refusal.Unavailable("impact: not worked out, " + why));
  }
}
