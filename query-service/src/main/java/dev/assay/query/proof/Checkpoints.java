package dev.assay.query.proof;

import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalHaltedException;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.journal.checkpoint.Checkpoint;
import dev.assay.events.journal.checkpoint.NoteSigner;
import dev.assay.events.journal.proof.MerkleTree;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.refusal.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs checkpoints: when one is asked for and the journal has grown, and once an hour. Never one
 * that contradicts the one before: a log that has lost or changed what it once committed to must
 * not vouch for the rest. Thread-safe.
 */
public final class Checkpoints implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final Duration EVERY = Duration.ofMinutes(55);

  /** How soon it looks again for the key, which the command service makes when it first starts. */
  private static final Duration KEY_CHECK = Duration.ofSeconds(2);

  private final Journal journal;
  private final CheckpointSigner signer;
  private final CheckpointFiles files;
  private final ReentrantLock lock = new ReentrantLock();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("assay-checkpoints").daemon().factory());
  private volatile @Nullable SignedCheckpoint last;

  public Checkpoints(Journal journal, CheckpointSigner signer, CheckpointFiles files) {
    this.journal = journal;
    this.signer = signer;
    this.files = files;
  }

  /** Signs one soon, and from then on every hour at least. */
  public void start() {
    next(Duration.ZERO);
  }

  private void signOnTime() {
    if (signer.hasKey()) {
      tryToSign();
      next(EVERY);
    } else {
      next(KEY_CHECK);
    }
  }

  private void next(Duration delay) {
    if (!timer.isShutdown()) {
      var _ = timer.schedule(this::signOnTime, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void tryToSign() {
    try {
      latest();
    } catch (JournalUnavailableException | JournalHaltedException e) {
      LOG.warn("no checkpoint signed: {}", e.getMessage());
    } catch (RefusalException e) {
      LOG.error("no checkpoint signed: {}", e.refusal().message());
    } catch (RuntimeException e) {
      LOG.error("no checkpoint signed, tried again in {} min", EVERY.toMinutes(), e);
    }
  }

  /**
   * A checkpoint over all that was acknowledged before this call.
   *
   * @throws RefusalException 503 if none can be signed
   */
  SignedCheckpoint latest() {
    long size = journal.end() + 1;
    lock.lock();
    try {
      SignedCheckpoint before = last;
      return before != null && before.size() >= size ? before : sign(size);
    } finally {
      lock.unlock();
    }
  }

  /** A checkpoint of which something holds; a newer one is signed if the last does not do. */
  Optional<SignedCheckpoint> covering(LongPredicate size) {
    SignedCheckpoint known = last;
    return known != null && size.test(known.size())
        ? Optional.of(known)
        : Optional.of(latest()).filter(newest -> size.test(newest.size()));
  }

  private SignedCheckpoint sign(long size) {
    NoteSigner key = signer.signer();
    MerkleTree tree = journal.tree();
    Optional.ofNullable(last)
        .or(() -> files.newest(key.verifier()))
        .filter(before -> contradicts(before.checkpoint(), tree, size))
        .ifPresent(Checkpoints::refuse);
    Checkpoint checkpoint = new Checkpoint(Checkpoint.origin(journal.id()), size, tree.root(size));
    SignedCheckpoint signed = new SignedCheckpoint(checkpoint, key.sign(checkpoint.text()));
    files.keep(signed);
    last = signed;
    return signed;
  }

  private static boolean contradicts(Checkpoint before, MerkleTree tree, long size) {
    return before.size() > size || !tree.root(before.size()).equals(before.root());
  }

  private static void refuse(SignedCheckpoint before) {
    throw new RefusalException(
        new Refusal.Unavailable(
            "checkpoint: the journal no longer holds what the checkpoint over its first %d commits says (expected: all of it); fix: restore the journal, or, if the loss is known and accepted, move the directory of checkpoints away"
                .formatted(before.size())));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
