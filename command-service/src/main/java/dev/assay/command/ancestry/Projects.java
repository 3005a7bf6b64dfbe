package dev.assay.command.ancestry;

import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.ProjectId;

/** Knows which project belongs to which organisation. Safe for use by many threads. */
@FunctionalInterface
public interface Projects {

  boolean belongs(ProjectId project, OrganizationId organization);
}
