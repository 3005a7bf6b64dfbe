package dev.assay.benchmarks.proof;

import dev.assay.benchmarks.Scratch;
import dev.assay.benchmarks.history.History;
import dev.assay.benchmarks.journal.AssayLog;
import dev.assay.benchmarks.load.Call;
import dev.assay.benchmarks.load.Comparison;
import dev.assay.benchmarks.load.Phases;
import dev.assay.benchmarks.report.Aim;
import dev.assay.benchmarks.report.Finding;
import dev.assay.benchmarks.report.Quantity;
import dev.assay.broker.EmbeddedBroker;
import dev.assay.broker.EmbeddedBrokerConfig;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.kafka.KafkaJournalConfig;
import dev.assay.events.journal.kafka.TopicRecords;
import dev.assay.events.journal.proof.ConsistencyProof;
import dev.assay.events.journal.proof.InclusionProof;
import dev.assay.events.journal.proof.LogEntry;
import dev.assay.events.journal.proof.MerkleHash;
import dev.assay.events.journal.proof.MerkleTree;
import dev.assay.events.journal.verification.RawRecord;
import dev.assay.events.journal.verification.Verification;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What proofs cost: making one against reading one record from the index, checking one against the
 * plain hashes, signing a checkpoint against the bare signature, verifying a whole journal against
 * hashing its records.
 */
public final class ProofBenchmark {

  private static final int EVENTS = 400_000;
  private static final double MEDIAN = 50;
  private static final double NANOS = 1e9;
  private static final Aim REPORTED = new Aim.Reported();
  private static final Aim MADE = new Aim.AtMost(Quantity.millis(1));

  private final Path work;
  private final Phases phases;

  /**
   * A run of it.
   *
   * @param work where broker and index may lie
   */
  public ProofBenchmark(Path work, Phases phases) {
    this.work = work;
    this.phases = phases;
  }

  /** Measures over a journal that is made first. */
  public List<Finding> run() throws Exception {
    try (Scratch scratch = Scratch.in(work);
        EmbeddedBroker broker =
            EmbeddedBroker.start(EmbeddedBrokerConfig.in(scratch.resolve("broker")));
        AssayLog assay = AssayLog.open(broker.bootstrapServers(), scratch.resolve("index"))) {
      Journal journal = assay.journal();
      History.ofNobody(journal).append(EVENTS);
      List<Finding> findings = new ArrayList<>(proofs(journal));
      findings.addAll(checks(journal));
      findings.addAll(checkpoints(journal));
      findings.addAll(verification(broker.bootstrapServers(), journal));
      return findings;
    }
  }

  private static long position(long size) {
    return ThreadLocalRandom.current().nextLong(size);
  }

  private Finding compared(String what, Call baseline, Call value, Aim aim)
      throws InterruptedException, ExecutionException {
    Comparison result = Comparison.run(List.of(baseline), List.of(value), phases);
    return Finding.of(what, result.baseline().latency(MEDIAN), result.value().latency(MEDIAN), aim);
  }

  private Finding rates(String what, Call baseline, Call value)
      throws InterruptedException, ExecutionException {
    Comparison result = Comparison.run(List.of(baseline), List.of(value), phases);
    return Finding.of(what, result.baseline().rate(), result.value().rate(), REPORTED);
  }

  private List<Finding> proofs(Journal journal) throws Exception {
    MerkleTree tree = journal.tree();
    long size = tree.size();
    String among = " among %,d commits, p50 (baseline: a record read)".formatted(size);
    Call record = () -> expect(journal.record(position(size)).isPresent());
    return List.of(
        compared(
            "inclusion proof" + among, record, () -> tree.inclusion(position(size), size), MADE),
        compared(
            "consistency proof" + among,
            record,
            () -> tree.consistency(1 + position(size), size),
            MADE));
  }

  private List<Finding> checks(Journal journal) throws Exception {
    MerkleTree tree = journal.tree();
    long size = tree.size();
    MerkleHash root = tree.root(size);
    long position = size / 3;
    LogEntry entry = journal.entry(position).orElseThrow();
    InclusionProof inclusion = tree.inclusion(position, size);
    ConsistencyProof consistency = tree.consistency(position, size);
    MerkleHash before = tree.root(position);
    return List.of(
        rates(
            "checks of an inclusion proof (baseline: SHA-256 as often)",
            hashes(inclusion.path().size()),
            () -> expect(inclusion.holds(entry, root))),
        rates(
            "checks of a consistency proof (baseline: SHA-256 as often)",
            hashes(2 * consistency.path().size()),
            () -> expect(consistency.holds(before, root))));
  }

  private static Call hashes(int count) throws java.security.NoSuchAlgorithmException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    byte[] node = new byte[1 + 2 * MerkleHash.BYTES];
    return () -> {
      for (int i = 0; i < count; i++) {
        node[1] = sha256.digest(node)[0];
      }
    };
  }

  private static void expect(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("proof: does not hold (expected: it does)");
    }
  }

  private List<Finding> checkpoints(Journal journal) throws Exception {
    SigningKey key = SigningKey.of(journal.id());
    MerkleTree tree = journal.tree();
    long size = tree.size();
    return List.of(
        compared(
            "checkpoint, root and signature, p50 (baseline: an Ed25519 signature)",
            key::signSomething,
            () -> key.sign(size, tree.root(size)),
            REPORTED));
  }

  /** All records, once: to hash them, and to verify them. */
  private static List<Finding> verification(String bootstrapServers, Journal journal)
      throws Exception {
    double hashed = secondsOf(bootstrapServers, ProofBenchmark::hash);
    double verified =
        secondsOf(
            bootstrapServers,
            records -> {
              var report = Verification.of(records, List.of(), List.of(), List.of(), read -> {});
              expect(report.root().equals(journal.tree().root(report.size())));
            });
    long records = journal.tree().size();
    return List.of(
        Finding.of(
            "verification of a topic, records (baseline: read and SHA-256 alone)",
            Quantity.perSecond(records / hashed),
            Quantity.perSecond(records / verified),
            REPORTED));
  }

  private interface Reading {
    void all(TopicRecords records) throws Exception;
  }

  private static double secondsOf(String bootstrapServers, Reading reading) throws Exception {
    long start = System.nanoTime();
    try (TopicRecords records =
        TopicRecords.open(bootstrapServers, KafkaJournalConfig.DEFAULT_TOPIC, Map.of())) {
      reading.all(records);
    }
    return (System.nanoTime() - start) / NANOS;
  }

  private static void hash(TopicRecords records) throws java.security.NoSuchAlgorithmException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    for (Optional<RawRecord> next = records.next(); next.isPresent(); next = records.next()) {
      sha256.update(sha256.digest(next.get().bytes()));
    }
  }
}
