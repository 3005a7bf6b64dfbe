package dev.assay.events.journal.arbitration;

import java.time.Instant;

/**
 * What is remembered of an accepted commit under its id.
 *
 * @param position its position
 * @param time its time, ms
 * @param requestHash what was asked for under its id
 */
public record AcceptedId(long position, Instant time, String requestHash) {}
