package dev.assay.events.journal.proof;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** RFC 6962 §2.1 to the letter: recursive, slow, and without a line of what it checks. */
public final class ReferenceTree {

  private ReferenceTree() {}

  /** MTH(D[n]). */
  public static MerkleHash root(List<LogEntry> entries) {
    return MerkleHash.of(hash(entries));
  }

  private static byte[] hash(List<LogEntry> entries) {
    int n = entries.size();
    if (n == 0) {
      return sha256(new byte[0]);
    }
    if (n == 1) {
      return sha256(new byte[] {0}, entries.getFirst().bytes());
    }
    int k = split(n);
    return sha256(new byte[] {1}, hash(entries.subList(0, k)), hash(entries.subList(k, n)));
  }

  /** PATH(m, D[n]). */
  static List<MerkleHash> path(int m, List<LogEntry> entries) {
    int n = entries.size();
    if (n == 1) {
      return List.of();
    }
    int k = split(n);
    return m < k
        ? and(path(m, entries.subList(0, k)), entries.subList(k, n))
        : and(path(m - k, entries.subList(k, n)), entries.subList(0, k));
  }

  /** PROOF(m, D[n]). */
  static List<MerkleHash> proof(int m, List<LogEntry> entries) {
    return subproof(m, entries, true);
  }

  private static List<MerkleHash> subproof(int m, List<LogEntry> entries, boolean whole) {
    int n = entries.size();
    if (m == n) {
      return whole ? List.of() : List.of(root(entries));
    }
    int k = split(n);
    return m <= k
        ? and(subproof(m, entries.subList(0, k), whole), entries.subList(k, n))
        : and(subproof(m - k, entries.subList(k, n), false), entries.subList(0, k));
  }

  private static List<MerkleHash> and(List<MerkleHash> path, List<LogEntry> beside) {
    List<MerkleHash> longer = new ArrayList<>(path);
    longer.add(root(beside));
    return longer;
  }

  private static int split(int n) {
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    return k;
  }

  private static byte[] sha256(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    try {
      return MessageDigest.getInstance("SHA-256").digest(all.toByteArray());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
