package dev.assay.projections.views;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;

/**
 * The tracking processor of a view group: one segment on one thread of its own. Axon waits twice as
 * long after each failure; here the pause is always the same.
 */
final class ViewProcessor extends TrackingEventProcessor {

  private static final int IDLE_MILLIS = 1_000;

  private final JournalMessages messages;
  private final Queue<Thread> threads;
  private final long pauseMillis;

  private ViewProcessor(
      Builder builder, JournalMessages messages, Queue<Thread> threads, Duration pause) {
    super(builder);
    this.messages = messages;
    this.threads = threads;
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
    var threads = new ConcurrentLinkedQueue<Thread>();
    var tuning =
        TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
            .andBatchSize(config.batchCommits())
            .andTokenClaimInterval(config.retryInterval().toMillis(), TimeUnit.MILLISECONDS)
            .andEventAvailabilityTimeout(IDLE_MILLIS, TimeUnit.MILLISECONDS)
            .andThreadFactory(_ -> work -> thread(name, work, threads));
    var builder = TrackingEventProcessor.builder();
    builder
        .name("views-" + name)
        .eventHandlerInvoker(invoker)
        .errorHandler(failures)
        .messageSource(messages)
        .tokenStore(tokens)
        .transactionManager(transactions)
        .trackingEventProcessorConfiguration(tuning);
    return new ViewProcessor(builder, messages, threads, config.retryInterval());
  }

  private static Thread thread(String name, Runnable work, Queue<Thread> threads) {
    var thread = Thread.ofPlatform().daemon().name("views-" + name).unstarted(work);
    threads.add(thread);
    return thread;
  }

  /**
   * Stops, and returns when no batch is under way. Axon would wait on the common pool, where others
   * may keep it waiting.
   */
  @Override
  public void shutDown() {
    shutdownAsync();
    messages.wake();
    for (var thread : threads) {
      join(thread);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
