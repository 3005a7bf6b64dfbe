package dev.assay.projections.access;

import dev.assay.events.access.AccessEvent.OrganizationCreated;
import dev.assay.events.access.ClientId;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The record of an organisation while events are folded into it: its own copies, so that the record
 * before it stays as it was. Used by one thread.
 */
final class AccessDraft {

  private final OrganizationId id;
  private final String name;
  private final Instant createdAt;
  private final Map<ProjectId, ProjectRecord> projects;
  private final Map<PrincipalId, PrincipalRecord> principals;
  private final Map<ClientId, KeyRecord> keys;
  private final Map<PrincipalId, List<Binding>> bindings;
  private final Map<String, Long> revisions;
  private long lastPosition;

  AccessDraft(AccessRecord before) {
    this.id = before.id();
    this.name = before.name();
    this.createdAt = before.createdAt();
    this.projects = new LinkedHashMap<>(before.projects());
    this.principals = new LinkedHashMap<>(before.principals());
    this.keys = new LinkedHashMap<>(before.keys());
    this.bindings = new LinkedHashMap<>(before.bindings());
    this.revisions = new LinkedHashMap<>(before.revisions());
    this.lastPosition = before.lastPosition();
  }

  static AccessDraft begun(OrganizationCreated created, Instant time, long position) {
    return new AccessDraft(
        new AccessRecord(
            created.organizationId(),
            created.name(),
            time,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            position));
  }

  void reached(long position) {
    lastPosition = position;
  }

  void add(ProjectRecord project) {
    projects.put(project.id(), project);
  }

  void add(PrincipalRecord principal) {
    principals.put(principal.id(), principal);
  }

  /** With its keys and all its roles. */
  void remove(PrincipalId principal) {
    principals.remove(principal);
    keys.values().removeIf(key -> key.principalId().equals(principal));
    List<Binding> held = bindings.remove(principal);
    if (held != null) {
      held.stream().map(Binding::resource).forEach(this::revised);
    }
  }

  void add(KeyRecord key) {
    keys.put(key.clientId(), key);
  }

  void remove(ClientId key) {
    keys.remove(key);
  }

  void grant(Binding binding) {
    List<Binding> held = bindings.getOrDefault(binding.principalId(), List.of());
    if (!held.contains(binding)) {
      List<Binding> more = new ArrayList<>(held);
      more.add(binding);
      hold(binding, more);
    }
  }

  void withdraw(Binding binding) {
    List<Binding> fewer = new ArrayList<>(bindings.getOrDefault(binding.principalId(), List.of()));
    if (fewer.remove(binding)) {
      hold(binding, fewer);
    }
  }

  private void hold(Binding changed, List<Binding> held) {
    bindings.put(changed.principalId(), Collections.unmodifiableList(held));
    revised(changed.resource());
  }

  private void revised(String resource) {
    revisions.merge(resource, 1L, Long::sum);
  }

  AccessRecord done() {
    return new AccessRecord(
        id,
        name,
        createdAt,
        Collections.unmodifiableMap(projects),
        Collections.unmodifiableMap(principals),
        Collections.unmodifiableMap(keys),
        Collections.unmodifiableMap(bindings),
        Collections.unmodifiableMap(revisions),
        lastPosition);
  }
}
