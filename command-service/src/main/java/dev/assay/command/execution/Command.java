package dev.assay.command.execution;

import dev.assay.events.journal.StreamName;

/**
 * What may be asked of an aggregate. A value: its text is what a repeated command is known by, so
 * it shows everything that is asked and nothing that is secret.
 */
public interface Command {

  /** The stream, and so the aggregate, that decides. */
  StreamName stream();

  /** What it is asked of, as messages name it: {@code bucket: base}. */
  String askedOf();

  /** Whether it holds off while a revocation goes through the organisation's buckets. */
  boolean yieldsToCascades();
}
