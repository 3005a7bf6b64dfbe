package dev.assay.events.journal;

import dev.assay.events.journal.proof.LogEntry;

/**
 * An accepted commit as it lies in the log.
 *
 * @param entry position, time and hash of the record
 * @param bytes the record; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record CommitRecord(LogEntry entry, byte[] bytes) {}
