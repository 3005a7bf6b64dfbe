package dev.assay.projections.access;

import dev.assay.events.access.ProjectId;
import java.time.Instant;

/** A project of an organisation. */
public record ProjectRecord(ProjectId id, String name, String description, Instant createdAt) {}
