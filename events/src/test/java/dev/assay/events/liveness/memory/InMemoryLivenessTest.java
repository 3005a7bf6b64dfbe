package dev.assay.events.liveness.memory;

import dev.assay.events.liveness.Liveness;
import dev.assay.events.liveness.LivenessContract;
import java.time.InstantSource;

class InMemoryLivenessTest extends LivenessContract {

  @Override
  protected Liveness newLiveness() {
    return new InMemoryLiveness(InstantSource.system());
  }
}
