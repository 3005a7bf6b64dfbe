package dev.assay.events.journal.verification;

import dev.assay.events.journal.Adoption;
import dev.assay.events.journal.checkpoint.Checkpoint;
import dev.assay.events.journal.checkpoint.NoteVerifier;
import dev.assay.events.journal.proof.HashTiles;
import dev.assay.events.journal.proof.MerkleFrontier;
import dev.assay.events.journal.proof.MerkleHash;
import dev.assay.events.journal.verification.CheckedCheckpoint.Result;
import dev.assay.events.journal.verification.CheckedCheckpoint.Signature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was kept, sorted: which checkpoints count for a log, and which leaf hashes a checkpoint
 * confirms.
 */
final class Evidence {

  private final LogIdentity identity;
  private final List<NoteVerifier> keys;
  private final List<CheckedCheckpoint> rejected = new ArrayList<>();
  private final List<KeptCheckpoint> good = new ArrayList<>();

  Evidence(LogIdentity identity, List<NoteVerifier> keys, List<KeptCheckpoint> kept) {
    this.identity = identity;
    this.keys = keys;
    kept.forEach(this::sort);
    good.sort(Comparator.comparingLong(one -> one.checkpoint().size()));
  }

  /** The checkpoints that say something about this log, the smallest first. */
  List<KeptCheckpoint> good() {
    return good;
  }

  /** Those that do not, and why. */
  List<CheckedCheckpoint> rejected() {
    return rejected;
  }

  private void sort(KeptCheckpoint kept) {
    Optional<String> foreign = foreign(kept.checkpoint());
    Signature signature = signature(kept);
    if (foreign.isPresent()) {
      rejected.add(new CheckedCheckpoint(kept, signature, Result.NO_EVIDENCE, foreign.get()));
    } else if (signature == Signature.BAD) {
      rejected.add(
          new CheckedCheckpoint(
              kept,
              signature,
              Result.NO_EVIDENCE,
              "not signed by the given key of " + kept.checkpoint().origin()));
    } else {
      good.add(kept);
    }
  }

  /** Why a checkpoint is of no log that this one is, or was; empty if it is. */
  private Optional<String> foreign(Checkpoint checkpoint) {
    if (checkpoint.origin().equals(Checkpoint.origin(identity.journal()))) {
      return Optional.empty();
    }
    Optional<Adoption> adopted =
        identity
            .adopts()
            .filter(from -> checkpoint.origin().equals(Checkpoint.origin(from.journalId())));
    if (adopted.isEmpty()) {
      return Optional.of(
          "of another journal: %s (expected: %s)"
              .formatted(checkpoint.origin(), Checkpoint.origin(identity.journal())));
    }
    long size = adopted.get().position() + 1;
    return checkpoint.size() <= size
        ? Optional.empty()
        : Optional.of(
            "of the original journal after it was copied: size %d (expected: at most %d)"
                .formatted(checkpoint.size(), size));
  }

  Signature signature(KeptCheckpoint kept) {
    List<NoteVerifier> named =
        keys.stream().filter(key -> key.name().equals(kept.checkpoint().origin())).toList();
    if (named.isEmpty()) {
      return Signature.NOT_CHECKED;
    }
    return named.stream().anyMatch(key -> key.signed(kept.note())) ? Signature.GOOD : Signature.BAD;
  }

  /** Leaf hashes as far as a checkpoint confirms them, of whoever kept most. */
  Optional<ConfirmedLeaves> leaves(List<KeptHashes> hashes) {
    return hashes.stream()
        .flatMap(kept -> confirmed(kept).stream())
        .max(Comparator.comparingLong(ConfirmedLeaves::size));
  }

  /** The tree is made of the leaves again: whoever changed one may have changed the rest, too. */
  private Optional<ConfirmedLeaves> confirmed(KeptHashes kept) {
    MerkleFrontier frontier = MerkleFrontier.empty();
    long confirmed = 0;
    for (KeptCheckpoint checkpoint : good) {
      long size = checkpoint.checkpoint().size();
      if (size <= kept.tiles().size()) {
        grow(frontier, kept.tiles(), size);
        if (frontier.root().equals(checkpoint.checkpoint().root())) {
          confirmed = size;
        }
      }
    }
    return confirmed > 0
        ? Optional.of(new ConfirmedLeaves(kept.tiles(), confirmed))
        : Optional.empty();
  }

  private static void grow(MerkleFrontier frontier, HashTiles tiles, long size) {
    while (frontier.size() < size) {
      long index = frontier.size() / HashTiles.WIDTH;
      int from = (int) (frontier.size() % HashTiles.WIDTH);
      int width = (int) Math.min(HashTiles.WIDTH, size - index * HashTiles.WIDTH);
      byte[] tile = tiles.tile(0, index, width);
      for (int i = from; i < width; i++) {
        frontier.addLeaf(
            java.util.Arrays.copyOfRange(tile, i * MerkleHash.BYTES, (i + 1) * MerkleHash.BYTES));
      }
    }
  }
}
