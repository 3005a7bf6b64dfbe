package dev.assay.events.refusals.memory;

import dev.assay.events.refusals.Refusals;
import dev.assay.events.refusals.RefusalsContract;
import java.time.InstantSource;

class InMemoryRefusalsTest extends RefusalsContract {

  @Override
  protected Refusals newRefusals() {
    return new InMemoryRefusals(InstantSource.system());
  }

  @Override
  protected void dropBefore(Refusals from, long offset) {
    ((InMemoryRefusals) from).dropBefore(offset);
  }
}
