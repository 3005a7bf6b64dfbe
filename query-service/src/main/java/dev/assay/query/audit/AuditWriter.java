package dev.assay.query.audit;

import dev.assay.projections.audit.AuditRow;
import dev.assay.projections.wire.WireJson;
import dev.assay.projections.wire.v1.AuditCsv;
import dev.assay.projections.wire.v1.AuditEntry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to an answer as they come. An answer that breaks off has no end that HTTP would
 * accept, so that nobody takes it for whole. For use by one thread.
 */
final class AuditWriter implements AutoCloseable {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final AuditFormat format;
  private final HttpServletResponse response;
  private @Nullable OutputStream out;

  AuditWriter(AuditFormat format, HttpServletResponse response) {
    this.format = format;
    this.response = response;
  }

  /** Begins the answer: from here on it can only break off. */
  void begin(long position) throws IOException {
    response.setContentType(format.contentType());
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"audit-" + position + "." + format.value() + "\"");
    out = new BufferedOutputStream(response.getOutputStream(), BUFFER_BYTES);
    if (format == AuditFormat.CSV) {
      write(AuditCsv.header().getBytes(StandardCharsets.UTF_8));
    }
  }

  void write(AuditRow row) throws IOException {
    AuditEntry entry = AuditEntry.of(row);
    if (format == AuditFormat.CSV) {
      write(AuditCsv.line(entry).getBytes(StandardCharsets.UTF_8));
    } else {
      write(WireJson.mapper().writeValueAsBytes(entry));
      write(new byte[] {'\n'});
    }
  }

  private void write(byte[] bytes) throws IOException {
    if (out != null) {
      out.write(bytes);
    }
  }

  /** Sends what is left; after a failure that does no harm. */
  @Override
  public void close() throws IOException {
    if (out != null) {
      out.flush();
    }
  }
}
