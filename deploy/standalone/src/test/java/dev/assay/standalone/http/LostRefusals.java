package dev.assay.standalone.http;

import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.refusals.RecordedRefusal;
import dev.assay.events.refusals.Refusals;
import dev.assay.events.refusals.RefusedRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A log of refusals whose broker takes nothing. */
final class LostRefusals implements Refusals {

  @Override
  public String id() {
    return "lost";
  }

  @Override
  public void append(RefusedRequest refused) {
    throw new JournalUnavailableException("told to lose " + refused.request().id());
  }

  @Override
  public long first() {
    return 0;
  }

  @Override
  public long end() {
    return -1;
  }

  @Override
  public Cursor read(long fromOffset) {
    return new Cursor() {
      @Override
      public List<RecordedRefusal> poll(Duration atMost) {
        LockSupport.parkNanos(atMost.toNanos());
        return List.of();
      }

      @Override
      public void close() {
        // Holds nothing.
      }
    };
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
