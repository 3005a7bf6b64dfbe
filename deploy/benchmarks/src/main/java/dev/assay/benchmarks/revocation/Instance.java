package dev.assay.benchmarks.revocation;

import dev.assay.command.bucket.RevocationDryRun;
import dev.assay.command.execution.CommandService;
import dev.assay.command.execution.CommandSettings;
import dev.assay.command.execution.Commands;
import dev.assay.command.identity.Ulids;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.kafka.KafkaJournal;
import dev.assay.events.journal.kafka.KafkaJournalConfig;
import dev.assay.events.liveness.memory.InMemoryLiveness;
import java.nio.file.Path;
import java.time.InstantSource;

/** A command side with a replica of its own, as one process has it. */
final class Instance implements AutoCloseable {

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

  /**
   * Opens an instance, and reads the journal to its end.
   *
   * @param alone whether no other instance writes to this journal
   */
  static Instance open(String bootstrapServers, Path index, boolean alone) {
    return new Instance(
        KafkaJournal.open(
            KafkaJournalConfig.builder(bootstrapServers, index)
                .createTopic(true)
                .replicationFactor(1)
                .soleWriter(alone)
                .build()));
  }

  Journal journal() {
    return journal;
  }

  RevocationDryRun dryRun() {
    return new RevocationDryRun(journal, journal.snapshots());
  }

  Commands commands() {
    return service.commands();
  }

  @Override
  public void close() {
    service.close();
    journal.close();
  }
}
