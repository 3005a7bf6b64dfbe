package dev.assay.events.journal.verification;

import dev.assay.events.journal.proof.LogEntry;
import dev.assay.events.journal.proof.MerkleHasher;
import dev.assay.events.journal.verification.Misfit.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The first position at which a log does not hold the leaf that was kept, and what lies around it:
 * from the hashes alone it can often be told what was done. Used by one thread.
 */
final class Departure {

  /** How many records around the place are looked at, and how many leaves. */
  static final int WINDOW = 4_096;

  /** How many of them are tried in every place of the window. */
  private static final int TRIED = 64;

  private final MerkleHasher hasher = new MerkleHasher();
  private final ConfirmedLeaves leaves;
  private final long position;
  private final Instant timeBefore;
  private final List<Suspect> suspects = new ArrayList<>();
  private @Nullable Suspect there;

  /** A commit at or behind the place, and the time that it would have there. */
  private record Suspect(long offset, String recordHash, Instant time, String what) {}

  /** A suspect that once stood at a later position. */
  private record Follower(Suspect suspect, long position) {}

  /**
   * @param timeBefore time of the last commit that fits
   */
  Departure(ConfirmedLeaves leaves, long position, Instant timeBefore) {
    this.leaves = leaves;
    this.position = position;
    this.timeBefore = timeBefore;
  }

  /** Takes every record behind the last commit that fits. */
  void follow(Step step) {
    if (suspects.size() >= WINDOW) {
      return;
    }
    switch (step) {
      case Step.Accepted(long offset, LogEntry entry, Instant at) -> {
        Suspect suspect =
            suspect(offset, entry.recordHash(), at, "as position " + entry.position());
        there = there == null ? suspect : there;
        suspects.add(suspect);
      }
      case Step.Void v ->
          suspects.add(suspect(v.offset(), v.recordHash(), v.at(), "void: " + v.reason()));
      case Step.Gap g ->
          suspects.add(suspect(g.offset(), g.recordHash(), g.at(), "void: " + g.reason()));
      case Step.Foreign _, Step.Unreadable _ -> {}
    }
  }

  private Suspect suspect(long offset, String recordHash, Instant at, String what) {
    Instant time = at.isAfter(timeBefore) ? at : timeBefore;
    return new Suspect(offset, recordHash, time, what);
  }

  Misfit misfit(Optional<Step.Unreadable> stopped) {
    Optional<Suspect> elsewhere =
        suspects.stream().filter(suspect -> stoodAt(position, suspect)).findFirst();
    boolean stranger = there != null && laterPosition(there).isEmpty();
    if (elsewhere.isPresent()) {
      return stranger ? inserted(elsewhere.get()) : reordered(elsewhere.get());
    }
    Optional<Follower> follower = stranger ? Optional.empty() : follower();
    if (follower.isPresent()) {
      return missing(follower.get());
    }
    return there == null && stopped.isPresent() ? unreadable(stopped.get()) : lost();
  }

  private Misfit inserted(Suspect elsewhere) {
    return exact(
        Kind.INSERTED, "a commit stands there that was no part of history; " + lies(elsewhere));
  }

  private Misfit reordered(Suspect elsewhere) {
    return exact(Kind.REORDERED, lies(elsewhere));
  }

  private String lies(Suspect elsewhere) {
    return "the commit of position %d lies at offset %d (%s)"
        .formatted(position, elsewhere.offset(), elsewhere.what());
  }

  private Misfit missing(Follower follower) {
    return exact(
        Kind.MISSING,
        "%d commits are gone: next comes the one of position %d, at offset %d (%s)"
            .formatted(
                follower.position() - position,
                follower.position(),
                follower.suspect().offset(),
                follower.suspect().what()));
  }

  private Misfit unreadable(Step.Unreadable record) {
    return exact(
        Kind.UNREADABLE,
        "the record at offset %d cannot be read: %s".formatted(record.offset(), record.reason()));
  }

  /** Nothing that follows is known. */
  private Misfit lost() {
    if (suspects.isEmpty()) {
      return exact(
          Kind.TRUNCATED,
          "history ends before it; %d commits up to position %d are gone"
              .formatted(leaves.size() - position, leaves.size() - 1));
    }
    Suspect first = there == null ? suspects.getFirst() : there;
    return exact(
        Kind.EDITED,
        "another record lies at offset %d, SHA-256 %s (%s)"
            .formatted(first.offset(), first.recordHash(), first.what()));
  }

  private Misfit exact(Kind kind, String message) {
    return new Misfit(position, position, kind, message);
  }

  /** The first of the suspects that once stood at a later position. */
  private Optional<Follower> follower() {
    return suspects.stream()
        .limit(TRIED)
        .flatMap(suspect -> {
          OptionalLong later = laterPosition(suspect);
          return later.isPresent()
              ? Stream.of(new Follower(suspect, later.getAsLong()))
              : Stream.empty();
        })
        .findFirst();
  }

  private OptionalLong laterPosition(Suspect suspect) {
    long end = Math.min(leaves.size(), position + WINDOW);
    for (long later = position + 1; later < end; later++) {
      if (stoodAt(later, suspect)) {
        return OptionalLong.of(later);
      }
    }
    return OptionalLong.empty();
  }

  private boolean stoodAt(long place, Suspect suspect) {
    LogEntry entry = new LogEntry(place, suspect.time(), suspect.recordHash());
    return place < leaves.size() && leaves.holds(place, hasher.leaf(entry.bytes()));
  }
}
