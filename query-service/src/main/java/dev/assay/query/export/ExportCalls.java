package dev.assay.query.export;

import dev.assay.events.export.Export;
import dev.assay.events.export.ExportHeader;
import dev.assay.events.journal.Journal;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import dev.assay.projections.refusal.Refusal;
import dev.assay.query.http.AnswersAsOf;
import dev.assay.query.http.Reads;
import dev.assay.query.proof.CheckpointSigner;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Streams the journal as a file. What is written meanwhile is not in it, and is not held up. */
@RestController
final class ExportCalls {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Journal journal;
  private final Reads reads;
  private final CheckpointSigner signer;
  private final InstantSource clock;

  ExportCalls(Journal journal, Reads reads, CheckpointSigner signer, InstantSource clock) {
    this.journal = journal;
    this.reads = reads;
    this.signer = signer;
    this.clock = clock;
  }

  /** An answer that is cut off has no end, as the file shows: nobody takes it for a whole one. */
  @AnswersAsOf
  @GetMapping("/assay/v1/export")
  void export(@RequestAttribute(Session.ATTRIBUTE) Session session, HttpServletResponse response)
      throws IOException {
    session.access().refusalToOperate().ifPresent(ExportCalls::refuse);
    Export export =
        reads.folded(session, position -> Export.of(journal, position, clock.instant()));
    ExportHeader header = export.header();
    String checkpoint = signer.sign(header.commits()).toString();
    response.setContentType("application/zip");
    response.setBufferSize(BUFFER_BYTES);
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"assay-%s-%d.zip\""
            .formatted(header.journalId(), header.position()));
    export.writeTo(response.getOutputStream(), Optional.of(checkpoint), _ -> {});
  }

  private static void refuse(Refusal refusal) {
    throw new RefusalException(refusal);
  }
}
