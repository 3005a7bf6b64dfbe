package dev.assay.projections.access;

import dev.assay.events.access.ClientId;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An organisation: its projects, who there is, their keys and their roles. Maps keep the order of
 * creation.
 *
 * @param keys the keys that were not revoked, expired ones too
 * @param lastPosition position of its last event
 */
public record AccessRecord(
    OrganizationId id,
    String name,
    Instant createdAt,
    Map<ProjectId, ProjectRecord> projects,
    Map<PrincipalId, PrincipalRecord> principals,
    Map<ClientId, KeyRecord> keys,
    Map<PrincipalId, List<Binding>> bindings,
    long lastPosition) {}
