package dev.assay.projections.paging;

import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Checked;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where a page of a list begins: opaque to callers, safe in a URL. It holds for one list only, with
 * one order and one set of filters. It grants nothing, so it carries a checksum against accidents
 * and no signature.
 *
 * @param direction which way to read from the key
 * @param key sort key of the item beside which the page begins, which is itself not part of it
 */
public record PageToken(Direction direction, List<String> key) {

  private static final byte FORMAT = 1;
  private static final int SUM_BYTES = 8;

  public PageToken {
    key = List.copyOf(key);
  }

  /**
   * @param list what the token is for: the list, its order and its filters
   */
  public String encode(String list) {
    byte[] content = content();
    var token =
        ByteBuffer.allocate(SUM_BYTES + content.length).put(sum(content, list)).put(content);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
  }

  /**
   * @param field the field that the caller wrote it in
   * @param list what the token must be for, as it was encoded
   */
  public static Checked<PageToken> decode(String field, String token, String list) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException _) {
      return foreign(field, token);
    }
    if (bytes.length <= SUM_BYTES) {
      return foreign(field, token);
    }
    var read = ByteBuffer.wrap(bytes);
    byte[] sum = new byte[SUM_BYTES];
    byte[] content = new byte[bytes.length - SUM_BYTES];
    read.get(sum).get(content);
    return MessageDigest.isEqual(sum, sum(content, list)) && content[0] == FORMAT
        ? Checked.valid(read(content))
        : foreign(field, token);
  }

  private static Checked<PageToken> foreign(String field, String token) {
    return Checked.invalid(field, Shown.value(token), "a token that this list gave, unchanged");
  }

  private byte[] content() {
    var parts = key.stream().map(part -> part.getBytes(StandardCharsets.UTF_8)).toList();
    int length = parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum();
    var content = ByteBuffer.allocate(2 + length).put(FORMAT).put((byte) direction.ordinal());
    parts.forEach(part -> content.putInt(part.length).put(part));
    return content.array();
  }

  private static PageToken read(byte[] bytes) {
    var content = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    var direction = Direction.values()[content.get()];
    List<String> key = new ArrayList<>();
    while (content.hasRemaining()) {
      byte[] part = new byte[content.getInt()];
      content.get(part);
      key.add(new String(part, StandardCharsets.UTF_8));
    }
    return new PageToken(direction, key);
  }

  private static byte[] sum(byte[] content, String list) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(list.getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) 0);
      return Arrays.copyOf(sha256.digest(content), SUM_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: absent (expected: in every JDK)", e);
    }
  }
}
