package dev.assay.command.access;

import dev.assay.events.access.AccessEvent.KeyCreated;
import dev.assay.events.access.AccessEvent.RoleGranted;
import dev.assay.events.access.AccessEvent.RoleWithdrawn;
import dev.assay.events.access.AccessEvent.ServicePrincipalCreated;
import dev.assay.events.access.ClientId;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.access.Role;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What decisions about an organisation's principals, keys and roles need. */
final class OrganizationState {

  /**
   * A principal that is there.
   *
   * @param project null for one of the organisation
   */
  record Principal(PrincipalId id, String name, @Nullable ProjectId project) {}

  /** A key that was not revoked. */
  record Key(ClientId id, PrincipalId principal, String secretSha256, @Nullable Instant expiresAt) {

    boolean validAt(Instant now) {
      return expiresAt == null || now.isBefore(expiresAt);
    }
  }

  private final OrganizationId id;
  private final Set<ProjectId> projects = new HashSet<>();
  private final Map<PrincipalId, Principal> principals = new HashMap<>();
  private final Map<ClientId, Key> keys = new HashMap<>();
  private final Map<String, Map<PrincipalId, Set<Role>>> roles = new HashMap<>();
  private final Map<String, Long> revisions = new HashMap<>();

  OrganizationState(OrganizationId id) {
    this.id = id;
  }

  OrganizationState(OrganizationSnapshot snapshot) {
    this(snapshot.id());
    projects.addAll(snapshot.projects());
    snapshot.principals().forEach(each -> principals.put(each.id(), each));
    snapshot.keys().forEach(each -> keys.put(each.id(), each));
    snapshot.grants().forEach(each -> held(each.resource(), each.principal()).add(each.role()));
    revisions.putAll(snapshot.revisions());
  }

  OrganizationSnapshot snapshot() {
    return new OrganizationSnapshot(
        OrganizationSnapshot.FORMAT,
        id,
        List.copyOf(projects),
        List.copyOf(principals.values()),
        List.copyOf(keys.values()),
        roles.entrySet().stream()
            .flatMap(on -> OrganizationSnapshot.grants(on.getKey(), on.getValue()))
            .toList(),
        Map.copyOf(revisions));
  }

  OrganizationId id() {
    return id;
  }

  boolean has(ProjectId project) {
    return projects.contains(project);
  }

  @Nullable Principal principal(PrincipalId principal) {
    return principals.get(principal);
  }

  Iterable<Principal> principals() {
    return principals.values();
  }

  int size() {
    return principals.size();
  }

  @Nullable Key key(ClientId key) {
    return keys.get(key);
  }

  List<Key> keysOf(PrincipalId principal) {
    return keys.values().stream().filter(key -> key.principal().equals(principal)).toList();
  }

  boolean holds(PrincipalId principal, Role role, String resource) {
    return rolesOn(resource).getOrDefault(principal, Set.of()).contains(role);
  }

  /** Who holds which roles on a resource itself. */
  Map<PrincipalId, Set<Role>> rolesOn(String resource) {
    return roles.getOrDefault(resource, Map.of());
  }

  /** How often the roles held on a resource have changed. */
  long revision(String resource) {
    return revisions.getOrDefault(resource, 0L);
  }

  void add(ProjectId project) {
    projects.add(project);
  }

  void on(ServicePrincipalCreated created) {
    principals.put(
        created.principalId(),
        new Principal(created.principalId(), created.name(), created.projectId()));
  }

  void remove(PrincipalId principal) {
    principals.remove(principal);
    keys.values().removeIf(key -> key.principal().equals(principal));
    for (String resource : List.copyOf(roles.keySet())) {
      Set<Role> held = rolesOn(resource).get(principal);
      if (held != null) {
        List.copyOf(held).forEach(role -> on(new RoleWithdrawn(principal, role, resource)));
      }
    }
  }

  void on(KeyCreated created) {
    keys.put(
        created.clientId(),
        new Key(
            created.clientId(),
            created.principalId(),
            created.secretSha256(),
            created.expiresAt()));
  }

  void remove(ClientId key) {
    keys.remove(key);
  }

  void on(RoleGranted granted) {
    if (held(granted.resource(), granted.principalId()).add(granted.role())) {
      revisions.merge(granted.resource(), 1L, Long::sum);
    }
  }

  void on(RoleWithdrawn withdrawn) {
    if (!holds(withdrawn.principalId(), withdrawn.role(), withdrawn.resource())) {
      return;
    }
    revisions.merge(withdrawn.resource(), 1L, Long::sum);
    Set<Role> held = held(withdrawn.resource(), withdrawn.principalId());
    held.remove(withdrawn.role());
    if (held.isEmpty()) {
      held(withdrawn.resource()).remove(withdrawn.principalId());
    }
    if (rolesOn(withdrawn.resource()).isEmpty()) {
      roles.remove(withdrawn.resource());
    }
  }

  private Set<Role> held(String resource, PrincipalId principal) {
    return held(resource).computeIfAbsent(principal, _ -> EnumSet.noneOf(Role.class));
  }

  private Map<PrincipalId, Set<Role>> held(String resource) {
    return roles.computeIfAbsent(resource, _ -> new LinkedHashMap<>());
  }
}
