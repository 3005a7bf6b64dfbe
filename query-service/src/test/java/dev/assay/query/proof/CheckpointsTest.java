package dev.assay.query.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.events.journal.Actor;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.RequestInfo;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.checkpoint.CheckpointKeyFacts;
import dev.assay.events.journal.memory.InMemoryJournal;
import dev.assay.events.journal.memory.InMemoryLog;
import dev.assay.events.secrets.MasterKey;
import dev.assay.events.secrets.Sealer;
import dev.assay.events.system.SystemEvent.CheckpointKeyCreated;
import dev.assay.events.system.SystemEvent.FormatRaised;
import dev.assay.projections.edge.RefusalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {

  private static final JournalId ID = new JournalId("journal-1");

  @TempDir private Path directory;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final InstantSource clock = () -> now;
  private final Sealer sealer =
      new Sealer(MasterKey.of(new byte[MasterKey.BYTES]), new SecureRandom());
  private final CheckpointKeyCreated key = newKey();
  private InMemoryLog log = new InMemoryLog(ID, clock);
  private InMemoryJournal journal = new InMemoryJournal(log);

  private CheckpointKeyCreated newKey() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new CheckpointKeyCreated(
          ID,
          "k",
          sealer.seal(pair.getPrivate().getEncoded(), CheckpointKeyFacts.purpose("k")),
          Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
          sealer.masterKeyId());
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void append(dev.assay.events.Event event) {
    Commit commit =
        new Commit(
            new CommitId(UUID.randomUUID().toString()),
            "00".repeat(32),
            null,
            now,
            Actor.system("test"),
            "Test",
            new RequestInfo("r", null, null),
            List.of(
                new Append(StreamName.SYSTEM, journal.head(StreamName.SYSTEM) + 1, List.of(event))),
            List.of());
    assertThat(journal.append(commit)).isInstanceOf(AppendOutcome.Accepted.class);
  }

  private Checkpoints checkpoints() {
    return new Checkpoints(
        journal,
        new CheckpointSigner(journal, sealer),
        new CheckpointFiles(new CheckpointDirectory(directory.resolve("checkpoints")), clock));
  }

  private List<Path> files() throws IOException {
    if (!Files.exists(directory.resolve("checkpoints"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory.resolve("checkpoints"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void givenNoKey_thenNoneIsSigned() {
    assertThatThrownBy(() -> checkpoints().latest())
        .isInstanceOfSatisfying(
            RefusalException.class,
            e -> assertThat(e.refusal().message()).startsWith("checkpoint key: none yet"));
  }

  @Test
  void givenAKeyThatIsMadeAfterTheStart_thenOneIsSignedSoonAfterIt() {
    try (Checkpoints checkpoints = checkpoints()) {
      checkpoints.start();
      append(key);
      await().untilAsserted(() -> assertThat(files()).hasSize(1));
    }
  }

  @Test
  void givenAJournalThatStandsStill_thenOneCheckpointIsSignedAndKept() throws IOException {
    append(key);
    Checkpoints checkpoints = checkpoints();
    SignedCheckpoint first = checkpoints.latest();
    assertThat(checkpoints.latest()).isSameAs(first);
    assertThat(files()).hasSize(1);
    assertThat(files().getFirst().getFileName()).hasToString("20260101T000000000Z-1.checkpoint");
    assertThat(Files.readString(files().getFirst())).isEqualTo(first.note().toString());
    now = now.plusSeconds(1);
    append(new FormatRaised(1));
    assertThat(checkpoints.latest().size()).isEqualTo(2);
    assertThat(files()).hasSize(2);
  }

  @Test
  void givenTwoInstances_thenBothSignTheSame() {
    append(key);
    InMemoryJournal other = new InMemoryJournal(log);
    SignedCheckpoint one = checkpoints().latest();
    assertThat(new CheckpointSigner(other, sealer).signer().sign(one.checkpoint().text()))
        .hasToString(one.note().toString());
  }

  @Test
  void givenAShorterOrOtherHistoryAfterARestart_thenNoneIsSigned() {
    append(key);
    append(new FormatRaised(1));
    checkpoints().latest();
    Stream.<Runnable>of(
            () -> {},
            () -> {
              append(new FormatRaised(2));
              append(new FormatRaised(3));
            })
        .forEach(more -> {
          log = new InMemoryLog(ID, clock);
          journal = new InMemoryJournal(log);
          append(key);
          more.run();
          assertThatThrownBy(() -> checkpoints().latest())
              .isInstanceOfSatisfying(
                  RefusalException.class,
                  e -> assertThat(e.refusal().message()).contains("over its first 2 commits"));
        });
  }

  @Test
  void givenTheSameHistoryAfterARestart_thenTheNextIsSigned() {
    append(key);
    checkpoints().latest();
    append(new FormatRaised(1));
    assertThat(checkpoints().latest().size()).isEqualTo(2);
  }

  @Test
  void givenFilesThatAreNoCheckpointsOfOurs_thenTheyArePassedOver() throws IOException {
    append(key);
    Path kept = Files.createDirectories(directory.resolve("checkpoints"));
    Files.writeString(kept.resolve("20270101T000000000Z-9.checkpoint"), "");
    Files.write(kept.resolve("20270101T000000001Z-9.checkpoint"), new byte[] {(byte) 0xff, 10});
    Files.writeString(kept.resolve("notes.txt"), "of the operator");
    assertThat(checkpoints().latest().size()).isEqualTo(1);
    assertThat(files()).hasSize(4);
  }

  @Test
  void givenMoreThanAreKept_thenTheOldestGoAndTheFirstOfTheirHourStays() throws IOException {
    append(key);
    Checkpoints checkpoints = checkpoints();
    checkpoints.latest();
    for (int i = 0; i < Retention.NEWEST + 5; i++) {
      now = now.plusSeconds(1);
      append(new FormatRaised(1));
      checkpoints.latest();
    }
    assertThat(files()).hasSize(Retention.NEWEST + 1);
    assertThat(files().getFirst().getFileName()).hasToString("20260101T000000000Z-1.checkpoint");
  }

  @Test
  void givenACopyOfAnotherJournal_thenItsKeyDoesNotSignHere() {
    append(
        new CheckpointKeyCreated(
            new JournalId("other"),
            key.keyId(),
            key.sealedPrivateKey(),
            key.publicKey(),
            key.masterKeyId()));
    assertThatThrownBy(() -> checkpoints().latest()).isInstanceOf(RefusalException.class);
  }
}
