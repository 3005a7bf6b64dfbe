package dev.assay.events.journal.verification;

import dev.assay.events.journal.Adoption;
import dev.assay.events.journal.checkpoint.NoteVerifier;
import dev.assay.events.journal.proof.LogEntry;
import dev.assay.events.journal.proof.MerkleFrontier;
import dev.assay.events.journal.proof.MerkleHash;
import dev.assay.events.journal.proof.MerkleHasher;
import dev.assay.events.journal.verification.CheckedCheckpoint.Result;
import dev.assay.events.journal.verification.Misfit.Kind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Replays a log and holds it against checkpoints and leaf hashes that somebody kept. Checkpoints
 * say whether history is the same up to their sizes; leaf hashes, as far as a checkpoint confirms
 * them, say at which position it departs. Used once, by one thread.
 */
public final class Verification {

  private static final int MAX_REPEATS = 10;
  private static final int TELL_EVERY = 10_000;

  private final RecordSource source;
  private final Evidence evidence;
  private final Optional<ConfirmedLeaves> leaves;
  private final Replay replay;
  private final MerkleHasher hasher = new MerkleHasher();
  private final MerkleFrontier frontier = MerkleFrontier.empty();
  private final List<CheckedCheckpoint> checked = new ArrayList<>();
  private final Map<String, Long> passedOver = new TreeMap<>();
  private final List<VerificationReport.Repeat> repeats = new ArrayList<>();
  private final List<FoundGap> gaps = new ArrayList<>();
  private final Deque<Step> sinceAccepted = new ArrayDeque<>();
  private final List<String> notes = new ArrayList<>();
  private Optional<Departure> departure = Optional.empty();
  private Optional<Misfit> notAdopted = Optional.empty();
  private Optional<Step.Unreadable> stopped = Optional.empty();
  private Instant time = Instant.EPOCH;
  private long records;
  private long confirmed;
  private int next;

  /** A gap and the position that the next commit would have had. */
  private record FoundGap(Step.Gap gap, long position) {}

  private Verification(
      RecordSource source,
      List<KeptCheckpoint> checkpoints,
      List<NoteVerifier> keys,
      List<KeptHashes> hashes) {
    this.source = source;
    this.evidence = new Evidence(source.identity(), keys, checkpoints);
    this.leaves = evidence.leaves(hashes);
    this.replay = new Replay(source.identity());
  }

  /**
   * Reads a log to its end.
   *
   * @param checkpoints that were kept
   * @param keys that verify their signatures; where none has a checkpoint's name, its signature is
   *     not checked
   * @param hashes that were kept, to name positions exactly
   * @param progress told how many records have been read, now and then
   * @throws UnverifiableException if it cannot be read
   */
  public static VerificationReport of(
      RecordSource source,
      List<KeptCheckpoint> checkpoints,
      List<NoteVerifier> keys,
      List<KeptHashes> hashes,
      LongConsumer progress) {
    Verification verification = new Verification(source, checkpoints, keys, hashes);
    verification.run(progress);
    return verification.report();
  }

  private void run(LongConsumer progress) {
    check();
    long expected = 1;
    for (Optional<RawRecord> read = source.next();
        read.isPresent() && stopped.isEmpty();
        read = source.next()) {
      if (read.get().offset() != expected) {
        notes.add(
            "offsets %d to %d of the log are empty, before position %d"
                .formatted(expected, read.get().offset() - 1, frontier.size()));
      }
      expected = read.get().offset() + 1;
      take(replay.step(read.get()));
      if (++records % TELL_EVERY == 0) {
        progress.accept(records);
      }
    }
  }

  private void take(Step step) {
    switch (step) {
      case Step.Accepted accepted -> accept(accepted);
      case Step.Void(long offset, var hash, var at, var kind, var reason, long repeated) -> {
        passedOver.merge(kind, 1L, Long::sum);
        if (repeated >= 0 && repeats.size() < MAX_REPEATS) {
          repeats.add(new VerificationReport.Repeat(offset, repeated));
        }
      }
      case Step.Gap gap -> {
        passedOver.merge("gap", 1L, Long::sum);
        gaps.add(new FoundGap(gap, frontier.size()));
      }
      case Step.Foreign foreign -> passedOver.merge("foreign", 1L, Long::sum);
      case Step.Unreadable unreadable -> stopped = Optional.of(unreadable);
    }
    if (departure.isPresent()) {
      departure.get().follow(step);
    } else if (step instanceof Step.Accepted) {
      sinceAccepted.clear();
    } else if (sinceAccepted.size() < Departure.WINDOW) {
      sinceAccepted.add(step);
    }
  }

  private void accept(Step.Accepted accepted) {
    LogEntry entry = accepted.entry();
    byte[] leaf = hasher.leaf(entry.bytes());
    if (departure.isEmpty()) {
      leaves
          .filter(kept -> entry.position() < kept.size() && !kept.holds(entry.position(), leaf))
          .ifPresent(this::depart);
    }
    time = entry.time();
    frontier.addLeaf(leaf);
    check();
  }

