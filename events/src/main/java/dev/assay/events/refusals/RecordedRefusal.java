package dev.assay.events.refusals;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refused request where it stands.
 *
 * @param offset where it stands in the log of refusals; gaps are possible
 * @param time when the log took it, ms
 * @param request null for a record that is not one of ours
 */
public record RecordedRefusal(long offset, Instant time, @Nullable RefusedRequest request) {}
