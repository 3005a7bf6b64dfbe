package dev.assay.events.journal.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.journal.Adoption;
import dev.assay.events.journal.CommitFixtures;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.checkpoint.Checkpoint;
import dev.assay.events.journal.checkpoint.NoteSigner;
import dev.assay.events.journal.checkpoint.NoteVerifier;
import dev.assay.events.journal.proof.HashTiles;
import dev.assay.events.journal.proof.LogEntry;
import dev.assay.events.journal.proof.MerkleHash;
import dev.assay.events.journal.proof.MerkleHasher;
import dev.assay.events.journal.proof.ReferenceTree;
import dev.assay.events.journal.verification.CheckedCheckpoint.Result;
import dev.assay.events.journal.verification.CheckedCheckpoint.Signature;
import dev.assay.events.journal.verification.Misfit.Kind;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Somebody tampers with a copy of a log; the first wrong position is named. */
class VerificationTest {

  private static final JournalId ID = new JournalId("journal-1");
  private static final String ORIGIN = Checkpoint.origin(ID);
  private static final int COMMITS = 1_000;
  private static final int STREAMS = 7;

  private static final TamperedLog GOOD = TamperedLog.of(ID, COMMITS, STREAMS);
  private static final List<LogEntry> ENTRIES = entries(GOOD);
  private final NoteSigner signer = signer(ORIGIN);
  private final List<NoteVerifier> keys = List.of(signer.verifier());

