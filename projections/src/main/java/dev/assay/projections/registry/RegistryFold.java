package dev.assay.projections.registry;

import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.registry.RegistryEvent;
import dev.assay.events.registry.RegistryEvent.RegistryCreated;
import org.jspecify.annotations.Nullable;

/** Folds the events of a registry's stream into its record. */
public final class RegistryFold {

  private RegistryFold() {}

  /**
   * @param current the record before the event, null where there is no registry
   * @return the record after it
   */
  public static @Nullable RegistryRecord apply(
      @Nullable RegistryRecord current, RecordedEvent recorded) {
    if (!(recorded.event() instanceof RegistryEvent event)) {
      return current;
    }
    return switch (event) {
      case RegistryCreated created ->
          new RegistryRecord(
              created.registryId(),
              created.projectId(),
              created.featureTier(),
              created.activated(),
              recorded.time(),
              recorded.time(),
              recorded.position());
    };
  }
}
