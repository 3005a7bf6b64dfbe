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
import dev.assay.projections.channel.AssignmentRecord;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.paging.SortOrder;
import dev.assay.projections.records.Timeline.ChannelSpan;
import dev.assay.projections.records.Timeline.IterationSpan;
import dev.assay.projections.revocation.RevocationReason;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The records as of one position, however long ago. */
record RecordsAsOf(PastRecords past, long position) implements RegistryRecords {

  @Override
  public Optional<BucketRecord> bucket(ProjectId project, BucketName name) {
    return past.bucket(StreamName.bucket(project, name), position);
  }

  @Override
  public Optional<BucketRecord> bucket(BucketId id) {
    return stream(Subject.of(id))
        .flatMap(stream -> past.bucket(stream, position))
        .filter(bucket -> bucket.id().equals(id));
  }

  @Override
  public Optional<IterationRecord> iteration(IterationId id) {
    return stream(Subject.of(id))
        .filter(stream -> past.ask(stream, position, it -> it.iteration(position, id)).isPresent())
        .flatMap(stream -> past.iteration(stream, id, position).record());
  }

  @Override
  public Optional<IterationRecord> iteration(BucketId bucket, Fingerprint fingerprint) {
    return iterations(bucket).stream()
        .filter(span -> span.fingerprint().equals(fingerprint))
        .findFirst()
        .flatMap(span -> iteration(span.id()));
  }

  @Override
  public Optional<RevocationReason> revocationReason(IterationId id) {
    return stream(Subject.of(id)).flatMap(stream -> past.iteration(stream, id, position).reason());
  }

  @Override
  public Optional<IterationRecord> newestPublished(BucketId bucket) {
    return iterations(bucket).stream()
        .filter(span -> span.numberAt(position) > 0)
        .max(Comparator.comparingInt(IterationSpan::number))
        .flatMap(span -> iteration(span.id()));
  }

  @Override
  public Optional<ChannelRecord> channel(BucketId bucket, ChannelName name) {
    return spans(bucket).stream()
        .filter(span -> span.name().equals(name))
        .findFirst()
        .flatMap(span -> channel(span.id()));
  }

  @Override
  public Optional<ChannelRecord> channel(ChannelId id) {
    return living(id).flatMap(stream -> past.channel(stream, id, position).record());
  }

  @Override
  public List<ChannelRecord> channels(BucketId bucket) {
    return spans(bucket).stream()
        .sorted(Comparator.comparing(span -> span.name().value()))
        .flatMap(span -> channel(span.id()).stream())
        .toList();
  }

  @Override
  public Page<BucketRecord> buckets(ProjectId project, SortOrder order, PageRequest request) {
    boolean byName = byName(order, BUCKET_ORDERS);
    return new HeldListing<>(
            past.buckets(project, position),
            bucket ->
                byName
                    ? bucket.name().value()
                    : HeldListing.digits(bucket.createdAt().toEpochMilli()),
            bucket -> bucket.id().value(),
            descending(order))
        .page(request);
  }

  @Override
  public Page<IterationRecord> iterations(BucketId bucket, SortOrder order, PageRequest request) {
    boolean byName = byName(order, ITERATION_ORDERS);
    Page<IterationSpan> page =
        new HeldListing<>(
                iterations(bucket),
                span ->
                    HeldListing.digits(
                        byName ? span.numberAt(position) : span.createdAt().toEpochMilli()),
                span -> span.id().value(),
                descending(order))
            .page(request);
    return new Page<>(
        page.items().stream().flatMap(span -> iteration(span.id()).stream()).toList(),
        page.pagination());
  }

  @Override
  public Page<AssignmentRecord> history(ChannelId channel, PageRequest request) {
    return living(channel)
        .map(stream -> past.history(stream, channel, position).page(request))
        .orElseGet(() -> Page.of(request, List.of(), _ -> List.of()));
  }

  @Override
  public int historyCount(ChannelId channel) {
    return living(channel).map(stream -> past.history(stream, channel, position).count()).orElse(0);
  }

  @Override
  public Relations relations() {
    return new JournalRelations(past.journal(), this, position);
  }

  /** The stream of a channel that was there. */
  private Optional<StreamName> living(ChannelId id) {
    return stream(Subject.of(id))
        .filter(stream -> past.ask(stream, position, it -> it.channel(position, id)).isPresent());
  }

  private List<IterationSpan> iterations(BucketId bucket) {
    return stream(Subject.of(bucket))
        .map(stream -> past.ask(stream, position, it -> it.iterations(position, bucket)))
        .orElse(List.of());
  }

  private List<ChannelSpan> spans(BucketId bucket) {
    return stream(Subject.of(bucket))
        .map(stream -> past.ask(stream, position, it -> it.channels(position, bucket)))
        .orElse(List.of());
  }

  private Optional<StreamName> stream(Subject subject) {
    return past.streamOf(subject);
  }

  private static boolean byName(SortOrder order, List<String> expected) {
    String field = order.terms().getFirst().field();
    if (!expected.contains(field)) {
      throw new IllegalArgumentException(
          "order: " + order + " (expected: by one of " + expected + ")");
    }
    return field.equals("name");
  }

  private static boolean descending(SortOrder order) {
    return order.terms().getFirst().descending();
  }
}
