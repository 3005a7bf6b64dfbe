package dev.assay.events.journal;

import dev.assay.events.access.OrganizationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is appended to the journal at once: all of it or nothing, over as many streams as it names.
 *
 * @param id accepted once at most
 * @param requestHash SHA-256 (lower-case hex) of what was asked for; a second commit under the same
 *     id and another hash is refused
 * @param organization whose commit it is, null for the registry's own
 * @param at the writer's clock, cut to ms; accepted only from 10 s behind to 2 s ahead of the
 *     broker's append time
 * @param cause name of the command that decided it
 * @param appends at least one; each stream once
 * @param expects streams that must not have moved
 */
public record Commit(
    CommitId id,
    String requestHash,
    @Nullable OrganizationId organization,
    Instant at,
    Actor actor,
    String cause,
    RequestInfo request,
    List<Append> appends,
    List<Expectation> expects) {

  /**
   * @throws IllegalArgumentException if there is no append or a stream stands in two of them
   */
  public Commit {
    if (appends.isEmpty()) {
      throw new IllegalArgumentException("appends: none (expected: at least 1)");
    }
    if (appends.size() > 1
        && appends.stream().map(Append::stream).distinct().count() != appends.size()) {
      throw new IllegalArgumentException("appends: a stream twice (expected: each stream once)");
    }
    at = at.truncatedTo(ChronoUnit.MILLIS);
    appends = List.copyOf(appends);
    expects = List.copyOf(expects);
  }
}
