package dev.assay.benchmarks.startup;

import dev.assay.benchmarks.history.History;
import dev.assay.benchmarks.server.ClientEnvironment;
import dev.assay.benchmarks.server.RunningServer;
import dev.assay.benchmarks.server.ServerCommand;
import dev.assay.broker.EmbeddedBroker;
import dev.assay.broker.EmbeddedBrokerConfig;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.kafka.KafkaJournal;
import dev.assay.events.journal.kafka.KafkaJournalConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The data directory of a registry in which much has happened. Made once, since that takes minutes.
 */
final class LargeHistory {

  private static final String COMPLETE = "bench-complete";

  private final ServerCommand command;
  private final Path data;
  private final int events;

  LargeHistory(ServerCommand command, Path data, int events) {
    this.command = command;
    this.data = data;
    this.events = events;
  }

  /**
   * Lets the server make the directory, adds the history through the journal's port, and lets it
   * build the views.
   */
  void make() throws Exception {
    if (Files.exists(data.resolve(COMPLETE))) {
      return;
    }
    delete(data);
    startAndStop();
    append();
    startAndStop();
    Files.createFile(data.resolve(COMPLETE));
  }

  private void startAndStop() throws IOException {
    RunningServer.start(command, data).close();
  }

  private void append() throws Exception {
    ClientEnvironment client = ClientEnvironment.read(data.resolve("client.env"));
    try (EmbeddedBroker broker =
            EmbeddedBroker.start(EmbeddedBrokerConfig.in(data.resolve("broker")));
        Journal journal =
            KafkaJournal.open(
                KafkaJournalConfig.builder(broker.bootstrapServers(), data.resolve("index"))
                    .replicationFactor(1)
                    .soleWriter(true)
                    .build())) {
      new History(
              journal,
              new OrganizationId(client.get("HCP_ORGANIZATION_ID")),
              new ProjectId(client.get("HCP_PROJECT_ID")),
              InstantSource.system())
          .append(events);
    }
  }

  /** Deletes the views, which the next start builds from the journal. */
  static void forgetViews(Path data) throws IOException {
    delete(data.resolve("views"));
  }

  private static void delete(Path tree) throws IOException {
    if (Files.notExists(tree)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> paths = Files.walk(tree)) {
      all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
