package dev.assay.command.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.events.journal.JournalUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.junit.jupiter.api.Test;

class StreamLocksTest {

  private final StreamLocks locks = new StreamLocks(Duration.ofSeconds(10));

  private Thread waiting(Runnable work) {
    Thread thread = Thread.ofPlatform().start(work);
    Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    return thread;
  }

  @Test
  void givenManyWhoWait_thenWhoCameFirstIsServedFirst() throws InterruptedException {
    Lock held = locks.obtainLock("a");
    List<Integer> served = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int n = 0; n < 10; n++) {
      int number = n;
      threads.add(
          waiting(() -> {
            Lock lock = locks.obtainLock("a");
            served.add(number);
            lock.release();
          }));
    }
    held.release();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(served).isEqualTo(IntStream.range(0, 10).boxed().toList());
    assertThat(locks.size()).as("nothing is kept of locks that nobody wants").isZero();
  }

  @Test
  void givenAHeldLock_whenItIsNotReleasedInTime_thenRefusedAndOthersAreFree() {
    StreamLocks impatient = new StreamLocks(Duration.ofMillis(20));
    Lock held = impatient.obtainLock("a");
    assertThatThrownBy(() -> CompletableFuture.supplyAsync(() -> impatient.obtainLock("a")).join())
        .hasCauseInstanceOf(LockAcquisitionFailedException.class)
        .hasMessageContaining("expected: its lock within PT0.02S");
    assertThat(held.isHeld()).isTrue();
    impatient.obtainLock("b").release();
    held.release();

    assertThat(held.isHeld()).isFalse();
    assertThat(impatient.size()).isZero();
  }

  @Test
  void givenAWait_whenInterrupted_thenItEnds() throws InterruptedException {
    Lock held = locks.obtainLock("a");
    List<RuntimeException> thrown = Collections.synchronizedList(new ArrayList<>());
    Thread waits =
        waiting(() -> {
          try {
            locks.obtainLock("a");
          } catch (RuntimeException e) {
            thrown.add(e);
          }
        });
    waits.interrupt();
    waits.join();
    held.release();

    assertThat(thrown).singleElement().isInstanceOf(JournalUnavailableException.class);
    assertThat(locks.size()).isZero();
  }
}
