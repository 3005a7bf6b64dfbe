package dev.assay.projections.paging;

import dev.assay.projections.asof.Pin;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Checked;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where a page of a list begins: opaque to callers, safe in a URL. It holds for one list only, with
 * one order and one set of filters. It grants nothing, so it carries a checksum against accidents
 * and no signature: what it holds is checked like anything else that a caller sends.
 *
 * @param direction which way to read from the key
 * @param key sort key of the item beside which the page begins, which is itself not part of it
 * @param pin the moment that the list is of, empty for now
 */
public record PageToken(Direction direction, List<String> key, Optional<Pin> pin) {

  private static final byte FORMAT = 1;
  private static final byte PINNED_FORMAT = 2;
  private static final int SUM_BYTES = 8;
  private static final int PIN_BYTES = 1 + 2 * Long.BYTES;

  public PageToken {
    key = List.copyOf(key);
  }

  /** In a list as it is now. */
  public PageToken(Direction direction, List<String> key) {
    this(direction, key, Optional.empty());
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
    return MessageDigest.isEqual(sum, sum(content, list))
        ? read(content).map(Checked::valid).orElseGet(() -> foreign(field, token))
        : foreign(field, token);
  }

  private static Checked<PageToken> foreign(String field, String token) {
    return Checked.invalid(field, Shown.value(token), "a token that this list gave, unchanged");
  }

  private byte[] content() {
    var parts = key.stream().map(part -> part.getBytes(StandardCharsets.UTF_8)).toList();
    int length = parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum();
    var content = ByteBuffer.allocate(2 + PIN_BYTES + length);
    content.put(pin.isPresent() ? PINNED_FORMAT : FORMAT).put((byte) direction.ordinal());
    pin.ifPresent(pinned ->
        content
            .put((byte) (pinned.named() ? 1 : 0))
            .putLong(pinned.position())
            .putLong(pinned.clock().toEpochMilli()));
    parts.forEach(part -> content.putInt(part.length).put(part));
    return Arrays.copyOf(content.array(), content.position());
  }

  /** Empty where it was not written by {@link #content()}. */
  private static Optional<PageToken> read(byte[] bytes) {
    var content = ByteBuffer.wrap(bytes);
    try {
      byte format = content.get();
      var direction = Direction.values()[content.get()];
      Optional<Pin> pin = format == PINNED_FORMAT ? Optional.of(pin(content)) : Optional.empty();
      List<String> key = new ArrayList<>();
      while (content.hasRemaining()) {
        byte[] part = new byte[Math.min(content.getInt(), content.remaining())];
        content.get(part);
        key.add(new String(part, StandardCharsets.UTF_8));
      }
      return format == FORMAT || format == PINNED_FORMAT
          ? Optional.of(new PageToken(direction, key, pin))
          : Optional.empty();
    } catch (BufferUnderflowException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Pin pin(ByteBuffer content) {
    boolean named = content.get() == 1;
    long position = content.getLong();
    return new Pin(position, Instant.ofEpochMilli(content.getLong()), named);
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
