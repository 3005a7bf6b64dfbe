package dev.assay.events.registry;

import dev.assay.events.Event;
import dev.assay.events.access.ProjectId;

/** What happens in the stream {@code registry/<project>}. */
public sealed interface RegistryEvent extends Event {

  record RegistryCreated(
      RegistryId registryId, ProjectId projectId, FeatureTier featureTier, boolean activated)
      implements RegistryEvent {}
}
