package dev.assay.projections.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.bucket.BucketId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.memory.InMemoryRecordSnapshots;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.channel.AssignmentRecord;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.fixtures.Folding;
import dev.assay.projections.fixtures.RelationsAssert;
import dev.assay.projections.fixtures.Story;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.paging.SortOrder;
import dev.assay.projections.records.JournalRecords;
import dev.assay.projections.records.PastRecords;
import dev.assay.projections.records.RecordSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Compares views with the simplest fold of the same journal, and with the records of write answers.
 */
final class ViewsAssert {

  private static final PageRequest ALL = new PageRequest("test", 1000, Optional.empty());

  private ViewsAssert() {}

  static void assertEqualJournal(Views views, Journal journal) {
    try (var records = views.read(Consistency.LATEST);
        var events = journal.read(TestJournal.STREAM, 0)) {
      assertThat(records.position()).isEqualTo(journal.end());
      var folding = Folding.of(events.toList());
      var answers = new JournalRecords(journal, JournalRecords.Bounds.DEFAULT).at(journal.end());
      assertEqual(records, folding, answers);
      RelationsAssert.assertEqual(answers, folding);
      var past =
          new PastRecords(journal, new InMemoryRecordSnapshots(), PastRecords.Bounds.DEFAULT);
      RelationsAssert.assertEqual(past.asOf(journal.end()), folding);
    }
  }

  private static void assertEqual(ViewRecords records, Folding folding, RecordSource answers) {
    var bucket = records.bucket(Story.PROJECT, Story.NAME);
    assertThat(bucket).isEqualTo(folding.bucket());
    assertThat(bucket).isEqualTo(answers.bucket(Story.PROJECT, Story.NAME));
    assertThat(buckets(records)).isEqualTo(folding.bucket().stream().toList());
    bucket.map(BucketRecord::id).ifPresent(id -> assertEqual(records, folding, answers, id));
    RelationsAssert.assertEqual(records, folding);
  }

  private static void assertEqual(
      ViewRecords records, Folding folding, RecordSource answers, BucketId bucket) {
    assertThat(records.bucket(bucket)).isEqualTo(folding.bucket());
    for (var iteration : folding.iterations()) {
      assertThat(records.iteration(iteration.id())).contains(iteration);
      assertThat(records.iteration(bucket, iteration.fingerprint())).contains(iteration);
      assertThat(answers.iteration(iteration.id())).contains(iteration);
    }
    assertThat(iterations(records, bucket, "created_at"))
        .containsExactlyInAnyOrderElementsOf(folding.iterations())
        .isSortedAccordingTo(Comparator.comparing(IterationRecord::createdAt).reversed());
    assertThat(iterations(records, bucket, "name"))
        .hasSameSizeAs(folding.iterations())
        .isSortedAccordingTo(Comparator.comparingInt(IterationRecord::number).reversed());
    assertThat(records.newestPublished(bucket)).isEqualTo(folding.newestPublished(bucket));
    assertThat(records.channels(bucket)).isEqualTo(folding.channels(bucket));
    assertThat(records.channels(bucket)).isEqualTo(answers.channels(bucket));
    for (var channel : folding.channels(bucket)) {
      assertThat(records.channel(bucket, channel.name())).contains(channel);
      assertHistory(records, folding, channel);
    }
  }

  private static void assertHistory(ViewRecords records, Folding folding, ChannelRecord channel) {
    List<AssignmentRecord> shown =
        folding.assignments(channel.id()).stream()
            .filter(interval -> interval.iteration() != null)
            .toList()
            .reversed();
    assertThat(records.history(channel.id(), ALL).items()).isEqualTo(shown);
    assertThat(records.historyCount(channel.id())).isEqualTo(shown.size());
  }

  private static List<BucketRecord> buckets(ViewRecords records) {
    return records.buckets(Story.PROJECT, SortOrder.ascending("name"), ALL).items();
  }

  private static List<IterationRecord> iterations(
      ViewRecords records, BucketId bucket, String field) {
    return records.iterations(bucket, SortOrder.descending(field), ALL).items();
  }
}
