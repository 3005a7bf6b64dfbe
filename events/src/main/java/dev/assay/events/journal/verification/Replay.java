package dev.assay.events.journal.verification;

import dev.assay.events.codec.Decoded;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.codec.UnreadableEventException;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.arbitration.AcceptedId;
import dev.assay.events.journal.arbitration.Arbiter;
import dev.assay.events.journal.arbitration.ArbitrationState;
import dev.assay.events.journal.arbitration.Verdict;
import dev.assay.events.journal.proof.LogEntry;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges the records of a log in their order, as every reader does, and keeps no more than that
 * needs: heads of streams, ids. Used by one thread.
 */
final class Replay implements ArbitrationState {

  private record Head(long sequence, long position) {}

  private final JournalCodec codec = new JournalCodec();
  private final MessageDigest sha256;
  private final LogIdentity identity;
  private final Arbiter arbiter;
  private final Map<StreamName, Head> heads = new HashMap<>();
  private final TakenIds ids = new TakenIds();
  private final Set<StreamName> quarantined = new HashSet<>();
  private long position = -1;
  private Instant time = Instant.EPOCH;

  Replay(LogIdentity identity) {
    this.identity = identity;
    this.arbiter = new Arbiter(identity.judgedElsewhere());
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: absent (expected: in every JDK)", e);
    }
  }

  Step step(RawRecord record) {
    try {
      return switch (codec.decode(record.bytes())) {
        case Decoded.Commit(Commit commit) -> judge(record, commit);
        case Decoded.Genesis(var genesis) ->
            new Step.Foreign(record.offset(), "genesis of " + genesis.journalId());
        case Decoded.Foreign(String reason) -> new Step.Foreign(record.offset(), reason);
        case Decoded.UnknownFormat(int format) ->
            new Step.Unreadable(
                record.offset(),
                "format: %d (expected: at most %d)".formatted(format, JournalCodec.FORMAT));
      };
    } catch (UnreadableEventException e) {
      return new Step.Unreadable(record.offset(), String.valueOf(e.getMessage()));
    }
  }

  private Step judge(RawRecord record, Commit commit) {
    if (!record.stamped()) {
      return new Step.Foreign(record.offset(), "it carries its writer's time");
    }
    String hash = HexFormat.of().formatHex(sha256.digest(record.bytes()));
    return switch (arbiter.judge(this, commit, record.appendTime())) {
      case Verdict.Accepted accepted -> accept(record.offset(), commit, accepted, hash);
      case Verdict.Void(var kind, var reason) ->
          new Step.Void(
              record.offset(),
              hash,
              commit.at(),
              kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
              reason,
              ids.position(commit.id()).orElse(-1));
      case Verdict.Misfit(long at, var reason) ->
          new Step.Unreadable(
              record.offset(), "it cannot be the commit at position " + at + ": " + reason);
      case Verdict.Gap(var streams, var reason) -> {
        quarantined.addAll(streams);
        yield new Step.Gap(record.offset(), hash, commit.at(), firstMissing(streams), reason);
      }
    };
  }

  private Step accept(long offset, Commit commit, Verdict.Accepted accepted, String hash) {
    position++;
    time = accepted.time();
    accepted.heads().forEach((stream, head) -> heads.put(stream, new Head(head, position)));
    quarantined.removeAll(accepted.repaired());
    ids.take(commit.id(), position);
    identity
        .adopts()
        .filter(adoption -> adoption.position() == position)
        .ifPresent(adoption -> quarantined.addAll(adoption.quarantined()));
    return new Step.Accepted(offset, new LogEntry(position, time, hash), commit.at());
  }

  private long firstMissing(Set<StreamName> streams) {
    return streams.stream()
        .map(heads::get)
        .mapToLong(head -> head == null ? 0 : head.position() + 1)
        .min()
        .orElse(0);
  }

  /** The streams whose history is missing to the end. */
  Set<StreamName> quarantined() {
    return Set.copyOf(quarantined);
  }

  @Override
  public long head(StreamName stream) {
    Head head = heads.get(stream);
    return head == null ? -1 : head.sequence();
  }

  /** Only that, and where, an id was taken is remembered here. */
  @Override
  public Optional<AcceptedId> accepted(CommitId id) {
    var taken = ids.position(id);
    return taken.isPresent()
        ? Optional.of(new AcceptedId(taken.getAsLong(), Instant.EPOCH, ""))
        : Optional.empty();
  }

  @Override
  public boolean quarantined(StreamName stream) {
    return quarantined.contains(stream);
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public Instant time() {
    return time;
  }
}
