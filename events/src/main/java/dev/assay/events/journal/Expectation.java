package dev.assay.events.journal;

/**
 * A stream that a decision rested on without adding to it.
 *
 * @param sequence sequence of its head at the time of the decision, −1 for a stream without events
 */
public record Expectation(StreamName stream, long sequence) {}
