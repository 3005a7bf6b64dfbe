package dev.assay.projections.wire.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.projections.audit.AuditRow;
import dev.assay.projections.audit.Change;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows as CSV: nothing breaks a line, nothing runs in a spreadsheet. */
class AuditCsvTest {

  private static AuditEntry entry(String subject, String userAgent, List<Change> changes) {
    return new AuditEntry(
        "7-0",
        Instant.parse("2026-11-24T20:00:00Z"),
        7L,
        AuditRow.Outcome.OK,
        null,
        null,
        null,
        "bucket.update",
        "UpdateBucket",
        null,
        subject,
        new AuditEntry.Actor("p-1", "alice", "service_principal"),
        new AuditEntry.Request("r-1", "10.0.0.1", userAgent),
        "o-1",
        "p-1",
        "base",
        "b-1",
        null,
        null,
        null,
        null,
        null,
        changes,
        0);
  }

  @Test
  void givenRow_thenItsCellsStandUnderTheHeader() {
    assertThat(AuditCsv.header().split(",", -1)).hasSize(28);
    assertThat(AuditCsv.line(entry("bucket base", "packer", List.of())))
        .isEqualTo(
            "7-0,2026-11-24T20:00:00.000Z,7,OK,,,,bucket.update,UpdateBucket,,bucket"
                + " base,p-1,alice,service_principal,r-1,10.0.0.1,packer,o-1,p-1,base,b-1,,,,,,,0\r\n");
  }

  @Test
  void givenCommasQuotesAndLines_thenTheyStayWithinTheirCell() {
    String line =
        AuditCsv.line(
            entry("a,\"b\"\r\nc", "x", List.of(new Change("description", null, "1,\"2\""))));
    assertThat(line).contains(",\"a,\"\"b\"\"\r\nc\",");
    assertThat(line)
        .contains(
            ",\"[{\"\"field\"\":\"\"description\"\",\"\"before\"\":null,\"\"after\"\":\"\"1,\\\"\"2\\\"\"\"\"}]\",0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0"})
  void givenWhatASpreadsheetWouldRun_thenItIsText(String formula) {
    String line = AuditCsv.line(entry(formula, "x", List.of()));
    assertThat(line).contains("'" + formula).doesNotContain("," + formula);
  }
}
