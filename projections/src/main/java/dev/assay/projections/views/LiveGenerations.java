package dev.assay.projections.views;

import dev.assay.events.journal.Journal;
import dev.assay.projections.store.Generation;
import dev.assay.projections.store.LiveGeneration;
import dev.assay.projections.store.ViewGroup;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.ViewStoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the live generation fits the journal and this program: makes the first one,
 * replaces at once one whose answers would be false, and builds a new one beside one of an older
 * schema.
 */
final class LiveGenerations {

  private static final Logger LOG = LoggerFactory.getLogger(LiveGenerations.class);

  private final Journal journal;
  private final ViewStore store;
  private final ViewGroup group;
  private final JournalMatch match;
  private final ViewRebuild rebuild;
  private final String owner;
  private final Duration lease;
  private final IntConsumer fit;

  /**
   * @param owner whose the generations are that are made here, for this long at first
   * @param fit is told the number of each generation that was found to fit
   */
  LiveGenerations(
      Journal journal,
      ViewStore store,
      ViewGroup group,
      ViewRebuild rebuild,
      String owner,
      Duration lease,
      IntConsumer fit) {
    this.journal = journal;
    this.store = store;
    this.group = group;
    this.match = new JournalMatch(journal);
    this.rebuild = rebuild;
    this.owner = owner;
    this.lease = lease;
    this.fit = fit;
  }

  /** A generation that answers truly as far as it goes. */
  Generation ensure() {
    Optional<Generation> found = Optional.empty();
    while (found.isEmpty()) {
      found = attempt();
    }
    fit.accept(found.get().number());
    return found.get();
  }

  /**
   * Empty if something had to be changed, by us or by another instance, and is to be looked at
   * again.
   */
  private Optional<Generation> attempt() {
    var live = store.live(group.name());
    if (live.isEmpty()) {
      replace(0);
      return Optional.empty();
    }
    requireNotNewer(live.get());
    if (live.get().schemaVersion() < group.schemaVersion()) {
      rebuild.run(_ -> {});
      return Optional.empty();
    }
    var generation = new Generation(group, live.get().number());
    var mismatch =
        store
            .watermark(generation)
            .map(match::mismatch)
            .orElseGet(() -> Optional.of("no watermark (expected: one)"));
    if (mismatch.isEmpty()) {
      return Optional.of(generation);
    }
    LOG.warn("views {} are rebuilt, they do not fit the journal: {}", generation, mismatch.get());
    replace(generation.number());
    return Optional.empty();
  }

  private void requireNotNewer(LiveGeneration live) {
    if (live.schemaVersion() > group.schemaVersion()) {
      throw new ViewStoreException(
          "views "
              + group.name()
              + " in "
              + store.description()
              + ": schema "
              + live.schemaVersion()
              + " (expected: at most "
              + group.schemaVersion()
              + "; run the newer version, or rebuild the views with this one)");
    }
  }

  private void replace(int live) {
    var next = store.create(group, journal.id(), owner, lease);
    if (!store.makeLive(next, live)) {
      store.drop(group.name(), next.number());
    } else if (live > 0) {
      store.drop(group.name(), live);
    }
  }

  /**
   * Drops generations that were replaced, and those whose builder died.
   *
   * @param dropper owner of nothing else, so that what is being built here is not taken for dead
   */
  void dropLeftovers(String dropper) {
    int live = store.live(group.name()).map(LiveGeneration::number).orElse(0);
    for (int number : store.generations(group.name())) {
      boolean dead =
          number > live && live > 0 && store.claim(new Generation(group, number), dropper, lease);
      if (number < live || dead) {
        store.drop(group.name(), number);
      }
    }
  }
}
