package dev.assay.benchmarks.journal;

import dev.assay.benchmarks.history.History;
import dev.assay.benchmarks.load.Call;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.kafka.KafkaJournal;
import dev.assay.events.journal.kafka.KafkaJournalConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The measured side: the journal as the embedded default opens it. */
public final class AssayLog implements AutoCloseable {

  private final Journal journal;
  private final History history;
  private int nextWriter;

  private AssayLog(Journal journal) {
    this.journal = journal;
    this.history = History.ofNobody(journal);
  }

  /** Opens a journal of one copy, of which this process is the only writer. */
  public static AssayLog open(String bootstrapServers, Path index) {
    return new AssayLog(
        KafkaJournal.open(
            KafkaJournalConfig.builder(bootstrapServers, index)
                .createTopic(true)
                .replicationFactor(1)
                .soleWriter(true)
                .build()));
  }

  /** As many writers as commits in flight, each with a stream of its own. */
  public List<Call> writers(int inFlight) {
    return IntStream.range(0, inFlight).mapToObj(i -> writer()).toList();
  }

  private Call writer() {
    History.Writer writer = history.writer("bench-" + nextWriter++);
    return () -> History.accepted(journal.append(writer.next()));
  }

  /** What is appended to. */
  public Journal journal() {
    return journal;
  }

  /** Size of the records that the writers make. */
  int recordBytes() {
    return new JournalCodec().encode(history.writer("sample").next()).length;
  }

  @Override
  public void close() {
    journal.close();
  }
}
