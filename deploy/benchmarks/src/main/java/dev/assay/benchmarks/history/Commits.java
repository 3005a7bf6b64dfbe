package dev.assay.benchmarks.history;

import dev.assay.events.Event;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.RequestInfo;
import dev.assay.events.journal.StreamName;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Makes commits that look as if a client of an organisation had caused them. Thread-safe. */
final class Commits {

  private static final Actor ACTOR =
      new Actor("sp-7f3c2b19", "image-pipeline", Actor.Kind.SERVICE_PRINCIPAL);
  private static final String HASH_PREFIX = "5a".repeat(24);
  private static final String USER_AGENT = "packer/1.15.4 hcp-go-sdk/0.23.0";

  private final OrganizationId organization;
  private final InstantSource clock;
  private final AtomicLong count = new AtomicLong();

  Commits(OrganizationId organization, InstantSource clock) {
    this.organization = organization;
    this.clock = clock;
  }

  Commit of(StreamName stream, long firstSequence, String cause, List<Event> events) {
    long number = count.getAndIncrement();
    String id = Ids.next();
    return new Commit(
        new CommitId(id),
        HASH_PREFIX + HexFormat.of().toHexDigits(number),
        organization,
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        ACTOR,
        cause,
        new RequestInfo("req-" + id, "192.0.2.17", USER_AGENT),
        List.of(new Append(stream, firstSequence, events)),
        List.of());
  }
}
