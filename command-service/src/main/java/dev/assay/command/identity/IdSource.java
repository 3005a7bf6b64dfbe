package dev.assay.command.identity;

/** Makes identities. Safe for use by many threads. */
@FunctionalInterface
public interface IdSource {

  /** A value that was never given before: a ULID, 26 characters, upper case. */
  String next();
}
