package dev.assay.command.identity;

import com.github.f4b6a3.ulid.UlidFactory;
import java.time.InstantSource;

/**
 * ULIDs that grow within this instance, also within one millisecond. Safe for use by many threads.
 */
public final class Ulids implements IdSource {

  private final UlidFactory factory = UlidFactory.newMonotonicInstance();
  private final InstantSource clock;

  /**
   * @param clock the time that stands in the identities
   */
  public Ulids(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String next() {
    return factory.create(clock.millis()).toString();
  }
}
