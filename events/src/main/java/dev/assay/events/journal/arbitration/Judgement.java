package dev.assay.events.journal.arbitration;

import dev.assay.events.Event;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.Expectation;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.arbitration.Verdict.Accepted;
import dev.assay.events.journal.arbitration.Verdict.Gap;
import dev.assay.events.journal.arbitration.Verdict.Void;
import dev.assay.events.journal.arbitration.Verdict.Void.Kind;
import dev.assay.events.system.SystemEvent.StreamRepaired;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The questions about streams that {@link Arbiter} asks of one commit. Used by one thread, once.
 */
final class Judgement {

  private final ArbitrationState state;
  private final Commit commit;
  private final boolean adopted;

  /** New heads: of the repairs first, then also of the appends. */
  private final Map<StreamName, Long> heads = new HashMap<>();

  Judgement(ArbitrationState state, Commit commit) {
    this(state, commit, false);
  }

  private Judgement(ArbitrationState state, Commit commit, boolean adopted) {
    this.state = state;
    this.commit = commit;
    this.adopted = adopted;
  }

  /** Of a commit that was accepted in another journal: its repairs need no quarantine here. */
  static Judgement ofAdopted(ArbitrationState state, Commit commit) {
    return new Judgement(state, commit, true);
  }

  Verdict verdict() {
    for (StreamRepaired repair : repairs()) {
      @Nullable Void invalid = applyRepair(repair);
      if (invalid != null) {
        return invalid;
      }
    }
    Set<StreamName> repaired = heads.isEmpty() ? Set.of() : Set.copyOf(heads.keySet());
    @Nullable Verdict objection = quarantined();
    if (objection == null) {
      objection = gap();
    }
    if (objection == null) {
      objection = conflict();
    }
    return objection == null ? accepted(repaired) : objection;
  }

  private List<StreamRepaired> repairs() {
    List<StreamRepaired> repairs = new ArrayList<>();
    for (Append append : commit.appends()) {
      if (append.stream().equals(StreamName.SYSTEM)) {
        for (Event event : append.events()) {
          if (event instanceof StreamRepaired repair) {
            repairs.add(repair);
          }
        }
      }
    }
    return repairs;
  }

  private @Nullable Void applyRepair(StreamRepaired repair) {
    StreamName stream = repair.repairedStream();
    if (!adopted && !state.quarantined(stream)) {
      return new Void(
          Kind.INVALID_REPAIR,
          "repairedStream: " + stream + " is not quarantined (expected: one that is)");
    }
    if (repair.headSequence() < state.head(stream)) {
      return new Void(
          Kind.INVALID_REPAIR,
          "headSequence: %d of %s (expected: >= %d, its last event)"
              .formatted(repair.headSequence(), stream, state.head(stream)));
    }
    heads.put(stream, repair.headSequence());
    return null;
  }

  private @Nullable Void quarantined() {
    for (Append append : commit.appends()) {
      if (state.quarantined(append.stream()) && !heads.containsKey(append.stream())) {
        return new Void(Kind.QUARANTINED, Quarantine.message(append.stream()));
      }
    }
    return null;
  }

  private @Nullable Gap gap() {
    Map<StreamName, String> beyond = new LinkedHashMap<>();
    for (Append append : commit.appends()) {
      if (append.firstSequence() > head(append.stream()) + 1) {
        beyond.put(
            append.stream(),
            "firstSequence: %d of %s (expected: at most %d, one past its head)"
                .formatted(append.firstSequence(), append.stream(), head(append.stream()) + 1));
      }
    }
    for (Expectation expected : commit.expects()) {
      if (expected.sequence() > head(expected.stream())) {
        beyond.putIfAbsent(
            expected.stream(),
            "expected sequence: %d of %s (expected: at most %d, its head)"
                .formatted(expected.sequence(), expected.stream(), head(expected.stream())));
      }
    }
    return beyond.isEmpty()
        ? null
        : new Gap(
            new TreeSet<>(beyond.keySet()),
            "history is missing: " + beyond.values().stream().collect(Collectors.joining("; ")));
  }

  private @Nullable Void conflict() {
    for (Append append : commit.appends()) {
      if (append.firstSequence() <= head(append.stream())) {
        return moved(append.stream(), append.firstSequence() - 1);
      }
    }
    for (Expectation expected : commit.expects()) {
      if (expected.sequence() < head(expected.stream())) {
        return moved(expected.stream(), expected.sequence());
      }
    }
    return null;
  }

  private Void moved(StreamName stream, long decidedOn) {
    return new Void(
        Kind.CONFLICT,
        "stream %s is at %d (expected: %d, as decided on)"
            .formatted(stream, head(stream), decidedOn));
  }

  private Accepted accepted(Set<StreamName> repaired) {
    for (Append append : commit.appends()) {
      heads.put(append.stream(), append.firstSequence() + append.events().size() - 1);
    }
    Instant time = commit.at().isAfter(state.time()) ? commit.at() : state.time();
    return new Accepted(time, heads, repaired);
  }

  private long head(StreamName stream) {
    Long changed = heads.get(stream);
    return changed == null ? state.head(stream) : changed;
  }
}
