package dev.assay.events.journal.arbitration;

import static dev.assay.events.journal.CommitFixtures.commit;
import static dev.assay.events.journal.CommitFixtures.stream;
import static dev.assay.events.journal.CommitFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.arbitration.Verdict.Accepted;
import dev.assay.events.journal.arbitration.Verdict.Gap;
import dev.assay.events.journal.arbitration.Verdict.Void;
import dev.assay.events.journal.arbitration.Verdict.Void.Kind;
import dev.assay.events.system.SystemEvent.StreamRepaired;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArbiterTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final StreamName A = stream("aaa");
  private static final StreamName B = stream("bbb");

  private final State state = new State();

  private Verdict judge(Commit commit) {
    return new Arbiter().judge(state, commit, NOW);
  }

  private static Commit inA(long sequence) {
    return commit(NOW, A, sequence);
  }

  private static Kind kind(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Void.class);
    return ((Void) verdict).kind();
  }

  @Test
  void givenTheNextSequence_thenAcceptedWithTheNewHead() {
    state.heads.put(A, 4L);
    assertThat(judge(inA(5))).isEqualTo(new Accepted(NOW, Map.of(A, 5L), Set.of()));
  }

  @ParameterizedTest
  @CsvSource({"-10001,false", "-10000,true", "0,true", "2000,true", "2001,false"})
  void givenAt_thenTheWindowIncludesItsEnds(long aheadMillis, boolean accepted) {
    Verdict verdict = judge(commit(NOW.plusMillis(aheadMillis), A, 0));
    assertThat(verdict instanceof Accepted).isEqualTo(accepted);
    if (!accepted) {
      assertThat(kind(verdict)).isEqualTo(Kind.OUT_OF_TIME);
    }
  }

  @Test
  void givenALaterTimeBefore_thenTimeStandsStill() {
    state.time = NOW.plusSeconds(1);
    assertThat(((Accepted) judge(inA(0))).time()).isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void givenAnAcceptedId_thenDuplicateBeforeAnythingElse() {
    Commit commit = commit(NOW.minusSeconds(99)).id("x").append(A, 77, updated("aaa")).build();
    state.ids.put(new CommitId("x"), new AcceptedId(3, NOW, "00"));
    assertThat(kind(judge(commit))).isEqualTo(Kind.DUPLICATE);
  }

  @Test
  void givenAnOldRecordWithAGap_thenItSaysNothingAboutHistory() {
    assertThat(kind(judge(commit(NOW.minusSeconds(99), A, 77)))).isEqualTo(Kind.OUT_OF_TIME);
  }

  @Test
  void givenAConflictAndAGap_thenTheGapShows() {
    state.heads.put(A, 4L);
    Commit both = commit(NOW).append(A, 4, updated("aaa")).append(B, 9, updated("bbb")).build();
    assertThat(((Gap) judge(both)).streams()).containsExactly(B);
  }

  @Test
  void givenAnExpectationBeyondTheHead_thenGap() {
    Commit beyond = commit(NOW).append(A, 0, updated("aaa")).expect(B, 0).build();
    assertThat(((Gap) judge(beyond)).streams()).containsExactly(B);
  }

  @Test
  void givenAQuarantinedStream_thenAppendsAreVoidAndExpectationsHold() {
    state.quarantined.add(A);
    assertThat(kind(judge(inA(0)))).isEqualTo(Kind.QUARANTINED);
    assertThat(judge(commit(NOW).append(B, 0, updated("bbb")).expect(A, -1).build()))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void givenARepair_thenItsCommitMayGoOnWithTheStream() {
    state.quarantined.add(A);
    state.heads.put(A, 2L);
    Commit repair =
        commit(NOW)
            .append(StreamName.SYSTEM, 0, new StreamRepaired(A, 7))
            .append(A, 8, updated("aaa"))
            .build();
    assertThat(judge(repair))
        .isEqualTo(new Accepted(NOW, Map.of(A, 8L, StreamName.SYSTEM, 0L), Set.of(A)));
  }

  @Test
  void givenTheSystemStreamQuarantined_thenItRepairsItself() {
    state.quarantined.add(StreamName.SYSTEM);
    Commit repair =
        commit(NOW).append(StreamName.SYSTEM, 5, new StreamRepaired(StreamName.SYSTEM, 4)).build();
    assertThat(judge(repair))
        .isEqualTo(new Accepted(NOW, Map.of(StreamName.SYSTEM, 5L), Set.of(StreamName.SYSTEM)));
  }

  @Test
  void givenARepairOutsideTheSystemStream_thenItRepairsNothing() {
    state.quarantined.add(A);
    Commit stray = commit(NOW).append(B, 0, new StreamRepaired(A, 7)).build();
    assertThat(((Accepted) judge(stray)).repaired()).isEmpty();
  }

  /** What was taken over from another journal, up to position 5. */
  @Nested
  class Adopted {

    private final Arbiter copies = new Arbiter(5);

    private Verdict adopt(Commit commit) {
      return copies.judge(state, commit, NOW.plusSeconds(1_000_000));
    }

    @Test
    void givenAnOldCommit_thenItsAppendTimeDoesNotMatter() {
      assertThat(adopt(commit(NOW, A, 0))).isInstanceOf(Accepted.class);
    }

    @Test
    void givenTheFirstCommitAfterIt_thenItsAppendTimeMattersAgain() {
      state.position = 4;
      assertThat(adopt(commit(NOW, A, 0))).isInstanceOf(Accepted.class);
      state.position = 5;
      assertThat(adopt(commit(NOW, A, 0)))
          .isInstanceOfSatisfying(
              Void.class, no -> assertThat(no.kind()).isEqualTo(Void.Kind.OUT_OF_TIME));
    }

    @Test
    void givenARepair_thenNoQuarantineIsNeeded() {
      state.heads.put(A, 2L);
      Commit repair = commit(NOW).append(StreamName.SYSTEM, 0, new StreamRepaired(A, 7)).build();
      assertThat(adopt(repair)).isInstanceOf(Accepted.class);
    }

    @Test
    void givenACommitThatCannotHaveBeenAccepted_thenItIsAMisfit() {
      state.heads.put(A, 2L);
      state.position = 3;
      assertThat(adopt(commit(NOW, A, 2))).isInstanceOf(Verdict.Misfit.class);
      assertThat(adopt(commit(NOW, A, 4)))
          .isInstanceOfSatisfying(
              Verdict.Misfit.class, misfit -> assertThat(misfit.position()).isEqualTo(4));
      Commit lower = commit(NOW).append(StreamName.SYSTEM, 0, new StreamRepaired(A, 1)).build();
      assertThat(adopt(lower)).isInstanceOf(Verdict.Misfit.class);
    }

    @Test
    void givenARepeatedId_thenItIsVoidAsAlways() {
      Commit commit = commit(NOW, A, 0);
      state.ids.put(commit.id(), new AcceptedId(0, NOW, commit.requestHash()));
      assertThat(adopt(commit))
          .isInstanceOfSatisfying(
              Void.class, no -> assertThat(no.kind()).isEqualTo(Void.Kind.DUPLICATE));
    }
  }

  private static final class State implements ArbitrationState {
    private final Map<StreamName, Long> heads = new HashMap<>();
    private final Map<CommitId, AcceptedId> ids = new HashMap<>();
    private final Set<StreamName> quarantined = new HashSet<>();
    private Instant time = Instant.EPOCH;
    private long position = -1;

    @Override
    public long head(StreamName stream) {
      return heads.getOrDefault(stream, -1L);
    }

    @Override
    public Optional<AcceptedId> accepted(CommitId id) {
      return Optional.ofNullable(ids.get(id));
    }

    @Override
    public boolean quarantined(StreamName stream) {
      return quarantined.contains(stream);
    }

    @Override
    public Instant time() {
      return time;
    }

    @Override
    public long position() {
      return position;
    }
  }
}
