package dev.assay.benchmarks.revocation;

import dev.assay.benchmarks.Scratch;
import dev.assay.benchmarks.history.Family;
import dev.assay.benchmarks.journal.RawLog;
import dev.assay.benchmarks.load.Call;
import dev.assay.benchmarks.load.Phases;
import dev.assay.benchmarks.report.Aim;
import dev.assay.benchmarks.report.Finding;
import dev.assay.benchmarks.report.Quantity;
import dev.assay.broker.EmbeddedBroker;
import dev.assay.broker.EmbeddedBrokerConfig;
import dev.assay.command.bucket.Impact;
import dev.assay.command.bucket.RevocationDryRun;
import dev.assay.command.execution.CommandResult;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.mongodb.MongoViewStore;
import dev.assay.projections.store.rocksdb.RocksDbViewStore;
import dev.assay.projections.views.Consistency;
import dev.assay.projections.views.ViewRecords;
import dev.assay.projections.views.Views;
import dev.assay.projections.views.ViewsConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * From the call that revokes a base image to the answer, and until a reader sees the last
 * descendant revoked; beside a plain producer and consumer of one record of the same size. And a
 * revocation against 200 writes a second, through another instance, into the buckets that it
 * concerns.
 */
public final class RevocationBenchmark {

  private static final int FAN_OUT = 100;
  private static final int[] DESCENDANTS = {1, 100, 10_000};
  private static final int CONTENDED = 2_000;
  private static final int WRITES_PER_SECOND = 200;
  private static final String MONGODB = "assay_bench_revocation";

  private static final Aim REPORTED = new Aim.Reported();
  private static final Aim MANY = new Aim.AtMost(Quantity.millis(1_000));
  private static final Aim THROUGH = new Aim.AtMost(Quantity.millis(2_000));

  private final Path work;
  private final int turns;
  private final String mongoUri;

  /**
   * A run of it.
   *
   * @param work where broker, indexes and views may lie
   * @param mongoUri replica set to keep views in as well, empty for none
   */
  public RevocationBenchmark(Path work, Phases phases, String mongoUri) {
    this.work = work;
    this.turns = phases.equals(Phases.QUICK) ? 3 : 9;
    this.mongoUri = mongoUri;
  }

  /** Measures every size, then the contended one. */
  public List<Finding> run() throws Exception {
    List<Finding> findings = new ArrayList<>();
    try (Scratch scratch = Scratch.in(work);
        EmbeddedBroker broker =
            EmbeddedBroker.start(EmbeddedBrokerConfig.in(scratch.resolve("broker")))) {
      String servers = broker.bootstrapServers();
      findings.addAll(sizes(servers, scratch));
      findings.addAll(contended(servers, scratch));
    }
    return findings;
  }

  private List<Finding> sizes(String servers, Scratch scratch) throws Exception {
    List<Finding> findings = new ArrayList<>();
    List<Family> families = new ArrayList<>();
    try (RawLog raw = RawLog.open(servers)) {
      try (Instance instance = Instance.open(servers, scratch.resolve("index"), true)) {
        Family.Home home = Family.Home.make(instance.journal());
        for (int count : DESCENDANTS) {
          Family family =
              Family.publish(instance.commands(), home, "family-" + count, count, FAN_OUT);
          families.add(family);
          findings.addAll(warm(instance, family, count, raw, "RocksDB", rocksDb(scratch, count)));
        }
        if (!mongoUri.isEmpty()) {
          int count = DESCENDANTS[DESCENDANTS.length - 1];
          findings.addAll(
              warm(
                  instance,
                  families.getLast(),
                  count,
                  raw,
                  "MongoDB",
                  MongoViewStore.open(mongoUri, MONGODB)));
        }
      }
      findings.add(cold(servers, scratch, families.getLast()));
      findings.addAll(new AncestryPages(servers, scratch, turns).run());
    }
    return findings;
  }

  private static ViewStore rocksDb(Scratch scratch, int count) {
    return RocksDbViewStore.open(scratch.resolve("views-" + count));
  }

  private List<Finding> warm(
      Instance instance, Family family, int count, RawLog raw, String kind, ViewStore store)
      throws Exception {
    Times answered = new Times();
    Times seen = new Times();
    Times restored = new Times();
    Times foretold = new Times();
    RevocationDryRun dryRun = instance.dryRun();
    int recordBytes = 0;
    try (store;
        Views views =
            Views.start(
                instance.journal(), store, ViewsConfig.defaults(), new SimpleMeterRegistry())) {
      awaitReady(views);
      // The first round warms up and is not counted.
      round(family, views, count, new Times(), new Times(), new Times());
      foretell(family, dryRun, instance, count);
      for (int turn = 0; turn < turns; turn++) {
        foretold.measure(() -> foretell(family, dryRun, instance, count));
        long position = round(family, views, count, answered, seen, restored);
        recordBytes = recordBytes(instance.journal(), position);
      }
    }
    Times baseline = raw(raw, recordBytes);
    String what =
        "revocation of %,d descendants, one record of %,d KiB, "
            .formatted(count, recordBytes / 1024);
    Aim aim = count == DESCENDANTS[DESCENDANTS.length - 1] ? MANY : REPORTED;
    return List.of(
        Finding.of(what + "answered", baseline.median(), answered.median(), aim),
        Finding.of(what + "seen in " + kind + " views", baseline.median(), seen.median(), aim),
        Finding.of(what + "seen in " + kind + " views, worst", seen.worst(), REPORTED),
        Finding.of("its restore, seen in " + kind + " views", restored.median(), REPORTED),
        Finding.of(
            "its dry run (impact), %,d descendants; baseline: the revocation answered"
                .formatted(count),
            answered.median(),
            foretold.median(),
            REPORTED));
  }

