package dev.assay.events.journal.memory;

import dev.assay.events.codec.Decoded;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.codec.UnreadableEventException;
import dev.assay.events.journal.Adoption;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.arbitration.AcceptedId;
import dev.assay.events.journal.arbitration.Arbiter;
import dev.assay.events.journal.arbitration.ArbitrationState;
import dev.assay.events.journal.arbitration.Verdict;
import dev.assay.events.journal.proof.LogEntry;
import dev.assay.events.journal.proof.MerkleHash;
import dev.assay.events.journal.proof.MerkleTree;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one reader made of the records so far. Guarded by the lock of its {@link InMemoryJournal}.
 */
final class InMemoryReplica implements ArbitrationState {

  private final JournalCodec codec = new JournalCodec();
  private final Optional<Adoption> adopts;
  private final Arbiter arbiter;
  private final InMemoryIndex index = new InMemoryIndex();
  private final InMemoryTiles tiles = new InMemoryTiles();
  private final List<RecordedCommit> commits = new ArrayList<>();
  private final List<byte[]> records = new ArrayList<>();
  private final Map<CommitId, RecordedCommit> ids = new HashMap<>();
  private final Map<StreamName, Long> heads = new HashMap<>();
  private final Map<StreamName, Long> quarantined = new HashMap<>();
  private int nextOffset;
  private long foreignRecords;
  private @Nullable String halted;

  /**
   * @param adopts what the log took over from another journal
   */
  InMemoryReplica(Optional<Adoption> adopts) {
    this.adopts = adopts;
    this.arbiter = new Arbiter(adopts.map(Adoption::position).orElse(-1L));
  }

  /** Why a copy that was read to its end cannot be worked on, empty if it can. */
  Optional<String> unfinished() {
    return adopts
        .filter(adoption -> halted != null || position() < adoption.position())
        .map(adoption ->
            halted != null
                ? halted
                : "an unfinished copy of journal %s, %d of %d commits are there"
                    .formatted(adoption.journalId(), commits.size(), adoption.position() + 1));
  }

  /**
   * Reads the log up to and with an offset, or to where it must stop.
   *
   * @return the verdict on the record at that offset, null if it is no commit or was not read now
   */
  @Nullable Verdict readThrough(InMemoryLog log, int offset) {
    @Nullable Verdict last = null;
    while (nextOffset <= offset && halted == null) {
      last = read(log.at(nextOffset));
      if (halted == null) {
        nextOffset++;
      }
    }
    return last;
  }

  private @Nullable Verdict read(InMemoryLog.Entry entry) {
    try {
      return switch (codec.decode(entry.bytes())) {
        case Decoded.Commit(Commit commit) -> judge(entry, commit);
        case Decoded.Genesis genesis -> genesis();
        case Decoded.Foreign foreign -> foreign();
        case Decoded.UnknownFormat(int format) ->
            halt(
                "format: %d (expected: at most %d; upgrade Assay to a version that reads it)"
                    .formatted(format, JournalCodec.FORMAT));
      };
    } catch (UnreadableEventException e) {
      return halt(e.getMessage());
    }
  }

  private @Nullable Verdict genesis() {
    return nextOffset == 0 ? null : foreign();
  }

  private @Nullable Verdict foreign() {
    foreignRecords++;
    return null;
  }

  private @Nullable Verdict halt(@Nullable String problem) {
    halted = "record at offset " + nextOffset + ": " + problem;
    return null;
  }

  private Verdict judge(InMemoryLog.Entry entry, Commit commit) {
    Verdict verdict = arbiter.judge(this, commit, entry.appendTime());
    switch (verdict) {
      case Verdict.Accepted accepted -> accept(entry, commit, accepted);
      case Verdict.Misfit misfit -> halt(misfit.reason());
      case Verdict.Gap gap -> quarantine(gap.streams());
      case Verdict.Void no -> {}
    }
    return verdict;
  }

  private void accept(InMemoryLog.Entry entry, Commit commit, Verdict.Accepted accepted) {
    RecordedCommit recorded =
        new RecordedCommit(commits.size(), accepted.time(), sha256(entry.bytes()), commit);
    commits.add(recorded);
    records.add(entry.bytes());
    tiles.add(new LogEntry(recorded.position(), recorded.time(), recorded.recordHash()));
    ids.put(commit.id(), recorded);
    heads.putAll(accepted.heads());
    quarantined.keySet().removeAll(accepted.repaired());
    index.add(recorded);
    adopts.filter(adoption -> adoption.position() == position()).ifPresent(this::adopted);
  }

  /** All of the other journal has been read: it is what the genesis says, or reading ends. */
  private void adopted(Adoption adoption) {
    MerkleHash root = new MerkleTree(tiles).root(commits.size());
    if (root.toString().equals(adoption.root())) {
      quarantine(adoption.quarantined());
    } else {
      halt(
          "positions 0 to %d have the root %s (expected: %s, as journal %s had it)"
              .formatted(adoption.position(), root, adoption.root(), adoption.journalId()));
    }
  }

  private void quarantine(Set<StreamName> streams) {
    streams.forEach(stream -> quarantined.put(stream, position()));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: missing (expected: in every JDK)", e);
    }
  }

  @Override
  public long head(StreamName stream) {
    return heads.getOrDefault(stream, -1L);
  }

  @Override
  public Optional<AcceptedId> accepted(CommitId id) {
    return commit(id)
        .map(commit ->
            new AcceptedId(commit.position(), commit.time(), commit.commit().requestHash()));
  }

  @Override
  public boolean quarantined(StreamName stream) {
    return quarantined.containsKey(stream);
  }

  Map<StreamName, Long> quarantined() {
    return quarantined;
  }

  @Override
  public long position() {
    return commits.size() - 1L;
  }

  @Override
  public Instant time() {
    return commits.isEmpty() ? Instant.EPOCH : commits.getLast().time();
  }

  Optional<RecordedCommit> commit(CommitId id) {
    return Optional.ofNullable(ids.get(id));
  }

  Optional<LogEntry> entry(long position) {
    return position >= 0 && position < commits.size()
        ? Optional.of(commits.get((int) position))
            .map(c -> new LogEntry(c.position(), c.time(), c.recordHash()))
        : Optional.empty();
  }

  Optional<byte[]> record(long position) {
    return position >= 0 && position < records.size()
        ? Optional.of(records.get((int) position).clone())
        : Optional.empty();
  }

  InMemoryTiles tiles() {
    return tiles;
  }

  List<RecordedCommit> commits() {
    return commits;
  }

  InMemoryIndex index() {
    return index;
  }

  long foreignRecords() {
    return foreignRecords;
  }

  Optional<String> halted() {
    return Optional.ofNullable(halted);
  }
}
