package dev.assay.standalone.atomicity;

import dev.assay.command.bucket.BucketCommand;
import dev.assay.command.execution.Caller;
import dev.assay.command.execution.CommandResult;
import dev.assay.command.execution.CommandService;
import dev.assay.command.execution.CommandSettings;
import dev.assay.command.identity.Ulids;
import dev.assay.events.access.AccessEvent.OrganizationCreated;
import dev.assay.events.access.AccessEvent.ProjectCreated;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RequestInfo;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.kafka.KafkaJournal;
import dev.assay.events.journal.kafka.KafkaJournalConfig;
import dev.assay.events.liveness.memory.InMemoryLiveness;
import dev.assay.projections.records.JournalRecords;
import dev.assay.projections.records.RecordSource;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The command side of one process: a replica of its own over a topic that others may share. */
final class Instance implements AutoCloseable {

  static final ProjectId PROJECT = new ProjectId("1f8a5a52-8e0f-4ee1-9f44-0b1a9d2f7c22");

  private static final OrganizationId ORGANIZATION =
      new OrganizationId("9a3b6f4e-5a53-4a52-bb0e-6f3c7f1c0a11");
  private static final Caller CALLER =
      new Caller(
          ORGANIZATION,
          new Actor("principal-1", "ci", Actor.Kind.SERVICE_PRINCIPAL),
          new RequestInfo("request-1", "127.0.0.1", "packer"));

  private final KafkaJournal journal;
  private final CommandService service;

  private Instance(KafkaJournal journal) {
    this.journal = journal;
    this.service =
        CommandService.create(
            journal,
            journal.snapshots(),
            new InMemoryLiveness(InstantSource.system()),
            InstantSource.system(),
            new Ulids(InstantSource.system()),
            CommandSettings.DEFAULT);
  }

  /** Opens one; the first on a topic makes its project. */
  static Instance open(String topic, Path index) {
    Instance instance =
        new Instance(
            KafkaJournal.open(
                KafkaJournalConfig.builder(SharedBroker.bootstrapServers(), index)
                    .topic(topic)
                    .createTopic(true)
                    .replicationFactor(1)
                    .build()));
    if (instance.journal.head(StreamName.access(ORGANIZATION)) < 0) {
      instance.makeProject();
    }
    return instance;
  }

  private void makeProject() {
    AppendOutcome outcome =
        journal.append(
            new Commit(
                new CommitId("project"),
                "none",
                ORGANIZATION,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                Actor.system("test"),
                "FirstStart",
                new RequestInfo("given", null, null),
                List.of(
                    new Append(
                        StreamName.access(ORGANIZATION),
                        0,
                        List.of(
                            new OrganizationCreated(ORGANIZATION, "acme"),
                            new ProjectCreated(PROJECT, "images", "")))),
                List.of()));
    if (!(outcome instanceof AppendOutcome.Accepted)) {
      throw new IllegalStateException(outcome.toString());
    }
  }

  Journal journal() {
    return journal;
  }

  CommandService service() {
    return service;
  }

  CommandResult execute(BucketCommand command) {
    return service.commands().execute(command, CALLER);
  }

  /** Executes what must be accepted. */
  CommandResult.Done done(BucketCommand command) {
    CommandResult result = execute(command);
    if (result instanceof CommandResult.Done done) {
      return done;
    }
    throw new AssertionError(command + ": " + result);
  }

  /** The records as of the journal's end. */
  RecordSource records() {
    return new JournalRecords(journal, JournalRecords.Bounds.DEFAULT).at(journal.end());
  }

  @Override
  public void close() {
    service.close();
    journal.close();
  }
}
