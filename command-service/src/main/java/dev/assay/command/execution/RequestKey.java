package dev.assay.command.execution;

import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;

/**
 * What a request is known by when it comes again: a key of the caller's choice, and what was asked
 * under it. An id is accepted once at most by the whole journal (ADR 2), so a commit whose id is
 * made of the key happens once, on whatever instance and however late it is asked for again.
 *
 * @param key unique for a caller
 * @param requestHash SHA-256 (lower-case hex) of the request
 */
public record RequestKey(String key, String requestHash) {

  /** A UUID of version 8 (RFC 9562): no caller can make that of another. */
  public CommitId commitId(Caller caller) {
    ByteBuffer hash =
        ByteBuffer.wrap(sha256(caller.organization() + "\n" + caller.actor().id() + "\n" + key));
    long high = hash.getLong() & ~0xf000L | 0x8000L;
    long low = hash.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
    return new CommitId(new UUID(high, low).toString());
  }

  /** Why a request under this key is refused; empty unless the commit is that of another one. */
  public Optional<Refusal> objection(Commit first) {
    return first.requestHash().equals(requestHash) ? Optional.empty() : Optional.of(reused());
  }

  Refusal reused() {
    return new Refusal.KeyReused(
        "Idempotency-Key: "
            + Shown.value(key)
            + " stands for another request (expected: the same method, path, query and body, or a"
            + " new key)");
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: missing (expected: part of every JDK)", e);
    }
  }
}
