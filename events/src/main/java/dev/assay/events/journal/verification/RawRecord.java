package dev.assay.events.journal.verification;

import java.time.Instant;

/**
 * A record as it lies in a log.
 *
 * @param offset its place in the log
 * @param appendTime when the broker took it; without meaning where the log was judged elsewhere
 * @param stamped whether that time is the broker's
 * @param bytes not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record RawRecord(long offset, Instant appendTime, boolean stamped, byte[] bytes) {}