  /** From here on nothing is as it was: what follows the last commit that fits is looked at. */
  private void depart(ConfirmedLeaves kept) {
    Departure departed = new Departure(kept, frontier.size(), time);
    sinceAccepted.forEach(departed::follow);
    departure = Optional.of(departed);
  }

  /** Compares the root with what is said about this size. */
  private void check() {
    while (next < evidence.good().size()
        && evidence.good().get(next).checkpoint().size() == frontier.size()) {
      KeptCheckpoint kept = evidence.good().get(next++);
      MerkleHash root = frontier.root();
      boolean fits = kept.checkpoint().root().equals(root);
      if (fits) {
        confirmed = frontier.size();
      }
      checked.add(
          new CheckedCheckpoint(
              kept,
              evidence.signature(kept),
              fits ? Result.FITS : Result.DOES_NOT_FIT,
              fits
                  ? "root " + root
                  : "root " + root + " (expected: " + kept.checkpoint().root() + ")"));
    }
    source
        .identity()
        .adopts()
        .filter(adoption -> adoption.position() + 1 == frontier.size())
        .filter(adoption -> !adoption.root().equals(frontier.root().toString()))
        .ifPresent(adoption -> notAdopted = Optional.of(notAdopted(adoption)));
  }

  private Misfit notAdopted(Adoption adoption) {
    return new Misfit(
        confirmed,
        adoption.position(),
        Kind.UNKNOWN,
        "what was taken over from journal %s is not what the genesis says"
            .formatted(adoption.journalId()));
  }

  private VerificationReport report() {
    while (next < evidence.good().size()) {
      KeptCheckpoint kept = evidence.good().get(next++);
      checked.add(
          new CheckedCheckpoint(
              kept,
              evidence.signature(kept),
              Result.DOES_NOT_FIT,
              "history ends at size " + frontier.size()));
    }
    Optional<Misfit> misfit = misfit();
    checked.addAll(evidence.rejected());
    gaps.stream()
        .limit(MAX_REPEATS)
        .forEach(found ->
            notes.add(
                "the record at offset %d, before position %d, rests on a commit that is not there: %s"
                    .formatted(found.gap().offset(), found.position(), found.gap().reason())));
    return new VerificationReport(
        source.name(),
        source.identity(),
        records,
        frontier.size(),
        frontier.root(),
        frontier.size() == 0 ? Optional.empty() : Optional.of(time),
        confirmed,
        checked,
        passedOver,
        repeats,
        misfit,
        notes);
  }

  private Optional<Misfit> misfit() {
    if (departure.isEmpty()) {
      leaves.filter(kept -> frontier.size() < kept.size()).ifPresent(this::depart);
    }
    return departure
        .map(known -> known.misfit(stopped))
        .or(this::betweenCheckpoints)
        .or(() -> notAdopted)
        .or(() -> stopped.map(this::unreadable))
        .or(this::missing);
  }

  /** Between the last checkpoint that fits and the first that does not. */
  private Optional<Misfit> betweenCheckpoints() {
    return checked.stream()
        .filter(one -> one.result() == Result.DOES_NOT_FIT)
        .findFirst()
        .map(one -> between(one.kept()));
  }

  private Misfit between(KeptCheckpoint wrong) {
    long size = wrong.checkpoint().size();
    long from =
        checked.stream()
            .filter(one -> one.result() == Result.FITS)
            .mapToLong(one -> one.kept().checkpoint().size())
            .filter(fitting -> fitting < size)
            .max()
            .orElse(0);
    long to = Math.max(from, Math.min(size - 1, frontier.size()));
    return new Misfit(
        from,
        to,
        stopped.isPresent() ? Kind.UNREADABLE : Kind.UNKNOWN,
        "%s says otherwise about the first %d commits%s"
            .formatted(
                wrong.name(),
                size,
                stopped
                    .map(record -> "; the record at offset " + record.offset() + " cannot be read")
                    .orElse("")));
  }

  private Misfit unreadable(Step.Unreadable record) {
    return new Misfit(
        frontier.size(),
        frontier.size(),
        Kind.UNREADABLE,
        "the record at offset %d cannot be read: %s".formatted(record.offset(), record.reason()));
  }

  /** Lost history that no checkpoint covers and no operator has repaired. */
  private Optional<Misfit> missing() {
    return gaps.stream()
        .filter(found -> found.position() >= confirmed && !replay.quarantined().isEmpty())
        .findFirst()
        .map(found ->
            new Misfit(
                Math.max(confirmed, found.gap().from()),
                found.position(),
                Kind.MISSING,
                "the record at offset %d rests on a commit that is not there: %s"
                    .formatted(found.gap().offset(), found.gap().reason())));
  }
}