  private static Impact foretell(
      Family family, RevocationDryRun dryRun, Instance instance, int count) {
    Impact impact = family.impact(dryRun, instance.journal().end());
    if (impact.descendants().size() != count) {
      throw new IllegalStateException(
          "impact: " + impact.descendants().size() + " descendants (expected: " + count + ")");
    }
    return impact;
  }

  private static void awaitReady(Views views) throws InterruptedException {
    while (!views.health().ready()) {
      Thread.sleep(20);
    }
  }

  private static long round(
      Family family, Views views, int count, Times answered, Times seen, Times restored)
      throws Exception {
    family.assignChannels();
    // Their own time is not counted.
    views.barrier().await();
    CommandResult.Done done =
        seen.measure(() -> {
          CommandResult.Done accepted = answered.measure(family::revoke);
          require(views, family, count, true);
          return accepted;
        });
    restored.measure(() -> {
      CommandResult.Done accepted = family.restore();
      require(views, family, count, false);
      return accepted;
    });
    return done.position();
  }

  private static void require(Views views, Family family, int number, boolean revoked) {
    try (ViewRecords records = views.read(Consistency.LATEST)) {
      IterationRecord last = records.iteration(family.member(number)).orElseThrow();
      boolean found = last.revocations().stream().anyMatch(each -> each.inForce(Instant.now()));
      if (found != revoked) {
        throw new IllegalStateException(
            "revoked: " + found + " at " + records.position() + " (expected: " + revoked + ")");
      }
    }
  }

  private static int recordBytes(Journal journal, long position) {
    try (Stream<RecordedCommit> commits = journal.cursor(position)) {
      return new JournalCodec().encode(commits.findFirst().orElseThrow().commit()).length;
    }
  }

  private Times raw(RawLog raw, int recordBytes) throws Exception {
    Call call = raw.writers(1, recordBytes).getFirst();
    call.make();
    Times times = new Times();
    for (int turn = 0; turn < turns; turn++) {
      times.measure(() -> {
        call.make();
        return true;
      });
    }
    return times;
  }

  /** The first revocation after a start: nothing of the descendants is in memory. */
  private static Finding cold(String servers, Scratch scratch, Family family) throws Exception {
    Times times = new Times();
    try (Instance started = Instance.open(servers, scratch.resolve("index"), true)) {
      times.measure(family.through(started.commands())::revoke);
    }
    return Finding.of(
        "the first after a start, %,d descendants, answered"
            .formatted(DESCENDANTS[DESCENDANTS.length - 1]),
        times.median(),
        REPORTED);
  }

  private List<Finding> contended(String servers, Scratch scratch) throws Exception {
    try (Instance one = Instance.open(servers, scratch.resolve("one"), false);
        Instance two = Instance.open(servers, scratch.resolve("two"), false)) {
      Family.Home home = Family.Home.make(one.journal());
      Family family = Family.publish(one.commands(), home, "contended", CONTENDED, CONTENDED);
      Times quiet = new Times();
      Times busy = new Times();
      for (int turn = 0; turn < turns; turn++) {
        quiet.measure(family::revoke);
        family.restore();
      }
      SteadyWrites writes =
          new SteadyWrites(family.through(two.commands()), CONTENDED, WRITES_PER_SECOND);
      try (writes) {
        writes.awaitSteady();
        for (int turn = 0; turn < turns; turn++) {
          busy.measure(family::revoke);
          family.restore();
        }
      }
      String what = "revocation of %,d descendants, ".formatted(CONTENDED);
      return List.of(
          Finding.of(
              what
                  + "%d writes/s into them through another instance, answered; baseline without"
                      .formatted(WRITES_PER_SECOND),
              quiet.median(),
              busy.median(),
              REPORTED),
          Finding.of(what + "the same, worst", quiet.worst(), busy.worst(), THROUGH),
          Finding.of("writes meanwhile, rate", writes.rate(), REPORTED),
          Finding.of("writes meanwhile, p50", writes.latency(50), REPORTED),
          Finding.of("writes meanwhile, worst", writes.latency(100), REPORTED));
    }
  }
}
