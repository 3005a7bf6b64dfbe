package dev.assay.events.journal;

import java.time.Instant;

/**
 * An accepted commit.
 *
 * @param position 0, 1, 2, … among the accepted commits, the same on every replica
 * @param time max(at, time of the one before), ms: the only time that answers show
 * @param recordHash SHA-256 of the record, lower-case hex
 */
public record RecordedCommit(long position, Instant time, String recordHash, Commit commit) {}
