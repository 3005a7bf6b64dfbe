package dev.assay.command.execution;

import dev.assay.command.bucket.BucketFixtures;
import dev.assay.command.identity.Ulids;
import dev.assay.events.Event;
import dev.assay.events.access.AccessEvent.OrganizationCreated;
import dev.assay.events.access.AccessEvent.ProjectCreated;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.RequestInfo;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.memory.InMemoryJournal;
import dev.assay.events.journal.memory.InMemoryLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** One instance of the command side, on a log in memory that it may share with others. */
public final class Instance {

  static final CommandSettings SETTINGS =
      new CommandSettings(
          64,
          Duration.ofSeconds(10),
          50,
          Duration.ofMillis(2),
          100_000,
          Duration.ofMinutes(10),
          Duration.ofMinutes(1));

  private final InMemoryLog log;
  private final InMemoryJournal memory;
  private final ScriptedJournal journal;
  private final FakeLiveness liveness = new FakeLiveness();
  private final CommandService service;

  private Instance(InMemoryLog log, InstantSource clock, CommandSettings settings) {
    this.log = log;
    this.memory = new InMemoryJournal(log);
    this.journal = new ScriptedJournal(memory);
    this.service = CommandService.create(journal, liveness, clock, new Ulids(clock), settings);
  }

  public static InMemoryLog log(InstantSource clock) {
    return new InMemoryLog(new JournalId("journal-1"), clock);
  }

  /** An instance on a log of its own that knows the project of the fixtures. */
  public static Instance alone() {
    return on(log(InstantSource.system()));
  }

  /** An instance on a log; the first one makes the project of the fixtures. */
  public static Instance on(InMemoryLog log) {
    return on(log, InstantSource.system(), SETTINGS);
  }

  public static Instance on(InMemoryLog log, InstantSource clock, CommandSettings settings) {
    Instance instance = new Instance(log, clock, settings);
    instance.makeProject(clock);
    return instance;
  }

  private void makeProject(InstantSource clock) {
    StreamName access = StreamName.access(BucketFixtures.ORGANIZATION);
    if (memory.head(access) >= 0) {
      return;
    }
    append(
        access,
        List.of(
            new OrganizationCreated(BucketFixtures.ORGANIZATION, "acme"),
            new ProjectCreated(BucketFixtures.PROJECT, "images", "")),
        clock.instant());
  }

  /** Appends facts that no command decided. */
  void append(StreamName stream, List<? extends Event> events, Instant at) {
    AppendOutcome outcome =
        memory.append(
            new Commit(
                new CommitId("given " + stream + " " + memory.head(stream)),
                "none",
                BucketFixtures.ORGANIZATION,
                at.truncatedTo(ChronoUnit.MILLIS),
                Actor.system("test"),
                "Given",
                new RequestInfo("given", null, null),
                List.of(new Append(stream, memory.head(stream) + 1, List.copyOf(events))),
                List.of()));
    if (!(outcome instanceof AppendOutcome.Accepted)) {
      throw new IllegalStateException(outcome.toString());
    }
  }

  public CommandResult execute(Command command) {
    return service.commands().execute(command, BucketFixtures.CALLER);
  }

  public CommandResult execute(Command command, Terms terms) {
    return service.commands().execute(command, BucketFixtures.CALLER, terms);
  }

  /** Executes what must be accepted. */
  public CommandResult.Done done(Command command) {
    return (CommandResult.Done) execute(command);
  }

  public CommandService service() {
    return service;
  }

  public ScriptedJournal scripted() {
    return journal;
  }

  public InMemoryJournal memory() {
    return memory;
  }

  public InMemoryLog log() {
    return log;
  }

  public FakeLiveness liveness() {
    return liveness;
  }

  /** The facts of a bucket so far. */
  public List<BucketEvent> events(StreamName bucket) {
    memory.end();
    try (Stream<BucketEvent> events =
        memory.read(bucket, 0).map(recorded -> (BucketEvent) recorded.event())) {
      return events.toList();
    }
  }
}
