package dev.assay.projections.store;

/**
 * One part of an {@link IndexKey}. Numbers come before texts; texts are ordered by their UTF-8
 * bytes.
 */
public sealed interface KeyPart {

  record Text(String value) implements KeyPart {}

  record Number(long value) implements KeyPart {}
}
