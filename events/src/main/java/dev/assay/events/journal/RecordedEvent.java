package dev.assay.events.journal;

import dev.assay.events.Event;
import java.time.Instant;

/**
 * An accepted event where it stands.
 *
 * @param sequence 0, 1, 2, … in its stream
 * @param position position of its commit
 * @param time time of its commit, ms
 * @param actor who caused its commit
 * @param cause name of the command that decided it
 */
public record RecordedEvent(
    StreamName stream,
    long sequence,
    long position,
    Instant time,
    Actor actor,
    String cause,
    Event event) {}
