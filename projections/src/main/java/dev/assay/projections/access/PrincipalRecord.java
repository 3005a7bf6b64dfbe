package dev.assay.projections.access;

import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A service principal.
 *
 * @param projectId the project it belongs to, null for one of the organisation
 */
public record PrincipalRecord(
    PrincipalId id, String name, @Nullable ProjectId projectId, Instant createdAt) {}
