package dev.assay.command.access;

import dev.assay.command.access.OrganizationState.Key;
import dev.assay.events.access.ClientId;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.Role;
import dev.assay.projections.access.ResourceNames;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Keeps somebody who can let others in: an owner of the organisation with a key that works. A
 * change that would leave none is refused, unless there was none before.
 */
final class Owners {

  private final OrganizationState state;
  private final String organization;
  private final Instant now;

  Owners(OrganizationState state, Instant now) {
    this.state = state;
    this.organization = ResourceNames.organization(state.id());
    this.now = now;
  }

  /** Whether nobody could act as owner any more without a principal. */
  boolean needs(PrincipalId principal) {
    return remain(_ -> true, _ -> true) && !remain(owner -> !owner.equals(principal), _ -> true);
  }

  /** Whether nobody could act as owner any more without a key. */
  boolean needs(ClientId key) {
    return remain(_ -> true, _ -> true) && !remain(_ -> true, each -> !each.id().equals(key));
  }

  /** Whether nobody could act as owner any more if these were all owners. */
  boolean needOthersThan(Set<PrincipalId> owners) {
    return remain(_ -> true, _ -> true)
        && owners.stream().noneMatch(owner -> hasKey(owner, _ -> true));
  }

  private boolean remain(Predicate<PrincipalId> owners, Predicate<Key> keys) {
    return state.rolesOn(organization).entrySet().stream()
        .filter(held -> held.getValue().contains(Role.OWNER))
        .map(held -> held.getKey())
        .filter(owners)
        .anyMatch(owner -> hasKey(owner, keys));
  }

  private boolean hasKey(PrincipalId owner, Predicate<Key> keys) {
    return state.keysOf(owner).stream().filter(key -> key.validAt(now)).anyMatch(keys);
  }
}
