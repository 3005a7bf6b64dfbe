package dev.assay.projections.wire.v1;

import dev.assay.projections.audit.Change;
import dev.assay.projections.wire.WireJson;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the audit log as CSV (RFC 4180: comma, CRLF, cells with a comma, a quote or a line break
 * in quotes). A text that a spreadsheet would take for a formula gets a quote mark {@code '} in
 * front, as OWASP advises: what callers send must not run on an auditor's desk.
 */
public final class AuditCsv {

  private static final String FORMULA = "=+-@\t\r\n";
  private static final String LINE = "\r\n";

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "time",
          "position",
          "outcome",
          "status",
          "code",
          "message",
          "action",
          "command",
          "cause",
          "subject",
          "actor_id",
          "actor_name",
          "actor_kind",
          "request_id",
          "source_address",
          "user_agent",
          "organization_id",
          "project_id",
          "bucket",
          "bucket_id",
          "channel",
          "channel_id",
          "version",
          "version_id",
          "build_id",
          "changes",
          "omitted_changes");

  private AuditCsv() {}

  /** The first line: names of the columns. */
  public static String header() {
    return String.join(",", COLUMNS) + LINE;
  }

  /** One line. */
  public static String line(AuditEntry e) {
    return Stream.<@Nullable Object>of(
                e.id(),
                WireJson.time(e.time()),
                e.position(),
                e.outcome(),
                e.status(),
                e.code(),
                e.message(),
                e.action(),
                e.command(),
                e.cause(),
                e.subject(),
                e.actor().id(),
                e.actor().name(),
                e.actor().kind(),
                e.request().id(),
                e.request().sourceAddress(),
                e.request().userAgent(),
                e.organizationId(),
                e.projectId(),
                e.bucket(),
                e.bucketId(),
                e.channel(),
                e.channelId(),
                e.version(),
                e.versionId(),
                e.buildId(),
                changes(e.changes()),
                e.omittedChanges())
            .map(AuditCsv::cell)
            .collect(Collectors.joining(","))
        + LINE;
  }

  private static String changes(List<Change> changes) {
    return changes.isEmpty() ? "" : WireJson.mapper().writeValueAsString(changes);
  }

  private static String cell(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Number number -> number.toString();
      default -> quoted(harmless(value.toString()));
    };
  }

  private static String harmless(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
