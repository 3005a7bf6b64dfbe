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
import dev.assay.projections.records.HeldListing.Place;
import dev.assay.projections.revocation.RevocationReason;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The records as of one position, however long ago. Remembers where it has looked, since most of
 * what an answer shows lies in one stream. For use by one thread.
 */
final class RecordsAsOf implements RegistryRecords {

  private final PastRecords past;
  private final long position;
  private final Map<IterationId, IterationState> states = new HashMap<>();
  private final Map<BucketId, StreamName> streams = new HashMap<>();

  RecordsAsOf(PastRecords past, long position) {
    this.past = past;
    this.position = position;
  }

  @Override
  public Optional<BucketRecord> bucket(ProjectId project, BucketName name) {
    StreamName stream = StreamName.bucket(project, name);
    Optional<BucketRecord> found = past.bucket(stream, position);
    found.ifPresent(bucket -> streams.put(bucket.id(), stream));
    return found;
  }

  @Override
  public Optional<BucketRecord> bucket(BucketId id) {
    return stream(id)
        .flatMap(stream -> past.bucket(stream, position))
        .filter(bucket -> bucket.id().equals(id));
  }

  @Override
  public Optional<IterationRecord> iteration(IterationId id) {
    return where(Subject.of(id), it -> it.iteration(position, id))
        .flatMap(stream -> state(stream, id).record());
  }

  @Override
  public Optional<IterationRecord> iteration(BucketId bucket, Fingerprint fingerprint) {
    return in(bucket, it -> it.iteration(position, bucket, fingerprint))
        .flatMap(span -> iteration(span.id()));
  }

  @Override
  public Optional<RevocationReason> revocationReason(IterationId id) {
    return past.streamOf(Subject.of(id)).flatMap(stream -> state(stream, id).reason());
  }

  @Override
  public Optional<IterationRecord> newestPublished(BucketId bucket) {
    return in(bucket, it -> it.newestPublished(position, bucket))
        .flatMap(span -> iteration(span.id()));
  }

  @Override
  public Optional<ChannelRecord> channel(BucketId bucket, ChannelName name) {
    return in(bucket, it -> it.channel(position, bucket, name)).flatMap(span -> channel(span.id()));
  }

  @Override
  public Optional<ChannelRecord> channel(ChannelId id) {
    return where(id).flatMap(stream -> past.channel(stream, id, position).record());
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
                    ? new Place(0, bucket.name().value(), bucket.id().value())
                    : new Place(bucket.createdAt().toEpochMilli(), "", bucket.id().value()),
            descending(order))
        .page(request);
  }

  @Override
  public Page<IterationRecord> iterations(BucketId bucket, SortOrder order, PageRequest request) {
    boolean byName = byName(order, ITERATION_ORDERS);
    Page<IterationSpan> page =
        new HeldListing<>(
                in(bucket, it -> Optional.of(it.iterations(position, bucket))).orElse(List.of()),
                span ->
                    new Place(
                        byName ? span.numberAt(position) : span.createdAt().toEpochMilli(),
                        "",
                        span.id().value()),
                descending(order))
            .page(request);
    return new Page<>(
        page.items().stream().flatMap(span -> iteration(span.id()).stream()).toList(),
        page.pagination());
  }

  @Override
  public Page<AssignmentRecord> history(ChannelId channel, PageRequest request) {
    return where(channel)
        .map(stream -> past.history(stream, channel, position).page(request))
        .orElseGet(() -> Page.of(request, List.of(), _ -> List.of()));
  }

  @Override
  public int historyCount(ChannelId channel) {
    return where(channel).map(stream -> past.channel(stream, channel, position).shown()).orElse(0);
  }

  @Override
  public Relations relations() {
    return new JournalRelations(
        past.journal(),
        this,
        position,
        bucket -> in(bucket, it -> Optional.of(it.children(position, bucket))).orElse(List.of()));
  }

  private List<ChannelSpan> spans(BucketId bucket) {
    return in(bucket, it -> Optional.of(it.channels(position, bucket))).orElse(List.of());
  }

  /** Asks the stream of a bucket. */
  private <T> Optional<T> in(BucketId bucket, Function<Timeline, Optional<T>> question) {
    return stream(bucket).flatMap(stream -> past.ask(stream, position, question));
  }

  private IterationState state(StreamName stream, IterationId id) {
    return states.computeIfAbsent(id, _ -> past.iteration(stream, id, position));
  }

  /** The stream of a channel that was there. */
  private Optional<StreamName> where(ChannelId id) {
    return where(Subject.of(id), it -> it.channel(position, id));
  }

  /** The stream of something that was there: one that was asked before, or the subject's. */
  private Optional<StreamName> where(Subject subject, Function<Timeline, Optional<?>> span) {
    return streams.values().stream()
        .filter(stream -> past.ask(stream, position, span).isPresent())
        .findFirst()
        .or(() ->
            past.streamOf(subject).filter(stream -> past.ask(stream, position, span).isPresent()));
  }

  private Optional<StreamName> stream(BucketId id) {
    StreamName known = streams.get(id);
    Optional<StreamName> found = known == null ? past.streamOf(Subject.of(id)) : Optional.of(known);
    found.ifPresent(stream -> streams.put(id, stream));
    return found;
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
