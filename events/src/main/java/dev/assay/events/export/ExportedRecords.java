package dev.assay.events.export;

import dev.assay.events.journal.verification.LogIdentity;
import dev.assay.events.journal.verification.RawRecord;
import dev.assay.events.journal.verification.RecordSource;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

/**
 * The records of an exported file, to be verified. Its methods throw {@link ExportRefusedException}
 * where a part is missing or damaged. Used by one thread.
 */
public final class ExportedRecords implements RecordSource {

  private final String name;
  private final ExportFile file;
  private final Iterator<byte[]> records;
  private long offset;

  /**
   * @param name what people call the file
   */
  public ExportedRecords(String name, ExportFile file) {
    this.name = "file " + name;
    this.file = file;
    this.records = file.records();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public LogIdentity identity() {
    return LogIdentity.ofExport(file.header().journalId(), file.header().position());
  }

  @Override
  public Optional<RawRecord> next() {
    return records.hasNext()
        ? Optional.of(new RawRecord(++offset, Instant.EPOCH, true, records.next()))
        : Optional.empty();
  }
}
