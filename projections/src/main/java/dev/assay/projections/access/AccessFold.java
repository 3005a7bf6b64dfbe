package dev.assay.projections.access;

import dev.assay.events.access.AccessEvent;
import dev.assay.events.access.AccessEvent.KeyCreated;
import dev.assay.events.access.AccessEvent.KeyRevoked;
import dev.assay.events.access.AccessEvent.OrganizationCreated;
import dev.assay.events.access.AccessEvent.ProjectCreated;
import dev.assay.events.access.AccessEvent.RoleGranted;
import dev.assay.events.access.AccessEvent.RoleWithdrawn;
import dev.assay.events.access.AccessEvent.ServicePrincipalCreated;
import dev.assay.events.access.AccessEvent.ServicePrincipalDeleted;
import dev.assay.events.access.ClientId;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.journal.RecordedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Folds the events of an organisation's access stream into its record. */
public final class AccessFold {

  private AccessFold() {}

  /**
   * @param current the record before the event, null where there is no organisation
   * @return the record after it
   * @throws IllegalStateException if the event cannot follow: the history is broken
   */
  public static @Nullable AccessRecord apply(
      @Nullable AccessRecord current, RecordedEvent recorded) {
    if (!(recorded.event() instanceof AccessEvent event)) {
      return current;
    }
    if (event instanceof OrganizationCreated created) {
      return created(created, recorded);
    }
    if (current == null) {
      throw new IllegalStateException(
          "event "
              + recorded.sequence()
              + " of "
              + recorded.stream()
              + " comes before the organisation (expected: OrganizationCreated first)");
    }
    return next(Draft.of(current), event, recorded).done(recorded.position());
  }

  private static AccessRecord created(OrganizationCreated created, RecordedEvent recorded) {
    return new AccessRecord(
        created.organizationId(),
        created.name(),
        recorded.time(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        recorded.position());
  }

  private static Draft next(Draft draft, AccessEvent event, RecordedEvent recorded) {
    var time = recorded.time();
    return switch (event) {
      case OrganizationCreated _ -> draft;
      case ProjectCreated(var id, var name, var description) ->
          draft.project(new ProjectRecord(id, name, description, time));
      case ServicePrincipalCreated(var id, var name, var project) ->
          draft.principal(new PrincipalRecord(id, name, project, time));
      case ServicePrincipalDeleted(var id) -> draft.withoutPrincipal(id);
      case KeyCreated(var client, var principal, var sha256, var expiresAt) ->
          draft.key(new KeyRecord(client, principal, sha256, time, expiresAt));
      case KeyRevoked(var client) -> draft.withoutKey(client);
      case RoleGranted(var principal, var role, var resource) ->
          draft.grant(new Binding(principal, role, resource));
      case RoleWithdrawn(var principal, var role, var resource) ->
          draft.withdraw(new Binding(principal, role, resource));
    };
  }

  /** The record to be; each change copies what it changes and shares the rest. */
  private record Draft(
      AccessRecord before,
      Map<ProjectId, ProjectRecord> projects,
      Map<PrincipalId, PrincipalRecord> principals,
      Map<ClientId, KeyRecord> keys,
      Map<PrincipalId, List<Binding>> bindings) {

    static Draft of(AccessRecord r) {
      return new Draft(r, r.projects(), r.principals(), r.keys(), r.bindings());
    }

    AccessRecord done(long position) {
      return new AccessRecord(
          before.id(),
          before.name(),
          before.createdAt(),
          projects,
          principals,
          keys,
          bindings,
          position);
    }

    Draft project(ProjectRecord project) {
      return new Draft(before, with(projects, project.id(), project), principals, keys, bindings);
    }

    Draft principal(PrincipalRecord principal) {
      return new Draft(
          before, projects, with(principals, principal.id(), principal), keys, bindings);
    }

    Draft withoutPrincipal(PrincipalId id) {
      Map<ClientId, KeyRecord> others = new LinkedHashMap<>(keys);
      others.values().removeIf(key -> key.principalId().equals(id));
      return new Draft(
          before,
          projects,
          without(principals, id),
          Collections.unmodifiableMap(others),
          without(bindings, id));
    }

    Draft key(KeyRecord key) {
      return new Draft(before, projects, principals, with(keys, key.clientId(), key), bindings);
    }

    Draft withoutKey(ClientId id) {
      return new Draft(before, projects, principals, without(keys, id), bindings);
    }

    Draft grant(Binding binding) {
      return rebind(
          binding.principalId(),
          held -> {
            if (!held.contains(binding)) {
              held.add(binding);
            }
            return held;
          });
    }

    Draft withdraw(Binding binding) {
      return rebind(
          binding.principalId(),
          held -> {
            held.remove(binding);
            return held;
          });
    }

    private Draft rebind(PrincipalId id, UnaryOperator<List<Binding>> change) {
      var held = change.apply(new ArrayList<>(bindings.getOrDefault(id, List.of())));
      return new Draft(
          before,
          projects,
          principals,
          keys,
          with(bindings, id, Collections.unmodifiableList(held)));
    }

    private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
      Map<K, V> copy = new LinkedHashMap<>(map);
      copy.put(key, value);
      return Collections.unmodifiableMap(copy);
    }

    private static <K, V> Map<K, V> without(Map<K, V> map, K key) {
      Map<K, V> copy = new LinkedHashMap<>(map);
      copy.remove(key);
      return Collections.unmodifiableMap(copy);
    }
  }
}
