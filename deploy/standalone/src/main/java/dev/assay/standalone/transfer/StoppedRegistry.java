package dev.assay.standalone.transfer;

import dev.assay.command.token.SigningKeys;
import dev.assay.events.export.ExportHeader;
import dev.assay.events.journal.checkpoint.CheckpointKeyFacts;
import dev.assay.events.journal.kafka.KafkaJournal;
import dev.assay.events.secrets.Sealer;
import dev.assay.query.proof.CheckpointSigner;
import dev.assay.standalone.credentials.MasterKeyFile;
import dev.assay.standalone.data.DataDirectory;
import dev.assay.standalone.data.ImportStage;
import dev.assay.standalone.start.AssayProperties;
import dev.assay.standalone.start.Broker;
import dev.assay.standalone.start.StartRefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The journal of a registry that does not run, or of one elsewhere on a Kafka that can be reached.
 */
final class StoppedRegistry implements AutoCloseable {

  private final DataDirectory directory;
  private final Broker broker;
  private final KafkaJournal journal;

  private StoppedRegistry(DataDirectory directory, Broker broker, KafkaJournal journal) {
    this.directory = directory;
    this.broker = broker;
    this.journal = journal;
  }

  /**
   * Takes the lock and reads the journal to its end.
   *
   * @throws RuntimeException what a start throws that cannot be; nothing is begun where there is no
   *     journal
   */
  static StoppedRegistry open(AssayProperties properties) {
    AssayProperties.Kafka kafka = properties.kafka();
    if (kafka.embedded() && !Files.isDirectory(properties.dataDir().resolve("broker"))) {
      throw noRegistry(properties.dataDir());
    }
    DataDirectory directory = DataDirectory.open(properties.dataDir());
    try {
      new ImportStage(directory).settle();
      Broker broker = Broker.start(kafka, directory.broker());
      try {
        return new StoppedRegistry(
            directory,
            broker,
            KafkaJournal.open(broker.journal(kafka, directory.index()).createTopic(false).build()));
      } catch (RuntimeException e) {
        broker.close();
        throw e;
      }
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static StartRefusedException noRegistry(Path directory) {
    return new StartRefusedException(
        "assay.data-dir: %s holds no registry (expected: the directory of one)"
            .formatted(directory.toAbsolutePath()),
        "name it with --assay.data-dir=DIRECTORY, or its Kafka with"
            + " --assay.kafka.bootstrap-servers");
  }

  KafkaJournal journal() {
    return journal;
  }

  /**
   * A checkpoint for a file, empty where it cannot be signed here: the file is as good without, but
   * proves nothing to somebody else.
   */
  Optional<String> checkpoint(ExportHeader header) {
    Path key = directory.masterKey();
    if (CheckpointKeyFacts.newest(journal).isEmpty()) {
      return Optional.empty();
    }
    if (!Files.exists(key)) {
      System.err.printf("warning: no signed checkpoint in the file, %s is not there%n", key);
      return Optional.empty();
    }
    Sealer sealer =
        new Sealer(MasterKeyFile.open(key, SigningKeys.masterKeyId(journal)), new SecureRandom());
    return Optional.of(new CheckpointSigner(journal, sealer).sign(header.commits()).toString());
  }

  @Override
  public void close() {
    journal.close();
    broker.close();
    directory.close();
  }
}
