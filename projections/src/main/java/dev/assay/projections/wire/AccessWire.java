package dev.assay.projections.wire;

import dev.assay.events.access.OrganizationId;
import dev.assay.projections.access.AccessRecord;
import dev.assay.projections.access.ProjectRecord;
import dev.assay.projections.registry.RegistryRecord;

/** Organisations, projects and registries as the wire shows them. */
public final class AccessWire {

  private static final String ACTIVE = "ACTIVE";

  private AccessWire() {}

  public static Organization organization(AccessRecord organization) {
    return new Organization(
        organization.id().value(),
        organization.name(),
        ACTIVE,
        organization.createdAt(),
        null,
        false);
  }

  public static Project project(OrganizationId organization, ProjectRecord project) {
    return new Project(
        project.id().value(),
        project.name(),
        project.description(),
        ACTIVE,
        new Project.ResourceId(organization.value(), "ORGANIZATION"),
        project.createdAt());
  }

  public static Registry registry(OrganizationId organization, RegistryRecord registry) {
    return new Registry(
        registry.id().value(),
        Location.of(organization.value(), registry.projectId().value()),
        new Registry.RegistryConfig(
            registry.activated(), registry.featureTier().name(), null, null),
        registry.createdAt(),
        registry.updatedAt());
  }
}
