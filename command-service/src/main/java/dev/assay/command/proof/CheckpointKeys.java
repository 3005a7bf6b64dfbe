package dev.assay.command.proof;

import dev.assay.command.identity.IdSource;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RequestInfo;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.checkpoint.CheckpointKeyFacts;
import dev.assay.events.secrets.Sealer;
import dev.assay.events.system.SystemEvent.CheckpointKeyCreated;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Makes the key that signs the journal's checkpoints, once: of several instances that find none,
 * the order of the log lets one make it, and the others find it. A key that is there is never
 * replaced.
 */
public final class CheckpointKeys {

  private static final int ATTEMPTS = 10;
  private static final String CAUSE = "CreateCheckpointKey";

  private final Journal journal;
  private final Sealer sealer;
  private final InstantSource clock;
  private final IdSource ids;

  public CheckpointKeys(Journal journal, Sealer sealer, InstantSource clock, IdSource ids) {
    this.journal = journal;
    this.sealer = sealer;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Returns once the journal holds a key of its own.
   *
   * @throws IllegalStateException if it cannot be made
   */
  public void ensure() {
    journal.end();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long head = journal.head(StreamName.SYSTEM);
      if (CheckpointKeyFacts.newest(journal).isPresent()) {
        return;
      }
      create(head);
    }
    throw new IllegalStateException(
        "checkpoint key: "
            + ATTEMPTS
            + " attempts lost to other writers (expected: a quiet stream system)");
  }

  private void create(long head) {
    String keyId = UUID.randomUUID().toString();
    AppendOutcome outcome =
        journal.append(
            new Commit(
                new CommitId(ids.next()),
                sha256(keyId),
                null,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                Actor.system("checkpoint-keys"),
                CAUSE,
                new RequestInfo("checkpoint-key-" + keyId, null, null),
                List.of(new Append(StreamName.SYSTEM, head + 1, List.of(newKey(keyId)))),
                List.of()));
    switch (outcome) {
      case AppendOutcome.Accepted _, AppendOutcome.Conflict _ -> {}
      case AppendOutcome.IdReused _,
          AppendOutcome.Expired _,
          AppendOutcome.Refused _,
          AppendOutcome.Unknown _ ->
          throw new IllegalStateException("checkpoint key: not recorded: " + outcome);
    }
  }

  private CheckpointKeyCreated newKey(String keyId) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new CheckpointKeyCreated(
          journal.id(),
          keyId,
          sealer.seal(pair.getPrivate().getEncoded(), CheckpointKeyFacts.purpose(keyId)),
          Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
          sealer.masterKeyId());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Ed25519: absent (expected: in every JDK)", e);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: absent (expected: in every JDK)", e);
    }
  }
}
