package dev.assay.standalone.transfer;

import dev.assay.events.export.ExportCheck;
import dev.assay.events.export.ExportFile;
import dev.assay.events.export.ExportHeader;
import dev.assay.events.export.ExportRefusedException;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.kafka.JournalImport;
import dev.assay.events.journal.kafka.KafkaJournal;
import dev.assay.events.journal.kafka.KafkaJournalConfig;
import dev.assay.standalone.credentials.MasterKeyFile;
import dev.assay.standalone.data.DataDirectory;
import dev.assay.standalone.data.ImportStage;
import dev.assay.standalone.start.AssayProperties;
import dev.assay.standalone.start.Broker;
import dev.assay.standalone.start.SettingsReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Begins an empty registry with an exported file. Everything that can be checked is checked before
 * anything is written; what is written is read again as a start reads it, and takes its place only
 * then.
 */
public final class Importer {

  private final ImportRequest request;
  private final AssayProperties properties;

  private Importer(ImportRequest request, AssayProperties properties) {
    this.request = request;
    this.properties = properties;
  }

  /**
   * @param settings Spring properties as {@code --name=value}
   * @param out where to say what was imported
   * @param json whether to say it to a program
   * @return the exit code: 0 if the registry may be started, 1 if not (the cause was printed)
   */
  public static int run(
      ImportRequest request, List<String> settings, PrintWriter out, boolean json) {
    PrintStream standardOutput = System.out;
    // What is logged must not get between what a program reads.
    System.setOut(System.err);
    try {
      Optional<AssayProperties> properties = SettingsReader.read(settings);
      if (properties.isEmpty()) {
        return 1;
      }
      new Importer(request, properties.get()).run(out, json);
      return 0;
    } catch (ExportRefusedException e) {
      return Told.failed(
          "import", new ExportRefusedException(request.file() + ": " + e.getMessage()));
    } catch (IOException | RuntimeException e) {
      return Told.failed("import", e);
    } finally {
      System.setOut(standardOutput);
    }
  }

  private void run(PrintWriter out, boolean json) throws IOException {
    long start = System.nanoTime();
    try (ExportFile file = ExportFile.open(request.file());
        DataDirectory directory = DataDirectory.open(properties.dataDir());
        ImportStage stage = new ImportStage(directory)) {
      ExportHeader header = file.header();
      stage.refuseUnlessEmpty();
      header
          .masterKeyId()
          .ifPresent(id -> MasterKeyFile.check(directory.masterKey(), id, request.masterKey()));
      ExportCheck.check(file, Told.progress("checking", header.commits()));
      stage.begin();
      JournalId journal = write(file, stage);
      header
          .masterKeyId()
          .ifPresent(id -> MasterKeyFile.restore(directory.masterKey(), id, request.masterKey()));
      stage.finish();
      report(header, journal, directory, Told.secondsSince(start), out, json);
    }
  }

  /** Writes the journal, opens it as a start does, and answers which one it is. */
  private JournalId write(ExportFile file, ImportStage stage) {
    AssayProperties.Kafka kafka = properties.kafka();
    try (Broker broker = Broker.forBulk(kafka, stage.broker())) {
      KafkaJournalConfig config = broker.journal(kafka, stage.index()).build();
      JournalImport.run(config, file, Told.progress("importing", file.header().commits()));
      try (KafkaJournal journal = KafkaJournal.open(config)) {
        return journal.id();
      }
    }
  }

  private void report(
      ExportHeader header,
      JournalId journal,
      DataDirectory directory,
      double seconds,
      PrintWriter out,
      boolean json) {
    Told.warn(header);
    Told.print(
        out,
        json
            ? Told.json(header)
                .put("importedAs", journal.value())
                .put("dataDir", directory.root().toString())
            : String.format(
                Locale.ROOT,
                "Imported journal %s, positions 0 to %d (%s), root %s, as journal %s into %s: %.1f"
                    + " s.",
                header.journalId(),
                header.position(),
                header.time(),
                header.root(),
                journal,
                directory.root(),
                seconds));
  }
}
