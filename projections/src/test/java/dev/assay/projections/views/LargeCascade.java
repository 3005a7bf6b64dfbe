package dev.assay.projections.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.Event;
import dev.assay.events.bucket.BucketEvent.ChannelAssigned;
import dev.assay.events.bucket.BucketEvent.ChannelCreated;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.InheritedRevocationEnded;
import dev.assay.events.bucket.BucketEvent.IterationCreated;
import dev.assay.events.bucket.BucketEvent.IterationPublished;
import dev.assay.events.bucket.BucketEvent.RevocationInherited;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.AssignmentCause;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.channel.RollbackCause;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.RevokedAncestor;
import dev.assay.events.iteration.TemplateType;
import dev.assay.projections.fixtures.Story;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.paging.SortOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** As many descendants as a cascade should cope with, each with a channel that points at it. */
final class LargeCascade {

  static final int DESCENDANTS = 10_000;

  private static final int PER_COMMIT = 500;
  private static final RevokedAncestor BASE =
      new RevokedAncestor(
          Story.PROJECT,
          new BucketId("01BASE"),
          new BucketName("base"),
          new IterationId("01BASE"),
          new Fingerprint("base"),
          1);

  private final TestJournal journal;

  LargeCascade(TestJournal journal) {
    this.journal = journal;
    journal.tell(new Story().bucket());
    for (int from = 0; from < DESCENDANTS; from += PER_COMMIT) {
      journal.commit(
          IntStream.range(from, from + PER_COMMIT).boxed().flatMap(LargeCascade::made).toList());
    }
  }

  private static IterationId iteration(int n) {
    return new IterationId("iteration-" + n);
  }

  private static ChannelId channel(int n) {
    return new ChannelId("channel-" + n);
  }

  private static Stream<Event> made(int n) {
    return Stream.of(
        new IterationCreated(
            Story.BUCKET, iteration(n), new Fingerprint("fp-" + n), TemplateType.HCL2),
        new IterationPublished(Story.BUCKET, iteration(n), n + 1),
        new ChannelCreated(Story.BUCKET, channel(n), new ChannelName("to-" + n), false, false),
        new ChannelAssigned(Story.BUCKET, channel(n), iteration(n), null, AssignmentCause.MANUAL));
  }

  /** All inherit in one commit, and every channel goes to nothing. */
  long revoke() {
    List<Event> events = new ArrayList<>();
    for (int n = 0; n < DESCENDANTS; n++) {
      events.add(new RevocationInherited(Story.BUCKET, iteration(n), BASE, null, null, false));
      events.add(
          new ChannelRolledBack(
              Story.BUCKET, channel(n), null, iteration(n), RollbackCause.REVOCATION));
    }
    return journal.commit(events);
  }

  /** All are freed in one commit. */
  long restore() {
    return journal.commit(
        IntStream.range(0, DESCENDANTS)
            .mapToObj(
                n -> new InheritedRevocationEnded(Story.BUCKET, iteration(n), BASE.iterationId()))
            .toList());
  }

  /** How many are revoked in one read snapshot; all or none, and with them their channels. */
  static long assertWhole(ViewRecords records, long revokedAt, long restoredAt) {
    boolean revoked = records.position() >= revokedAt && records.position() < restoredAt;
    long count = revoked(records);
    assertThat(count).isEqualTo(revoked ? DESCENDANTS : 0);
    long pointing =
        records.channels(Story.BUCKET).stream()
            .filter(channel -> channel.iterationId() != null)
            .count();
    assertThat(pointing).isEqualTo(records.position() < revokedAt ? DESCENDANTS : 0);
    return count;
  }

  private static long revoked(ViewRecords records) {
    long count = 0;
    var request = new PageRequest("versions", PageRequest.MAX_SIZE, Optional.empty());
    Page<IterationRecord> page;
    do {
      page = records.iterations(Story.BUCKET, SortOrder.ascending("name"), request);
      count += page.items().stream().filter(each -> !each.revocations().isEmpty()).count();
      var next = page.pagination().nextPageToken();
      request =
          PageRequest.of("versions", String.valueOf(PageRequest.MAX_SIZE), next, null)
              .orElseThrow(refusal -> new IllegalStateException(refusal.toString()));
    } while (!page.pagination().nextPageToken().isEmpty());
    return count;
  }
}
