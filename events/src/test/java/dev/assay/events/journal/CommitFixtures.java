package dev.assay.events.journal;

import dev.assay.events.Event;
import dev.assay.events.EventSamples;
import dev.assay.events.bucket.BucketEvent.BucketCreated;
import dev.assay.events.bucket.BucketEvent.BucketUpdated;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Commits as tests speak of them: {@code commit(now).append(stream, 0, created("a")).build()}. */
public final class CommitFixtures {

  private final Instant at;
  private String id = UUID.randomUUID().toString();
  private String requestHash = "00".repeat(32);
  private String cause = "CreateBucket";
  private final List<Append> appends = new ArrayList<>();
  private final List<Expectation> expects = new ArrayList<>();

  private CommitFixtures(Instant at) {
    this.at = at;
  }

  /** A commit with an id of its own and nothing in it yet. */
  public static CommitFixtures commit(Instant at) {
    return new CommitFixtures(at);
  }

  /** A commit with one event in one bucket's stream. */
  public static Commit commit(Instant at, StreamName stream, long sequence) {
    return commit(at).append(stream, sequence, updated(stream.value())).build();
  }

  public static StreamName stream(String bucket) {
    return StreamName.bucket(EventSamples.PROJECT, new BucketName(bucket));
  }

  /** The bucket of that name comes to be; its id is {@code id-<name>}. */
  public static Event created(String bucket) {
    return new BucketCreated(
        new BucketId("id-" + bucket), EventSamples.PROJECT, new BucketName(bucket), "", Map.of());
  }

  /** Something happens to the bucket {@code id-<name>}. */
  public static Event updated(String bucket) {
    return new BucketUpdated(new BucketId("id-" + bucket), "changed", null);
  }

  public CommitFixtures id(String id) {
    this.id = id;
    return this;
  }

  /** A request hash of 64 times one hex digit. */
  public CommitFixtures asking(char digit) {
    this.requestHash = String.valueOf(digit).repeat(64);
    return this;
  }

  public CommitFixtures cause(String cause) {
    this.cause = cause;
    return this;
  }

  public CommitFixtures append(StreamName stream, long firstSequence, Event... events) {
    appends.add(new Append(stream, firstSequence, List.of(events)));
    return this;
  }

  public CommitFixtures expect(StreamName stream, long sequence) {
    expects.add(new Expectation(stream, sequence));
    return this;
  }

  public Commit build() {
    return new Commit(
        new CommitId(id),
        requestHash,
        EventSamples.ORGANIZATION,
        at,
        new Actor(EventSamples.PRINCIPAL.value(), "contributor", Actor.Kind.SERVICE_PRINCIPAL),
        cause,
        new RequestInfo("request-" + id, "127.0.0.1", "packer/1.15.4"),
        appends,
        expects);
  }
}
