package dev.assay.benchmarks.history;

import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.Journal;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** A history of buckets that packer publishes to, appended to a journal through its port. */
public final class History {

  private static final int ITERATIONS_PER_BUCKET = 125;
  private static final int EVENTS_PER_BUCKET =
      PublishedBucket.EVENTS_AT_FIRST
          + ITERATIONS_PER_BUCKET * PublishedBucket.EVENTS_PER_ITERATION;

  private final Journal journal;
  private final OrganizationId organization;
  private final ProjectId project;
  private final Commits commits;

  /** A history of a project. */
  public History(
      Journal journal, OrganizationId organization, ProjectId project, InstantSource clock) {
    this.journal = journal;
    this.organization = organization;
    this.project = project;
    this.commits = new Commits(organization, clock);
  }

  /** Whose history it is. */
  public OrganizationId organization() {
    return organization;
  }

  /** A history of a project that nobody else knows. */
  public static History ofNobody(Journal journal) {
    return new History(
        journal,
        new OrganizationId(UUID.randomUUID().toString()),
        new ProjectId(UUID.randomUUID().toString()),
        InstantSource.system());
  }

  /**
   * Appends buckets side by side, each call of a packer run as a commit of its own.
   *
   * @param events how many at least, rounded up to whole buckets
   * @return how many there are
   */
  public int append(int events) throws InterruptedException, ExecutionException {
    int buckets = Math.ceilDiv(events, EVENTS_PER_BUCKET);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> running =
          IntStream.range(0, buckets)
              .mapToObj(number -> threads.submit(() -> appendBucket("image-" + number)))
              .toList();
      for (Future<?> bucket : running) {
        bucket.get();
      }
    }
    return buckets * EVENTS_PER_BUCKET;
  }

  private void appendBucket(String name) {
    PublishedBucket bucket = new PublishedBucket(commits, project, new BucketName(name));
    append(bucket.created());
    for (int i = 0; i < ITERATIONS_PER_BUCKET; i++) {
      bucket.iteration().forEach(this::append);
    }
  }

  /**
   * Appends one bucket, each iteration of it as one commit.
   *
   * @param events how many at least, rounded up to whole iterations
   */
  public void appendBucket(String name, int events) {
    PublishedBucket bucket = new PublishedBucket(commits, project, new BucketName(name));
    append(bucket.created());
    int iterations =
        Math.ceilDiv(
            events - PublishedBucket.EVENTS_AT_FIRST, PublishedBucket.EVENTS_PER_ITERATION);
    for (int i = 0; i < iterations; i++) {
      append(bucket.wholeIteration());
    }
  }

  private void append(Commit commit) {
    accepted(journal.append(commit));
  }

  /**
   * A writer of small commits to a stream of its own.
   *
   * @param name of the bucket that the stream belongs to
   */
  public Writer writer(String name) {
    return new Writer(new PublishedBucket(commits, project, new BucketName(name)));
  }

  /**
   * A publisher to a bucket of its own.
   *
   * @param name of the bucket
   */
  public Publisher publisher(String name) {
    return new Publisher(new PublishedBucket(commits, project, new BucketName(name)));
  }

  /** Makes the commits of one packer run after the other. For use by one thread. */
  public static final class Publisher {

    private final PublishedBucket bucket;
    private final Queue<Commit> made = new ArrayDeque<>();

    private Publisher(PublishedBucket bucket) {
      this.bucket = bucket;
      made.add(bucket.created());
    }

    /** The next one. */
    public Commit next() {
      Commit next = made.remove();
      if (made.isEmpty()) {
        made.addAll(bucket.iteration());
      }
      return next;
    }
  }

  /** Makes the commits that a single client sends. For use by one thread. */
  public static final class Writer {

    private final PublishedBucket bucket;

    private Writer(PublishedBucket bucket) {
      this.bucket = bucket;
    }

    /** The next one, of about 600 bytes as a record. */
    public Commit next() {
      return bucket.described();
    }
  }

  /**
   * Takes an outcome that must be good.
   *
   * @throws IllegalStateException if it is any other than accepted
   */
  public static void accepted(AppendOutcome outcome) {
    if (!(outcome instanceof AppendOutcome.Accepted)) {
      throw new IllegalStateException("append: " + outcome + " (expected: accepted)");
    }
  }
}
