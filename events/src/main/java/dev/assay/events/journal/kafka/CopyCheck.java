package dev.assay.events.journal.kafka;

import dev.assay.events.journal.Adoption;
import dev.assay.events.journal.proof.MerkleHash;
import dev.assay.events.journal.replica.Replica;
import java.util.Optional;

/** Whether a topic holds what its genesis says that it took over from another journal. */
final class CopyCheck {

  static final String FIX = "delete the topic and import the journal again";

  private CopyCheck() {}

  /**
   * What is wrong, empty if nothing is.
   *
   * @param root of the tree at the adopted position
   */
  static Optional<String> problem(String topic, Adoption adoption, MerkleHash root) {
    return root.toString().equals(adoption.root())
        ? Optional.empty()
        : Optional.of(
            "topic %s: positions 0 to %d have the root %s (expected: %s, as journal %s had it); fix: %s"
                .formatted(
                    topic, adoption.position(), root, adoption.root(), adoption.journalId(), FIX));
  }

  /** As above, for an index that has read all of the other journal; empty if it has not. */
  static Optional<String> problem(String topic, Adoption adoption, Replica replica) {
    return replica.tip().position() < adoption.position()
        ? Optional.empty()
        : problem(topic, adoption, replica.tree().root(adoption.position() + 1));
  }

  /** Why a copy that was read to its end cannot be worked on, empty if it can. */
  static Optional<String> unfinished(
      String topic, Adoption adoption, Replica replica, Optional<String> halted) {
    if (replica.tip().position() >= adoption.position()) {
      return problem(topic, adoption, replica);
    }
    return halted.or(() ->
        Optional.of(
            "topic %s: an unfinished copy of journal %s, %d of %d commits are there; fix: import the same file again, it goes on where it ended, or delete the topic"
                .formatted(
                    topic,
                    adoption.journalId(),
                    replica.tip().position() + 1,
                    adoption.position() + 1)));
  }
}
