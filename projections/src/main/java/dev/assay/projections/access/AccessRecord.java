package dev.assay.projections.access;

import dev.assay.events.access.ClientId;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An organisation: its projects, who there is, their keys and their roles. Maps keep the order of
 * creation.
 *
 * @param keys the keys that were not revoked, expired ones too
 * @param revisions how often the roles held on a resource have changed, by its name
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
    Map<String, Long> revisions,
    long lastPosition) {

  /** The principal with a name in what it belongs to. */
  public Optional<PrincipalRecord> principal(PrincipalName name) {
    return principalsOf(name.parent())
        .filter(principal -> principal.name().equals(name.name()))
        .findFirst();
  }

  /** The principals that belong to an organisation or a project, the oldest first. */
  public Stream<PrincipalRecord> principalsOf(Resource parent) {
    return principals.values().stream()
        .filter(principal -> PrincipalName.of(id, principal).parent().equals(parent));
  }

  /** The keys of a principal, the oldest first. */
  public Stream<KeyRecord> keysOf(PrincipalId principal) {
    return keys.values().stream().filter(key -> key.principalId().equals(principal));
  }

  /** Who holds which role on a resource itself; empty if nobody ever did. */
  public Optional<PolicyRecord> policy(Resource resource) {
    return Optional.ofNullable(revisions.get(resource.name()))
        .map(revision -> new PolicyRecord(bindingsOn(resource.name()), revision));
  }

  private List<Binding> bindingsOn(String resource) {
    return principals.keySet().stream()
        .map(bindings::get)
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .filter(binding -> binding.resource().equals(resource))
        .toList();
  }
}
