package dev.assay.projections.edge;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A request whose body was read, and can be read again, once. Used by one thread. */
final class WholeRequest extends HttpServletRequestWrapper {

  private final byte[] body;
  private final ServletInputStream stream;

  private WholeRequest(HttpServletRequest request, byte[] body) {
    super(request);
    this.body = body;
    this.stream = new Replayed(body);
  }

  static WholeRequest of(HttpServletRequest request) throws IOException {
    return new WholeRequest(request, request.getInputStream().readAllBytes());
  }

  /** SHA-256 (lower-case hex) over what is asked: method, path and query as sent, body. */
  String hash() {
    MessageDigest digest = sha256();
    add(digest, getMethod());
    add(digest, getRequestURI());
    add(digest, getQueryString() == null ? "" : getQueryString());
    digest.update(body);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** None of them can hold a line break. */
  private static void add(MessageDigest digest, String part) {
    digest.update((part + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: missing (expected: part of every JDK)", e);
    }
  }

  @Override
  public ServletInputStream getInputStream() {
    return stream;
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  private static final class Replayed extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    Replayed(byte[] body) {
      this.bytes = new ByteArrayInputStream(body);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return bytes.read(into, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("reading later (expected: blocking reads)");
    }
  }
}
