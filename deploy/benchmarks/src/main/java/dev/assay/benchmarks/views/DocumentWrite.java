package dev.assay.benchmarks.views;

import org.jspecify.annotations.Nullable;

/**
 * A document that a batch put or removed.
 *
 * @param key of the document, unique within the collection
 * @param document its bytes, null for a removal
 */
record DocumentWrite(String collection, String key, byte @Nullable [] document) {}
