package dev.assay.projections.records;

import dev.assay.events.Subject;
import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.StreamName;
import dev.assay.projections.bucket.BucketRecord;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.revocation.RevocationReason;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The records as of one position of the journal. */
record RecordsAt(JournalRecords journal, long position) implements RecordSource {

  @Override
  public Optional<BucketRecord> bucket(ProjectId project, BucketName name) {
    return journal.ask(
        StreamName.bucket(project, name), position, folded -> folded.bucketAt(position));
  }

  @Override
  public Optional<BucketRecord> bucket(BucketId id) {
    return in(id, (_, folded) -> folded.bucketAt(position));
  }

  @Override
  public Optional<IterationRecord> iteration(IterationId id) {
    return journal
        .streamOf(Subject.of(id))
        .flatMap(stream ->
            journal.ask(
                stream, position, folded -> journal.iteration(stream, folded, position, id)));
  }

  @Override
  public Optional<IterationRecord> iteration(BucketId bucket, Fingerprint fingerprint) {
    return in(
        bucket,
        (stream, folded) ->
            folded
                .iterationAt(position, fingerprint)
                .flatMap(id -> journal.iteration(stream, folded, position, id)));
  }

  @Override
  public Optional<RevocationReason> revocationReason(IterationId id) {
    return journal.revocationReason(position, id);
  }

  @Override
  public Optional<IterationRecord> newestPublished(BucketId bucket) {
    return in(
        bucket,
        (stream, folded) ->
            folded
                .newestPublishedAt(position)
                .flatMap(id -> journal.iteration(stream, folded, position, id)));
  }

  @Override
  public Optional<ChannelRecord> channel(BucketId bucket, ChannelName name) {
    return in(bucket, (_, folded) -> folded.channelAt(position, name));
  }

  @Override
  public List<ChannelRecord> channels(BucketId bucket) {
    return in(bucket, (_, folded) -> Optional.of(folded.channelsAt(position))).orElse(List.of());
  }

  @Override
  public Optional<ChannelRecord> channel(ChannelId id) {
    return journal
        .streamOf(Subject.of(id))
        .flatMap(stream ->
            journal.ask(
                stream,
                position,
                folded ->
                    folded.channelsAt(position).stream()
                        .filter(channel -> channel.id().equals(id))
                        .findFirst()));
  }

  @Override
  public Relations relations() {
    return new JournalRelations(journal.journal(), this, position);
  }

  /** Asks the stream of a bucket, if it is this life of the bucket that was there. */
  private <R> Optional<R> in(
      BucketId id, BiFunction<StreamName, FoldedBucket, Optional<R>> question) {
    return journal
        .streamOf(Subject.of(id))
        .flatMap(stream ->
            journal.ask(
                stream,
                position,
                folded ->
                    folded
                        .bucketAt(position)
                        .filter(bucket -> bucket.id().equals(id))
                        .flatMap(_ -> question.apply(stream, folded))));
  }
}
