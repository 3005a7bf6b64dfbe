package dev.assay.projections.views;

import dev.assay.projections.store.Generation;
import dev.assay.projections.store.LiveGeneration;
import dev.assay.projections.store.ViewGroup;
import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.ViewStoreException;
import java.time.Duration;
import java.util.function.Consumer;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;

/**
 * Axon's token store over a group of views: the token is the live generation's watermark, so it is
 * stored with the batch and not here. There is one segment.
 */
final class ViewTokens implements TokenStore {

  private final ViewStore store;
  private final GroupProjection projection;
  private final ViewGroup group;
  private final LiveGenerations live;
  private final ViewTransactions transactions;
  private final ViewFailures failures;
  private final ViewMeters meters;
  private final Duration lease;
  private final String owner;
  private final Consumer<GenerationWriter> fetched;
  private volatile long claimedNanos;

  ViewTokens(
      ViewStore store,
      GroupProjection projection,
      LiveGenerations live,
      ViewTransactions transactions,
      ViewFailures failures,
      ViewMeters meters,
      Duration lease,
      String owner,
      Consumer<GenerationWriter> fetched) {
    this.store = store;
    this.projection = projection;
    this.group = projection.group();
    this.live = live;
    this.transactions = transactions;
    this.failures = failures;
    this.meters = meters;
    this.lease = lease;
    this.owner = owner;
    this.fetched = fetched;
  }

  @Override
  public int[] fetchSegments(String processor) {
    return new int[] {Segment.ROOT_SEGMENT.getSegmentId()};
  }

  @Override
  public TrackingToken fetchToken(String processor, int segment) {
    try {
      var generation = live.ensure();
      claim(generation);
      var watermark =
          store
              .watermark(generation)
              .orElseThrow(() -> new ViewStoreException(generation + ": gone (expected: live)"));
      var writer = new GenerationWriter(store, projection, generation, watermark, meters);
      transactions.use(writer);
      failures.claimed();
      fetched.accept(writer);
      return new GlobalSequenceTrackingToken(watermark.position());
    } catch (UnableToClaimTokenException e) {
      failures.claimed();
      throw e;
    } catch (RuntimeException e) {
      failures.claimFailed(e);
      throw e;
    }
  }

  @Override
  public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
    if (token == null || token.position().isEmpty()) {
      throw new IllegalArgumentException("token: " + token + " (expected: a position)");
    }
    transactions.expect(token.position().getAsLong());
    if (System.nanoTime() - claimedNanos > lease.toNanos() / 3) {
      claim(generation());
    }
  }

  @Override
  public void extendClaim(String processor, int segment) {
    var generation = generation();
    int now = store.live(group.name()).map(LiveGeneration::number).orElse(0);
    if (now != generation.number()) {
      throw new UnableToClaimTokenException(generation + ": replaced by " + now);
    }
    claim(generation);
    failures.claimed();
    failures.wentOn();
  }

  @Override
  public void releaseClaim(String processor, int segment) {
    var writer = transactions.writer();
    if (writer != null) {
      store.release(writer.generation(), owner);
    }
  }

  private Generation generation() {
    var writer = transactions.writer();
    if (writer == null) {
      throw new UnableToClaimTokenException("views " + group.name() + ": no claim");
    }
    return writer.generation();
  }

  private void claim(Generation generation) {
    if (!store.claim(generation, owner, lease)) {
      throw new UnableToClaimTokenException(generation + ": claimed by another instance");
    }
    claimedNanos = System.nanoTime();
  }
}
