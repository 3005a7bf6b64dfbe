package dev.assay.projections.views;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.PropagatingErrorHandler;

/**
 * The tracking processor of a view group: one segment on one thread of its own. Axon waits twice as long after each
 * failure; here the pause is always the same.
 */
final class ViewProcessor extends TrackingEventProcessor {

  private static final int IDLE_MILLIS = 1_000;

  private final JournalMessages messages;
  private final long pauseMillis;

  private ViewProcessor(Builder builder, JournalMessages messages, Duration pause) {
    super(builder);
    this.messages = messages;
    this.pauseMillis = pause.toMillis();
  }

  static ViewProcessor of(
      String name,
      JournalMessages messages,
      ViewTransactions transactions,
      ViewTokens tokens,
      ViewFailures failures,
      ViewsConfig config) {
    var invoker =
        SimpleEventHandlerInvoker.builder()
            .eventHandlers(new CommitHandler(transactions))
            .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
            .build();
    var tuning =
        TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
            .andBatchSize(config.batchCommits())
            .andTokenClaimInterval(config.retryInterval().toMillis(), TimeUnit.MILLISECONDS)
            .andEventAvailabilityTimeout(IDLE_MILLIS, TimeUnit.MILLISECONDS)
            .andThreadFactory(
                thread -> Thread.ofPlatform().daemon().name("views-" + name).factory());
    var builder = TrackingEventProcessor.builder();
    builder
        .name("views-" + name)
        .eventHandlerInvoker(invoker)
        .errorHandler(failures)
        .messageSource(messages)
        .tokenStore(tokens)
        .transactionManager(transactions)
        .trackingEventProcessorConfiguration(tuning);
    return new ViewProcessor(builder, messages, config.retryInterval());
  }

  /** Stops, and returns when no batch is under way. */
  @Override
  public void shutDown() {
    var done = shutdownAsync();
    messages.wake();
    done.join();
  }

  @Override
  protected void doSleepFor(long millis) {
    super.doSleepFor(Math.min(millis, pauseMillis));
  }

  @Override
  protected void doSleepFor(long millis, AtomicBoolean until) {
    super.doSleepFor(Math.min(millis, pauseMillis), until);
  }
}
