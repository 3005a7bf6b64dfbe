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
import dev.assay.events.journal.RecordedEvent;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
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
    return apply(current, List.of(recorded).iterator());
  }

  /**
   * Folds any number of events, in time proportional to them and to the record.
   *
   * @param current the record before the events, null where there is no organisation
   * @return the record after them
   * @throws IllegalStateException if an event cannot follow: the history is broken
   */
  public static @Nullable AccessRecord apply(
      @Nullable AccessRecord current, Iterator<RecordedEvent> events) {
    AccessDraft draft = current == null ? null : new AccessDraft(current);
    while (events.hasNext()) {
      draft = next(draft, events.next());
    }
    return draft == null ? null : draft.done();
  }

  private static @Nullable AccessDraft next(@Nullable AccessDraft draft, RecordedEvent recorded) {
    if (!(recorded.event() instanceof AccessEvent event)) {
      return draft;
    }
    if (event instanceof OrganizationCreated created) {
      return AccessDraft.begun(created, recorded.time(), recorded.position());
    }
    if (draft == null) {
      throw new IllegalStateException(
          "event "
              + recorded.sequence()
              + " of "
              + recorded.stream()
              + " comes before the organisation (expected: OrganizationCreated first)");
    }
    apply(draft, event, recorded.time());
    draft.reached(recorded.position());
    return draft;
  }

  private static void apply(AccessDraft draft, AccessEvent event, Instant time) {
    switch (event) {
      case OrganizationCreated _ -> {}
      case ProjectCreated(var id, var name, var description) ->
          draft.add(new ProjectRecord(id, name, description, time));
      case ServicePrincipalCreated(var id, var name, var project) ->
          draft.add(new PrincipalRecord(id, name, project, time));
      case ServicePrincipalDeleted(var id) -> draft.remove(id);
      case KeyCreated(var client, var principal, var sha256, var expiresAt) ->
          draft.add(new KeyRecord(client, principal, sha256, time, expiresAt));
      case KeyRevoked(var client) -> draft.remove(client);
      case RoleGranted(var principal, var role, var resource) ->
          draft.grant(new Binding(principal, role, resource));
      case RoleWithdrawn(var principal, var role, var resource) ->
          draft.withdraw(new Binding(principal, role, resource));
    }
  }
}
