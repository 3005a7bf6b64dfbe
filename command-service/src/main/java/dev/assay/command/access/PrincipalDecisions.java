package dev.assay.command.access;

import dev.assay.command.access.AccessCommand.CreateKey;
import dev.assay.command.access.AccessCommand.CreateServicePrincipal;
import dev.assay.command.access.AccessCommand.DeleteServicePrincipal;
import dev.assay.command.access.AccessCommand.RevokeKey;
import dev.assay.command.access.OrganizationState.Key;
import dev.assay.command.access.OrganizationState.Principal;
import dev.assay.command.bucket.Verdict;
import dev.assay.events.access.AccessEvent;
import dev.assay.events.access.AccessEvent.KeyCreated;
import dev.assay.events.access.AccessEvent.KeyRevoked;
import dev.assay.events.access.AccessEvent.ServicePrincipalCreated;
import dev.assay.events.access.AccessEvent.ServicePrincipalDeleted;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.ProjectId;
import dev.assay.projections.refusal.Refusal;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides who there is, and by which keys they are known. */
final class PrincipalDecisions {

  /** Most principals of an organisation. */
  static final int MOST_PRINCIPALS = 10_000;

  /** Most keys of a principal that work at a time; expired ones do not count. */
  static final int MOST_KEYS = 10;

  private final OrganizationState state;
  private final Consumer<AccessEvent> apply;
  private final Instant now;

  PrincipalDecisions(OrganizationState state, Consumer<AccessEvent> apply, Instant now) {
    this.state = state;
    this.apply = apply;
    this.now = now;
  }

  Verdict create(CreateServicePrincipal command) {
    Principal asked = new Principal(command.principalId(), command.name(), command.project());
    if (asked.equals(state.principal(command.principalId()))) {
      return Verdict.DECIDED;
    }
    ProjectId project = command.project();
    if (project != null && !state.has(project)) {
      return Verdict.notFound("project " + project + ": does not exist");
    }
    if (isTaken(command.name(), project)) {
      return Verdict.alreadyExists(
          "service principal: " + command.name() + " (expected: a name not in use)");
    }
    if (state.size() >= MOST_PRINCIPALS) {
      return Verdict.failedPrecondition(
          "service principals: "
              + state.size()
              + " (expected: fewer than "
              + MOST_PRINCIPALS
              + ")");
    }
    apply.accept(new ServicePrincipalCreated(command.principalId(), command.name(), project));
    return Verdict.DECIDED;
  }

  private boolean isTaken(String name, @Nullable ProjectId project) {
    for (Principal principal : state.principals()) {
      if (principal.name().equals(name) && Objects.equals(principal.project(), project)) {
        return true;
      }
    }
    return false;
  }

  Verdict delete(DeleteServicePrincipal command) {
    Principal principal = state.principal(command.principalId());
    if (principal == null) {
      return unknown(command.principalId());
    }
    if (new Owners(state, now).needs(principal.id())) {
      return lastOwner("service principal " + principal.name());
    }
    apply.accept(new ServicePrincipalDeleted(principal.id()));
    return Verdict.DECIDED;
  }

  Verdict createKey(CreateKey command) {
    Key asked =
        new Key(
            command.clientId(), command.principalId(), command.secretSha256(), command.expiresAt());
    Key known = state.key(command.clientId());
    if (known != null) {
      return known.equals(asked)
          ? Verdict.DECIDED
          : Verdict.alreadyExists("key: " + command.clientId() + " (expected: a new client id)");
    }
    Principal principal = state.principal(command.principalId());
    if (principal == null) {
      return unknown(command.principalId());
    }
    if (!asked.validAt(now)) {
      return new Verdict.Refused(
          Refusal.InvalidArgument.of(
              "expires_at", Objects.requireNonNull(asked.expiresAt()), "later than now, " + now));
    }
    long working = state.keysOf(principal.id()).stream().filter(key -> key.validAt(now)).count();
    if (working >= MOST_KEYS) {
      return Verdict.failedPrecondition(
          "keys of service principal "
              + principal.name()
              + ": "
              + working
              + " (expected: fewer than "
              + MOST_KEYS
              + "; revoke one first)");
    }
    apply.accept(
        new KeyCreated(asked.id(), asked.principal(), asked.secretSha256(), asked.expiresAt()));
    return Verdict.DECIDED;
  }

  Verdict revokeKey(RevokeKey command) {
    Key key = state.key(command.clientId());
    if (key == null) {
      return Verdict.notFound("key " + command.clientId() + ": does not exist");
    }
    if (new Owners(state, now).needs(key.id())) {
      return lastOwner("key " + key.id());
    }
    apply.accept(new KeyRevoked(key.id()));
    return Verdict.DECIDED;
  }

  private static Verdict unknown(PrincipalId principal) {
    return Verdict.notFound("service principal " + principal + ": does not exist");
  }

  static Verdict lastOwner(String what) {
    return Verdict.failedPrecondition(
        what
            + ": without it nobody could act as owner of the organization (expected: another owner"
            + " with a key that works)");
  }
}
