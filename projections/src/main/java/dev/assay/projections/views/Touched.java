package dev.assay.projections.views;

import static dev.assay.projections.views.RegistryCollections.ASSIGNMENTS;
import static dev.assay.projections.views.RegistryCollections.BUCKETS;
import static dev.assay.projections.views.RegistryCollections.CHANNELS;
import static dev.assay.projections.views.RegistryCollections.ITERATIONS;

import dev.assay.events.Event;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.bucket.BucketEvent.ChannelAssigned;
import dev.assay.events.bucket.BucketEvent.ChannelEvent;
import dev.assay.events.bucket.BucketEvent.ChannelRolledBack;
import dev.assay.events.bucket.BucketEvent.IterationEvent;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.RecordedCommit;
import dev.assay.projections.store.CollectionSpec;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The documents that commits are about, so that they can be fetched together before the folds ask
 * for one after the other. It costs a look if one is left out, nothing else.
 */
final class Touched {

  private final Set<String> buckets = new LinkedHashSet<>();
  private final Set<String> iterations = new LinkedHashSet<>();
  private final Set<String> channels = new LinkedHashSet<>();

  void add(RecordedCommit commit) {
    for (var append : commit.commit().appends()) {
      append.events().forEach(this::add);
    }
  }

  private void add(Event event) {
    if (event instanceof BucketEvent about) {
      buckets.add(about.bucketId().value());
    }
    if (event instanceof IterationEvent about) {
      iterations.add(about.iterationId().value());
    }
    if (event instanceof ChannelEvent about) {
      channels.add(about.channelId().value());
    }
    if (event instanceof ChannelAssigned assigned) {
      addTarget(assigned.iterationId());
    }
    if (event instanceof ChannelRolledBack rolledBack) {
      addTarget(rolledBack.iterationId());
    }
  }

  private void addTarget(@Nullable IterationId iteration) {
    if (iteration != null) {
      iterations.add(iteration.value());
    }
  }

  /** How many documents they are. */
  int size() {
    return buckets.size() + iterations.size() + 2 * channels.size();
  }

  void forEach(BiConsumer<CollectionSpec<?>, Set<String>> each) {
    each.accept(BUCKETS, buckets);
    each.accept(ITERATIONS, iterations);
    each.accept(CHANNELS, channels);
    each.accept(ASSIGNMENTS, channels);
  }
}
