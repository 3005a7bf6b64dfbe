package dev.assay.projections.edge;

import dev.assay.projections.refusal.Refusal;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Refuses bodies above {@value #BODY_BYTES} bytes ({@value #SBOM_BYTES} for an SBOM document),
 * announced or not, and those that trickle in: {@value #GRACE_SECONDS} s and then {@value
 * #BYTES_PER_SECOND} bytes a second must do.
 */
final class BodyLimits implements Filter {

  static final long BODY_BYTES = 512 * 1024;
  static final long SBOM_BYTES = 48 * 1024 * 1024;
  static final long GRACE_SECONDS = 20;
  static final long BYTES_PER_SECOND = 16 * 1024;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    long limitBytes = http.getRequestURI().endsWith("/sboms") ? SBOM_BYTES : BODY_BYTES;
    if (http.getContentLengthLong() > limitBytes) {
      throw tooLarge(http.getContentLengthLong() + " bytes", limitBytes);
    }
    chain.doFilter(new LimitedRequest(http, limitBytes), response);
  }

  static boolean isTooSlow(long bytes, long nanos) {
    return nanos > TimeUnit.SECONDS.toNanos(GRACE_SECONDS + bytes / BYTES_PER_SECOND);
  }

  private static RefusalException tooLarge(String size, long limitBytes) {
    return new RefusalException(
        new Refusal.TooLarge("body: " + size + " (expected: <= " + limitBytes + " bytes)"));
  }

  private static final class LimitedRequest extends HttpServletRequestWrapper {
    private final long limitBytes;

    LimitedRequest(HttpServletRequest request, long limitBytes) {
      super(request);
      this.limitBytes = limitBytes;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new LimitedStream(super.getInputStream(), limitBytes);
    }

    @Override
    public BufferedReader getReader() throws IOException {
      return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
  }

  /** Counts what is read. Used by one thread. */
  private static final class LimitedStream extends ServletInputStream {
    private final ServletInputStream stream;
    private final long limitBytes;
    private final long beganNanos = System.nanoTime();
    private long readBytes;

    LimitedStream(ServletInputStream stream, long limitBytes) {
      this.stream = stream;
      this.limitBytes = limitBytes;
    }

    @Override
    public int read() throws IOException {
      int value = stream.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = stream.read(bytes, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int bytes) throws SocketTimeoutException {
      readBytes += bytes;
      if (readBytes > limitBytes) {
        throw tooLarge("more than " + limitBytes + " bytes", limitBytes);
      }
      if (bytes > 0 && isTooSlow(readBytes, System.nanoTime() - beganNanos)) {
        throw new SocketTimeoutException("body: " + readBytes + " bytes, too slowly");
      }
    }

    @Override
    public boolean isFinished() {
      return stream.isFinished();
    }

    @Override
    public boolean isReady() {
      return stream.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      stream.setReadListener(listener);
    }
  }
}
