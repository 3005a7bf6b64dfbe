package dev.assay.events.system;

import dev.assay.events.Event;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.StreamName;

/** What happens in the stream {@code system}: to the registry as a machine. */
public sealed interface SystemEvent extends Event {

  /**
   * A new key that signs access tokens; the ones before it only verify from now on.
   *
   * @param keyId its name in token headers
   * @param algorithm JWS algorithm
   * @param sealedPrivateKey private key, sealed with AES-256-GCM under the master key, base64
   * @param publicKey public key, X.509 SubjectPublicKeyInfo, base64
   * @param masterKeyId which master key sealed it
   */
  record TokenKeyCreated(
      String keyId, String algorithm, String sealedPrivateKey, String publicKey, String masterKeyId)
      implements SystemEvent {}

  /**
   * A new key that signs checkpoints of a journal. A copy of that journal makes one of its own.
   *
   * @param journal whose checkpoints it signs
   * @param keyId names what is sealed
   * @param sealedPrivateKey Ed25519 private key, PKCS#8, sealed with AES-256-GCM under the master
   *     key, base64
   * @param publicKey public key, X.509 SubjectPublicKeyInfo, base64
   * @param masterKeyId which master key sealed it
   */
  record CheckpointKeyCreated(
      JournalId journal,
      String keyId,
      String sealedPrivateKey,
      String publicKey,
      String masterKeyId)
      implements SystemEvent {}

  /**
   * An operator looked at a stream whose history has a gap and lets it go on.
   *
   * @param repairedStream the stream that was quarantined
   * @param headSequence the sequence from which it goes on: the next append carries one more
   */
  record StreamRepaired(StreamName repairedStream, long headSequence) implements SystemEvent {}

  /** From here on records may be written in this format; readers that do not know it stop. */
  record FormatRaised(int format) implements SystemEvent {}
}