  private static NoteSigner signer(String origin) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new NoteSigner(NoteVerifier.of(origin, pair.getPublic()), pair.getPrivate());
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<LogEntry> entries(TamperedLog log) {
    List<LogEntry> entries = new ArrayList<>();
    for (RawRecord record : log.records()) {
      try {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(record.bytes());
        entries.add(
            new LogEntry(entries.size(), record.appendTime(), HexFormat.of().formatHex(hash)));
      } catch (java.security.NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
    return entries;
  }

  private KeptCheckpoint kept(int size) {
    return kept(signer, ORIGIN, size, ReferenceTree.root(ENTRIES.subList(0, size)));
  }

  private static KeptCheckpoint kept(NoteSigner by, String origin, long size, MerkleHash root) {
    try {
      String note = by.sign(new Checkpoint(origin, size, root).text()).toString();
      return KeptCheckpoint.parse("checkpoint " + size, note);
    } catch (dev.assay.events.journal.checkpoint.InvalidNoteException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Leaves as an auditor keeps them. */
  private KeptHashes leaves(int size) {
    MerkleHasher hasher = new MerkleHasher();
    List<byte[]> leaves = ENTRIES.stream().map(entry -> hasher.leaf(entry.bytes())).toList();
    return leaves(leaves, size);
  }

  private static KeptHashes leaves(List<byte[]> leaves, int size) {
    return new KeptHashes(
        "tiles",
        new HashTiles() {
          @Override
          public long size() {
            return size;
          }

          @Override
          public byte[] tile(int level, long index, int width) {
            assertThat(level).isZero();
            byte[] tile = new byte[width * MerkleHash.BYTES];
            for (int i = 0; i < width; i++) {
              byte[] leaf = leaves.get((int) index * WIDTH + i);
              System.arraycopy(leaf, 0, tile, i * MerkleHash.BYTES, MerkleHash.BYTES);
            }
            return tile;
          }
        });
  }

  private VerificationReport verify(TamperedLog log, KeptCheckpoint... checkpoints) {
    return Verification.of(log.source(), List.of(checkpoints), keys, List.of(), read -> {});
  }

  private VerificationReport verifyWithLeaves(TamperedLog log) {
    return Verification.of(
        log.source(), List.of(kept(COMMITS)), keys, List.of(leaves(COMMITS)), read -> {});
  }

  private static void wrongAt(VerificationReport report, long position, Kind kind) {
    assertThat(report.misfit())
        .hasValueSatisfying(misfit -> {
          assertThat(misfit.from()).as(misfit.message()).isEqualTo(position);
          assertThat(misfit.to()).as(misfit.message()).isEqualTo(position);
          assertThat(misfit.kind()).as(misfit.message()).isEqualTo(kind);
        });
  }

  private static void wrongWithin(VerificationReport report, long from, long to) {
    assertThat(report.misfit())
        .hasValueSatisfying(misfit -> {
          assertThat(misfit.from()).as(misfit.message()).isEqualTo(from);
          assertThat(misfit.to()).as(misfit.message()).isEqualTo(to);
        });
  }

  @Test
  void givenAnUntouchedLog_thenItFits() {
    VerificationReport report = verify(GOOD, kept(0), kept(1), kept(500), kept(COMMITS));
    assertThat(report.misfit()).isEmpty();
    assertThat(report.size()).isEqualTo(COMMITS);
    assertThat(report.root()).isEqualTo(ReferenceTree.root(ENTRIES));
    assertThat(report.confirmed()).isEqualTo(COMMITS);
    assertThat(report.time()).contains(ENTRIES.getLast().time());
    assertThat(report.checkpoints())
        .hasSize(4)
        .allMatch(
            checked -> checked.result() == Result.FITS && checked.signature() == Signature.GOOD);
    assertThat(verifyWithLeaves(GOOD).misfit()).isEmpty();
    assertThat(verify(GOOD).misfit()).isEmpty();
    assertThat(verify(GOOD).confirmed()).isZero();
  }

  @Test
  void givenALogThatHasGrown_thenItFitsAndTheRestIsNotConfirmed() {
    VerificationReport report = verify(GOOD, kept(300));
    assertThat(report.misfit()).isEmpty();
    assertThat(report.confirmed()).isEqualTo(300);
  }

  @Nested
  class WithLeaves {

    @Test
    void givenAnEditedRecord_thenItsPositionIsNamed() {
      for (int position : new int[] {0, 1, 255, 256, 500, COMMITS - 1}) {
        wrongAt(verifyWithLeaves(GOOD.copy().edit(position)), position, Kind.EDITED);
      }
    }

    @Test
    void givenDroppedRecords_thenTheFirstIsNamed() {
      for (int position : new int[] {0, 255, 500, COMMITS - 3}) {
        wrongAt(verifyWithLeaves(GOOD.copy().drop(position, 1)), position, Kind.MISSING);
        wrongAt(verifyWithLeaves(GOOD.copy().drop(position, 2)), position, Kind.MISSING);
      }
      assertThat(verifyWithLeaves(GOOD.copy().drop(500, 2)).misfit().orElseThrow().message())
          .startsWith("2 commits are gone: next comes the one of position 502");
    }

    @Test
    void givenTheOnlyStream_whenARecordIsDropped_thenItIsNamedThoughAllThatFollowIsVoid() {
      TamperedLog one = TamperedLog.of(ID, 50, 1);
      List<LogEntry> ones = entries(one);
      MerkleHasher hasher = new MerkleHasher();
      KeptHashes hashes =
          leaves(ones.stream().map(entry -> hasher.leaf(entry.bytes())).toList(), 50);
      KeptCheckpoint kept = kept(signer, ORIGIN, 50, ReferenceTree.root(ones));
      for (RecordSource source :
          List.of(one.copy().drop(20, 1).source(), one.copy().swap(20, 21).source())) {
        VerificationReport report =
            Verification.of(source, List.of(kept), keys, List.of(hashes), read -> {});
        wrongWithin(report, 20, 20);
        assertThat(report.size()).isEqualTo(20);
        assertThat(report.notes()).anyMatch(note -> note.contains("rests on a commit"));
      }
    }

    @Test
    void givenSwappedRecords_thenTheFirstIsNamed() {
      for (int position : new int[] {0, 255, 500, COMMITS - 2}) {
        wrongAt(
            verifyWithLeaves(GOOD.copy().swap(position, position + 1)), position, Kind.REORDERED);
      }
    }

    @Test
    void givenATruncatedLog_thenTheFirstLostPositionIsNamed() {
      for (int size : new int[] {0, 1, 256, 999}) {
        wrongAt(verifyWithLeaves(GOOD.copy().truncate(size)), size, Kind.TRUNCATED);
      }
    }

    @Test
    void givenAnInsertedCommit_thenItsPositionIsNamed() {
      var inserted =
          CommitFixtures.commit(
              TamperedLog.START.plusSeconds(400), CommitFixtures.stream("new"), 0);
      wrongAt(
          verifyWithLeaves(GOOD.copy().insert(400, TamperedLog.record(0, inserted))),
          400,
          Kind.INSERTED);
    }

    @Test
    void givenARepeatedRecord_thenHistoryStandsAndTheRepeatIsNamed() {
      TamperedLog log = GOOD.copy();
      log.insert(700, log.records().get(123));
      VerificationReport report = verifyWithLeaves(log);
      assertThat(report.misfit()).isEmpty();
      assertThat(report.repeats()).containsExactly(new VerificationReport.Repeat(701, 123));
      assertThat(report.passedOver()).containsEntry("duplicate", 1L);
    }

    @Test
    void givenARepeatInPlaceOfARecord_thenThePositionOfTheLostOneIsNamed() {
      TamperedLog log = GOOD.copy();
      log.replace(700, log.records().get(123).bytes());
      wrongAt(verifyWithLeaves(log), 700, Kind.MISSING);
    }

    @Test
    void givenJunkInPlaceOfARecord_thenItsPositionIsNamed() {
      wrongAt(
          verifyWithLeaves(GOOD.copy().replace(COMMITS - 1, new byte[] {1, 2, 3})),
          COMMITS - 1,
          Kind.TRUNCATED);
      byte[] unknown = GOOD.records().get(600).bytes().clone();
      unknown[3] = 99;
      wrongAt(verifyWithLeaves(GOOD.copy().replace(600, unknown)), 600, Kind.UNREADABLE);
    }

    @Test
    void givenRandomTampering_thenTheFirstWrongPositionIsNamed() {
      long seed = new Random().nextLong();
      Random random = new Random(seed);
      for (int round = 0; round < 60; round++) {
        int position = random.nextInt(COMMITS - 20);
        TamperedLog log = GOOD.copy();
        String what = "seed %d: ".formatted(seed);
        switch (random.nextInt(4)) {
          case 0 -> log.edit(position);
          case 1 -> log.drop(position, 1 + random.nextInt(10));
          case 2 -> log.swap(position, position + 1 + random.nextInt(10));
          default -> log.truncate(position);
        }
        for (int more = random.nextInt(3); more > 0; more--) {
          int after = position + random.nextInt(10);
          if (after < log.records().size()) {
            log.edit(after);
          }
        }
        Misfit misfit = verifyWithLeaves(log).misfit().orElseThrow();
        assertThat(misfit.exact()).as(what + misfit).isTrue();
        assertThat(misfit.from()).as(what + misfit).isEqualTo(position);
      }
    }
  }

  @Nested
  class WithCheckpointsAlone {

    @Test
    void givenTampering_thenItLiesBetweenTheCheckpoints() {
      KeptCheckpoint[] kept = {kept(100), kept(400), kept(401), kept(800)};
      wrongWithin(verify(GOOD.copy().edit(250), kept), 100, 399);
      wrongWithin(verify(GOOD.copy().edit(400), kept), 400, 400);
      wrongWithin(verify(GOOD.copy().drop(50, 1), kept), 0, 99);
      wrongWithin(verify(GOOD.copy().swap(500, 501), kept), 401, 799);
      wrongWithin(verify(GOOD.copy().truncate(600), kept), 401, 600);
      assertThat(verify(GOOD.copy().edit(900), kept).misfit()).isEmpty();
    }

    @Test
    void givenNoCheckpoints_thenLostHistoryShowsWhereStreamsHaveGaps() {
      VerificationReport report = verify(GOOD.copy().drop(500, 1));
      wrongWithin(report, 494, 506);
      assertThat(report.misfit().orElseThrow().kind()).isEqualTo(Kind.MISSING);
    }
  }

  @Nested
  class Checkpoints {

    @Test
    void givenAForgedCheckpoint_thenItIsNoEvidence() {
      MerkleHash other = ReferenceTree.root(ENTRIES.subList(0, 10));
      KeptCheckpoint forged = kept(signer(ORIGIN), ORIGIN, 500, other);
      VerificationReport report = verify(GOOD, forged, kept(COMMITS));
      assertThat(report.misfit()).isEmpty();
      assertThat(report.forged()).isTrue();
      assertThat(report.checkpoints())
          .anyMatch(checked ->
              checked.kept().equals(forged)
                  && checked.signature() == Signature.BAD
                  && checked.result() == Result.NO_EVIDENCE);
    }

    @Test
    void givenNoKey_thenSignaturesAreNotChecked() {
      VerificationReport report =
          Verification.of(GOOD.source(), List.of(kept(500)), List.of(), List.of(), read -> {});
      assertThat(report.checkpoints().getFirst().signature()).isEqualTo(Signature.NOT_CHECKED);
      assertThat(report.confirmed()).isEqualTo(500);
    }

    @Test
    void givenACheckpointOfAnotherJournal_thenItIsNoEvidence() {
      String other = Checkpoint.origin(new JournalId("other"));
      VerificationReport report =
          verify(GOOD, kept(signer(other), other, 500, ReferenceTree.root(List.of())));
      assertThat(report.misfit()).isEmpty();
      assertThat(report.checkpoints().getFirst().result()).isEqualTo(Result.NO_EVIDENCE);
      assertThat(report.checkpoints().getFirst().message()).startsWith("of another journal");
    }

    @Test
    void givenTwoHistoriesSignedByTheSameKey_thenTheOneThatDoesNotFitIsNamed() {
      KeptCheckpoint other = kept(signer, ORIGIN, 500, ReferenceTree.root(List.of()));
      wrongWithin(verify(GOOD, kept(400), other, kept(COMMITS)), 400, 499);
    }

    @Test
    void givenLeavesThatNoCheckpointConfirms_thenTheyAreNotBelieved() {
      List<byte[]> wrong = new ArrayList<>();
      LongStream.range(0, COMMITS).forEach(i -> wrong.add(new byte[MerkleHash.BYTES]));
      VerificationReport report =
          Verification.of(
              GOOD.source(),
              List.of(kept(COMMITS)),
              keys,
              List.of(leaves(wrong, COMMITS)),
              read -> {});
      assertThat(report.misfit()).isEmpty();
    }
  }

  @Nested
  class Copies {

    private final JournalId copyId = new JournalId("copy");

    private LogIdentity identity(int size) {
      String root = ReferenceTree.root(ENTRIES.subList(0, size)).toString();
      return LogIdentity.ofTopic(copyId, Optional.of(new Adoption(ID, size - 1L, root)));
    }

    private VerificationReport verify(TamperedLog log, int adopted, KeptCheckpoint... kept) {
      return Verification.of(
          log.source(identity(adopted)), List.of(kept), keys, List.of(), read -> {});
    }

    @Test
    void givenACopy_thenCheckpointsOfTheOriginalHoldUpToTheAdoptedPosition() {
      VerificationReport report = verify(GOOD, 600, kept(500), kept(600), kept(COMMITS));
      assertThat(report.misfit()).isEmpty();
      assertThat(report.confirmed()).isEqualTo(600);
      assertThat(report.checkpoints())
          .extracting(CheckedCheckpoint::result)
          .containsExactly(Result.FITS, Result.FITS, Result.NO_EVIDENCE);
    }

    @Test
    void givenACopyThatIsNotWhatItsGenesisSays_thenThatIsSeen() {
      wrongWithin(verify(GOOD.copy().edit(300), 600), 0, 599);
      wrongWithin(verify(GOOD.copy().edit(300), 600, kept(200)), 200, 599);
    }

    @Test
    void givenAnExportedFile_thenAppendTimesDoNotMatter() {
      TamperedLog late = TamperedLog.of(ID, COMMITS, STREAMS);
      late.records()
          .replaceAll(record ->
              new RawRecord(record.offset(), java.time.Instant.EPOCH, true, record.bytes()));
      VerificationReport report =
          Verification.of(
              late.source(LogIdentity.ofExport(ID, COMMITS - 1)),
              List.of(),
              keys,
              List.of(),
              read -> {});
      assertThat(report.misfit()).isEmpty();
      assertThat(report.size()).isEqualTo(COMMITS);
    }
  }

  @Test
  void givenManyIds_thenEachIsKnownByItsPosition() {
    TakenIds ids = new TakenIds();
    for (int i = 0; i < 20_000; i++) {
      var id = new dev.assay.events.journal.CommitId("id-" + i);
      assertThat(ids.position(id)).isEmpty();
      ids.take(id, i);
    }
    for (int i = 0; i < 20_000; i++) {
      assertThat(ids.position(new dev.assay.events.journal.CommitId("id-" + i))).hasValue(i);
    }
  }
}
