package dev.assay.events.journal.verification;

import dev.assay.events.journal.proof.MerkleHash;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a verification found.
 *
 * @param source what was read
 * @param records that were read, without the genesis
 * @param size commits that are history
 * @param root of the tree over them
 * @param time of the last of them
 * @param confirmed how many of them the largest checkpoint that fits commits to
 * @param passedOver records that are no history, by kind
 * @param repeats those of them that repeat an accepted commit, the first few
 * @param misfit where the log is wrong, empty if nothing was found
 * @param notes what else is worth knowing
 */
public record VerificationReport(
    String source,
    LogIdentity identity,
    long records,
    long size,
    MerkleHash root,
    Optional<Instant> time,
    long confirmed,
    List<CheckedCheckpoint> checkpoints,
    Map<String, Long> passedOver,
    List<Repeat> repeats,
    Optional<Misfit> misfit,
    List<String> notes) {

  /**
   * A record that says again what was accepted before.
   *
   * @param position of the accepted one
   */
  public record Repeat(long offset, long position) {}

  /** Whether a checkpoint was handed in that is not what it claims to be. */
  public boolean forged() {
    return checkpoints.stream()
        .anyMatch(checked -> checked.signature() == CheckedCheckpoint.Signature.BAD);
  }
}
