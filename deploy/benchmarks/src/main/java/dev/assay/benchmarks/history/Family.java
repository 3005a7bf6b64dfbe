package dev.assay.benchmarks.history;

import dev.assay.command.bucket.BucketCommand;
import dev.assay.command.bucket.BucketCommand.BuildDetails;
import dev.assay.command.bucket.BucketCommand.CreateBucket;
import dev.assay.command.bucket.BucketCommand.CreateBuild;
import dev.assay.command.bucket.BucketCommand.CreateChannel;
import dev.assay.command.bucket.BucketCommand.CreateIteration;
import dev.assay.command.bucket.BucketCommand.RestoreIteration;
import dev.assay.command.bucket.BucketCommand.RevokeIteration;
import dev.assay.command.bucket.BucketCommand.UpdateBucket;
import dev.assay.command.bucket.BucketCommand.UpdateChannel;
import dev.assay.command.bucket.Impact;
import dev.assay.command.bucket.RevocationDryRun;
import dev.assay.command.execution.Caller;
import dev.assay.command.execution.CommandResult;
import dev.assay.command.execution.Commands;
import dev.assay.events.access.AccessEvent.OrganizationCreated;
import dev.assay.events.access.AccessEvent.ProjectCreated;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.Artifact;
import dev.assay.events.iteration.ArtifactId;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.iteration.TemplateType;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RequestInfo;
import dev.assay.events.journal.StreamName;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A base image and what was built from it, each in a bucket of its own and published through
 * commands. Every bucket has a good iteration before the one that belongs to the family, so that
 * {@code latest} has something to go back to.
 */
public final class Family {

  /** Fingerprint of the iteration of each bucket that belongs to the family. */
  public static final Fingerprint MEMBER = new Fingerprint("member");

  private static final Fingerprint GOOD = new Fingerprint("good");
  private static final ChannelName PRODUCTION = new ChannelName("production");
  private static final int WRITERS = 128;

  private final Commands commands;
  private final Caller caller;
  private final ProjectId project;
  private final String name;
  private final int descendants;
  private final int fanOut;

  private Family(
      Commands commands,
      OrganizationId organization,
      ProjectId project,
      String name,
      int descendants,
      int fanOut) {
    this.commands = commands;
    this.caller =
        new Caller(
            organization,
            new Actor("sp-7f3c2b19", "image-pipeline", Actor.Kind.SERVICE_PRINCIPAL),
            new RequestInfo("req-" + name, "192.0.2.17", "packer/1.15.4 hcp-go-sdk/0.23.0"));
    this.project = project;
    this.name = name;
    this.descendants = descendants;
    this.fanOut = fanOut;
  }

  /** An organisation with one project, in which families can be. */
  public record Home(OrganizationId organization, ProjectId project) {

    /** Makes one. */
    public static Home make(Journal journal) {
      Home home =
          new Home(
              new OrganizationId(UUID.randomUUID().toString()),
              new ProjectId(UUID.randomUUID().toString()));
      History.accepted(
          journal.append(
              new Commits(home.organization(), InstantSource.system())
                  .of(
                      StreamName.access(home.organization()),
                      0,
                      "FirstStart",
                      List.of(
                          new OrganizationCreated(home.organization(), "acme"),
                          new ProjectCreated(home.project(), "images", "")))));
      return home;
    }
  }

  /**
   * Publishes a family.
   *
   * @param name what the names of its buckets begin with
   * @param descendants of the base image, in all
   * @param fanOut how many were built from each directly, from 1; those beyond are descendants of
   *     descendants
   */
  public static Family publish(
      Commands commands, Home home, String name, int descendants, int fanOut)
      throws InterruptedException, ExecutionException {
    Family family =
        new Family(commands, home.organization(), home.project(), name, descendants, fanOut);
    family.publish(0);
    // A parent is there before its children: level by level.
    for (long from = 1, size = fanOut; from <= descendants; from += size, size *= fanOut) {
      long to = Math.min(descendants, from + size - 1);
      family.forEach(IntStream.rangeClosed((int) from, (int) to), family::publish);
    }
    return family;
  }

