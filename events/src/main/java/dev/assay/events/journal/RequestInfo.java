package dev.assay.events.journal;

import org.jspecify.annotations.Nullable;

/**
 * Which request caused a commit, for auditors.
 *
 * @param id request id, also answered to the caller
 * @param sourceAddress IP address of the caller, null where there was no call
 * @param userAgent what the client said it is, null where it said nothing
 */
public record RequestInfo(String id, @Nullable String sourceAddress, @Nullable String userAgent) {}
