package dev.assay.command.access;

import dev.assay.command.access.AccessCommand.GrantRole;
import dev.assay.command.access.AccessCommand.SetPolicy;
import dev.assay.command.access.AccessCommand.SetPolicy.Member;
import dev.assay.command.access.AccessCommand.WithdrawRole;
import dev.assay.command.access.OrganizationState.Principal;
import dev.assay.command.bucket.Verdict;
import dev.assay.events.access.AccessEvent;
import dev.assay.events.access.AccessEvent.RoleGranted;
import dev.assay.events.access.AccessEvent.RoleWithdrawn;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.access.Role;
import dev.assay.projections.access.PolicyRecord;
import dev.assay.projections.access.Resource;
import dev.assay.projections.access.Resource.OfBucket;
import dev.assay.projections.access.Resource.OfOrganization;
import dev.assay.projections.access.Resource.OfProject;
import dev.assay.projections.access.RoleIds;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides who may do what. */
final class RoleDecisions {

  private final OrganizationState state;
  private final Consumer<AccessEvent> apply;
  private final Instant now;
  private final boolean bucketExists;

  RoleDecisions(
      OrganizationState state, Consumer<AccessEvent> apply, Instant now, boolean bucketExists) {
    this.state = state;
    this.apply = apply;
    this.now = now;
    this.bucketExists = bucketExists;
  }

  Verdict grant(GrantRole command) {
    Optional<Refusal> refusal =
        missing(command.resource())
            .or(() ->
                objection("principal", command.principalId(), command.role(), command.resource()));
    if (refusal.isPresent()) {
      return new Verdict.Refused(refusal.get());
    }
    give(command.principalId(), command.role(), command.resource());
    return Verdict.DECIDED;
  }

  Verdict withdraw(WithdrawRole command) {
    String resource = command.resource().name();
    if (!state.holds(command.principalId(), command.role(), resource)) {
      return Verdict.DECIDED;
    }
    if (isOwnersOf(command.resource(), command.role())
        && new Owners(state, now).needs(command.principalId())) {
      return PrincipalDecisions.lastOwner(RoleIds.of(Role.OWNER) + " of " + resource);
    }
    apply.accept(new RoleWithdrawn(command.principalId(), command.role(), resource));
    return Verdict.DECIDED;
  }

  Verdict set(SetPolicy command) {
    Resource resource = command.resource();
    Optional<Refusal> refusal =
        missing(resource)
            .or(() -> stale(command))
            .or(() -> objection(command))
            .or(() -> lockOut(command));
    if (refusal.isPresent()) {
      return new Verdict.Refused(refusal.get());
    }
    List<RoleWithdrawn> withdrawn =
        held(state, resource).filter(each -> !isMember(command, each)).toList();
    command.members().forEach(member -> give(member.principalId(), member.role(), resource));
    withdrawn.forEach(apply);
    return Verdict.DECIDED;
  }

  static void endOn(OrganizationState state, Consumer<AccessEvent> apply, Resource resource) {
    held(state, resource).toList().forEach(apply);
  }

  private void give(PrincipalId principal, Role role, Resource resource) {
    if (!state.holds(principal, role, resource.name())) {
      apply.accept(new RoleGranted(principal, role, resource.name()));
    }
  }

  private static Stream<RoleWithdrawn> held(OrganizationState state, Resource resource) {
    return state.rolesOn(resource.name()).entrySet().stream()
        .flatMap(held ->
            held.getValue().stream()
                .map(role -> new RoleWithdrawn(held.getKey(), role, resource.name())));
  }

  private static boolean isMember(SetPolicy command, RoleWithdrawn held) {
    return command.members().stream()
        .anyMatch(member ->
            member.principalId().equals(held.principalId()) && member.role() == held.role());
  }

  private Optional<Refusal> missing(Resource resource) {
    boolean there =
        switch (resource) {
          case OfOrganization(var id) -> id.equals(state.id());
          case OfProject(var project) -> state.has(project);
          case OfBucket(var project, _) -> state.has(project) && bucketExists;
        };
    return there
        ? Optional.empty()
        : Optional.of(new Refusal.NotFound(resource.name() + ": does not exist"));
  }

  private Optional<Refusal> stale(SetPolicy command) {
    long revision = state.revision(command.resource().name());
    boolean none = state.rolesOn(command.resource().name()).isEmpty();
    if (command.etag().equals(PolicyRecord.etag(revision)) || (none && command.etag().isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        new Refusal.Aborted(
            "policy.etag: "
                + Shown.value(command.etag())
                + " (expected: "
                + Shown.value(PolicyRecord.etag(revision))
                + ", the tag of the policy as it is now; read it again)"));
  }

  private Optional<Refusal> objection(SetPolicy command) {
    return command.members().stream()
        .flatMap(member ->
            objection(member.field(), member.principalId(), member.role(), command.resource())
                .stream())
        .findFirst();
  }

  /** Why a principal may not hold a role on a resource. */
  private Optional<Refusal> objection(String field, PrincipalId id, Role role, Resource resource) {
    Principal principal = state.principal(id);
    if (principal == null) {
      return invalid(field, Shown.value(id.value()), "the id of a service principal");
    }
    if (!resource.roles().contains(role)) {
      return invalid(
          field,
          RoleIds.of(role) + " on " + resource.name(),
          resource.roles().stream()
              .map(RoleIds::of)
              .collect(Collectors.joining(", ", "one of ", "")));
    }
    ProjectId project = principal.project();
    if (project != null && !isOf(project, resource)) {
      return invalid(
          field,
          "service principal " + principal.name() + " of project " + project,
          "one of the organization, or a resource of its own project");
    }
    return Optional.empty();
  }

  private static boolean isOf(ProjectId project, Resource resource) {
    return switch (resource) {
      case OfOrganization _ -> false;
      case OfProject(var id) -> id.equals(project);
      case OfBucket(var id, _) -> id.equals(project);
    };
  }

  private Optional<Refusal> lockOut(SetPolicy command) {
    Set<PrincipalId> owners =
        command.members().stream()
            .filter(member -> member.role() == Role.OWNER)
            .map(Member::principalId)
            .collect(Collectors.toSet());
    return command.resource() instanceof OfOrganization
            && new Owners(state, now).needOthersThan(owners)
        ? Optional.of(
            new Refusal.FailedPrecondition(
                "policy: leaves nobody who could act as owner of the organization (expected: an"
                    + " owner with a key that works)"))
        : Optional.empty();
  }

  private static boolean isOwnersOf(Resource resource, Role role) {
    return resource instanceof OfOrganization && role == Role.OWNER;
  }

  private static Optional<Refusal> invalid(String field, String value, String expected) {
    return Optional.of(Refusal.InvalidArgument.of(field, value, expected));
  }
}