  /** The same family, seen through another instance. */
  public Family through(Commands other) {
    return new Family(other, caller.organization(), project, name, descendants, fanOut);
  }

  /** Puts a channel of every member back on it: after a revocation they point elsewhere. */
  public void assignChannels() throws InterruptedException, ExecutionException {
    forEach(IntStream.rangeClosed(0, descendants), this::assignChannel);
  }

  private void assignChannel(int number) {
    commands.execute(
        new UpdateChannel(project, bucket(number), PRODUCTION, Optional.of(MEMBER), null), caller);
  }

  private static void forEach(IntStream numbers, IntConsumer work)
      throws InterruptedException, ExecutionException {
    Semaphore turns = new Semaphore(WRITERS);
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number : numbers.toArray()) {
        turns.acquire();
        running.add(
            threads.submit(() -> {
              try {
                work.accept(number);
              } finally {
                turns.release();
              }
            }));
      }
    }
    for (Future<?> each : running) {
      each.get();
    }
  }

  private void publish(int number) {
    done(
        new CreateBucket(
            project,
            bucket(number),
            new BucketId(Ids.next()),
            new ChannelId(Ids.next()),
            "golden image",
            Map.of("team", "platform")));
    iteration(number, GOOD, new IterationId(Ids.next()), null);
    iteration(number, MEMBER, member(number), number == 0 ? null : member((number - 1) / fanOut));
    done(
        new CreateChannel(
            project, bucket(number), new ChannelId(Ids.next()), PRODUCTION, MEMBER, false));
  }

  private void iteration(
      int number, Fingerprint fingerprint, IterationId id, @Nullable IterationId parent) {
    done(new CreateIteration(project, bucket(number), id, fingerprint, TemplateType.HCL2));
    done(
        new CreateBuild(
            project,
            bucket(number),
            fingerprint,
            new BuildId(Ids.next()),
            "amazon-ebs.base",
            BuildStatus.DONE,
            details(parent)));
  }

  private static BuildDetails details(@Nullable IterationId parent) {
    String image = Ids.next();
    return new BuildDetails(
        Ids.next(),
        "aws",
        Map.of("os", "debian"),
        parent == null ? null : "ami-0",
        parent,
        null,
        List.of(new Artifact(new ArtifactId(image), "ami-" + image, "eu-central-1")),
        null);
  }

  /** The bucket of a member; 0 is the base. */
  public BucketName bucket(int number) {
    return new BucketName(name + "-" + number);
  }

  public ProjectId project() {
    return project;
  }

  /** The identity of a member; 0 is the base. */
  public IterationId member(int number) {
    return new IterationId("01" + name + "-" + number);
  }

  /** Revokes the base, and with it all others. */
  public CommandResult.Done revoke() {
    return done(revocation());
  }

  private RevokeIteration revocation() {
    return new RevokeIteration(project, bucket(0), MEMBER, null, "CVE-2026-1234", false, false);
  }

  /**
   * What {@link #revoke} would touch, as of a position.
   *
   * @throws IllegalStateException if it would be refused
   */
  public Impact impact(RevocationDryRun dryRun, long position) {
    if (dryRun.of(revocation(), caller, position, Instant.now().truncatedTo(ChronoUnit.MILLIS))
        instanceof RevocationDryRun.Outcome.Touches(Impact impact)) {
      return impact;
    }
    throw new IllegalStateException("impact: refused (expected: what would be touched)");
  }

  public CommandResult.Done restore() {
    return done(new RestoreIteration(project, bucket(0), MEMBER));
  }

  /** A small change to a member's bucket. */
  public CommandResult.Done describe(int number, String description) {
    return done(new UpdateBucket(project, bucket(number), description, null));
  }

  /**
   * @throws IllegalStateException if it was not accepted
   */
  private CommandResult.Done done(BucketCommand command) {
    CommandResult result = commands.execute(command, caller);
    if (result instanceof CommandResult.Done done) {
      return done;
    }
    throw new IllegalStateException(
        command.getClass().getSimpleName()
            + " of "
            + command.bucket()
            + ": "
            + result
            + " (expected: accepted)");
  }
}
