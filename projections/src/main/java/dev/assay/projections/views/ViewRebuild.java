package dev.assay.projections.views;

import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.projections.store.Generation;
import dev.assay.projections.store.LiveGeneration;
import dev.assay.projections.store.ViewGroup;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.ViewStoreException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the next generation of a group from the journal's beginning while the live one answers,
 * and then makes it the live one in one step. What it needs besides is what a start needs, so it
 * works on a stopped registry too.
 */
public final class ViewRebuild {

  private static final Logger LOG = LoggerFactory.getLogger(ViewRebuild.class);

  /** A claim says that somebody builds; unclaimed leftovers of a builder that died are dropped. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  /** So few commits behind the end, the projector that takes over is there in an instant. */
  private static final int NEAR = 200;

  private final Journal journal;
  private final ViewStore store;
  private final GroupProjection projection;
  private final ViewGroup group;
  private final ViewMeters meters;
  private final ViewsConfig config;
  private final String owner;
  private final BooleanSupplier stopped;

  ViewRebuild(
      Journal journal,
      ViewStore store,
      GroupProjection projection,
      ViewMeters meters,
      ViewsConfig config,
      String owner,
      BooleanSupplier stopped) {
    this.journal = journal;
    this.store = store;
    this.projection = projection;
    this.group = projection.group();
    this.meters = meters;
    this.config = config;
    this.owner = owner;
    this.stopped = stopped;
  }

  /**
   * What was built.
   *
   * @param group name of the group
   * @param generation number of the generation that is live now
   * @param replaced number of the one that was live before, 0 for none
   * @param position position that it has reached
   */
  public record Result(String group, int generation, int replaced, long position) {}

  /**
   * Rebuilds the views of a registry that does not run, and drops what was there before.
   *
   * @param progress is told the position that was reached, after each batch
   * @throws ViewStoreException if another rebuild came first
   */
  public static Result offline(
      Journal journal,
      ViewStore store,
      ViewsConfig config,
      MeterRegistry registry,
      LongConsumer progress) {
    return offline(new RegistryProjection(), journal, store, config, registry, progress);
  }

  static Result offline(
      GroupProjection projection,
      Journal journal,
      ViewStore store,
      ViewsConfig config,
      MeterRegistry registry,
      LongConsumer progress) {
    var meters = new ViewMeters(registry, projection.group());
    var rebuild =
        new ViewRebuild(journal, store, projection, meters, config, Owners.next(), () -> false);
    var result = rebuild.run(progress);
    if (result.replaced() > 0) {
      store.drop(result.group(), result.replaced());
    }
    return result;
  }

  /**
   * Builds and switches.
   *
   * @throws ViewStoreException if another rebuild came first
   * @throws CancellationException if the views were closed meanwhile
   */
  Result run(LongConsumer progress) {
    int live = store.live(group.name()).map(LiveGeneration::number).orElse(0);
    var next = store.create(group, journal.id(), owner, LEASE);
    LOG.info("views {}: building generation {} beside {}", group.name(), next, live);
    boolean switched = false;
    try {
      long position = fill(next, progress);
      switched = store.makeLive(next, live);
      if (!switched) {
        throw new ViewStoreException(
            "views: generation " + live + " is no longer live (expected: no other rebuild)");
      }
      meters.rebuilt();
      LOG.info("views {}: generation {} is live at position {}", group.name(), next, position);
      return new Result(group.name(), next.number(), live, position);
    } finally {
      store.release(next, owner);
      if (!switched) {
        store.drop(group.name(), next.number());
      }
    }
  }

  private long fill(Generation next, LongConsumer progress) {
    var start = store.watermark(next).orElseThrow(() -> new ViewStoreException(next + ": gone"));
    var writer = new GenerationWriter(store, projection, next, start, meters);
    do {
      try (var commits = journal.cursor(writer.watermark().position() + 1)) {
        var iterator = commits.iterator();
        while (iterator.hasNext()) {
          store.claim(next, owner, LEASE);
          batch(writer, iterator);
          progress.accept(writer.watermark().position());
        }
      }
    } while (journal.end() - writer.watermark().position() > NEAR);
    return writer.watermark().position();
  }

  private void batch(GenerationWriter writer, Iterator<RecordedCommit> commits) {
    if (stopped.getAsBoolean()) {
      throw new CancellationException("views: closed (expected: open until the rebuild is done)");
    }
    try (var pending = writer.begin()) {
      for (int i = 0; i < config.batchCommits() && !pending.isFull() && commits.hasNext(); i++) {
        pending.add(commits.next());
      }
      pending.apply();
    }
  }
}
