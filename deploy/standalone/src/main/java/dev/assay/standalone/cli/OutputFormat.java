package dev.assay.standalone.cli;

/** How a command tells what it did. */
enum OutputFormat {
  /** For people. */
  text,
  /** For programs: one JSON object. */
  json
}
