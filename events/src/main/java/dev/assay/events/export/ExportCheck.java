package dev.assay.events.export;

import dev.assay.events.codec.Decoded;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.codec.UnreadableEventException;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.proof.LogEntry;
import dev.assay.events.journal.proof.MerkleFrontier;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Reads all records of a file and makes of them what a journal makes of them: times, leaves and the
 * root of the tree. What the file says of itself is then true, or it is refused. Bounded memory.
 */
public final class ExportCheck {

  private static final int TELL_EVERY = 10_000;

  private final JournalCodec codec = new JournalCodec();
  private final MerkleFrontier tree = MerkleFrontier.empty();
  private final MessageDigest sha256 = newSha256();
  private Instant time = Instant.EPOCH;
  private final CheckpointCheck checkpoints;
  private Optional<String> masterKeyId = Optional.empty();

  private ExportCheck(ExportHeader header) {
    this.checkpoints = new CheckpointCheck(header.journalId());
  }

  /**
   * Checks a file.
   *
   * @param progress told how many records have been read, now and then
   * @throws ExportRefusedException if it is cut, changed, of a newer Assay, or not what it says
   * @throws IOException if it cannot be read
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static void check(ExportFile file, LongConsumer progress) throws IOException {
    ExportCheck check = new ExportCheck(file.header());
    Iterator<byte[]> records = file.records();
    for (long position = 0; records.hasNext(); position++) {
      check.add(position, records.next());
      if ((position + 1) % TELL_EVERY == 0) {
        progress.accept(position + 1);
      }
    }
    check.compare(file.header());
    Optional<String> checkpoint = file.checkpoint();
    if (checkpoint.isPresent()) {
      check.checkpoints.check(checkpoint.get(), check.tree.size(), check.tree.root());
    }
  }

  private void add(long position, byte[] record) {
    Commit commit = commit(position, record);
    time = commit.at().isAfter(time) ? commit.at() : time;
    String hash = HexFormat.of().formatHex(sha256.digest(record));
    tree.add(new LogEntry(position, time, hash), (level, index, kept) -> {});
    checkpoints.add(commit);
    masterKeyId = MasterKeyInForce.after(commit).or(() -> masterKeyId);
  }

  private Commit commit(long position, byte[] record) {
    try {
      return switch (codec.decode(record)) {
        case Decoded.Commit(Commit commit) -> commit;
        case Decoded.Genesis genesis -> throw noCommit(position, "a genesis");
        case Decoded.Foreign(String reason) -> throw noCommit(position, reason);
        case Decoded.UnknownFormat(int format) ->
            throw noCommit(
                position,
                "format: %d (expected: at most %d; use a newer Assay)"
                    .formatted(format, JournalCodec.FORMAT));
      };
    } catch (UnreadableEventException e) {
      throw noCommit(position, e.getMessage() + " (use a newer Assay)");
    }
  }

  private static ExportRefusedException noCommit(long position, String found) {
    return new ExportRefusedException(
        "record at position %d: no commit that can be read: %s".formatted(position, found));
  }

  private void compare(ExportHeader header) {
    expect("root", tree.root().toString(), header.root());
    expect("time", time.toString(), header.time().toString());
    expect("masterKeyId", masterKeyId.orElse("none"), header.masterKeyId().orElse("none"));
  }

  private void expect(String field, String found, String stated) {
    if (!found.equals(stated)) {
      throw new ExportRefusedException(
          "positions 0 to %d: %s: %s (expected: %s, as the file says)"
              .formatted(tree.size() - 1, field, found, stated));
    }
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: absent (expected: in every JDK)", e);
    }
  }
}
