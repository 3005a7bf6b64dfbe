package dev.assay.projections.access;

import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.Role;

/**
 * A role of a principal on a resource and all below it.
 *
 * @param resource resource name, as {@link ResourceNames} makes it
 */
public record Binding(PrincipalId principalId, Role role, String resource) {}
