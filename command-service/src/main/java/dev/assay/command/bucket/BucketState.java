package dev.assay.command.bucket;

import dev.assay.command.channel.Channels;
import dev.assay.command.iteration.Iterations;
import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketEvent.BucketCreated;
import dev.assay.events.bucket.BucketEvent.BucketUpdated;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import java.util.Map;

/** What decisions need to know of one life of a bucket. Used by one thread at a time. */
public final class BucketState {

  private final BucketId id;
  private final ProjectId project;
  private final BucketName name;
  private Digest description;
  private Digest labels;
  private final Iterations iterations;
  private final Channels channels;

  BucketState(BucketCreated created) {
    this.id = created.bucketId();
    this.project = created.projectId();
    this.name = created.name();
    this.description = Digest.of(created.description());
    this.labels = Digest.of(created.labels());
    this.iterations = new Iterations();
    this.channels = new Channels();
  }

  BucketState(BucketSnapshot.Living snapshot) {
    this.id = snapshot.id();
    this.project = snapshot.project();
    this.name = snapshot.name();
    this.description = snapshot.description();
    this.labels = snapshot.labels();
    this.iterations = new Iterations(snapshot.iterations());
    this.channels = new Channels(snapshot.channels());
  }

  BucketSnapshot.Living snapshot() {
    return new BucketSnapshot.Living(
        id, project, name, description, labels, iterations.snapshot(), channels.snapshot());
  }

  public BucketId id() {
    return id;
  }

  public ProjectId project() {
    return project;
  }

  public BucketName name() {
    return name;
  }

  public Iterations iterations() {
    return iterations;
  }

  public Channels channels() {
    return channels;
  }

  boolean describedAs(String other) {
    return description.equals(Digest.of(other));
  }

  boolean labelledWith(Map<String, String> other) {
    return labels.equals(Digest.of(other));
  }

  void on(BucketUpdated event) {
    if (event.description() != null) {
      description = Digest.of(event.description());
    }
    if (event.labels() != null) {
      labels = Digest.of(event.labels());
    }
  }
}
