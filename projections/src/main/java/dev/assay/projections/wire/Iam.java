package dev.assay.projections.wire;

import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.ProjectId;
import dev.assay.projections.access.AccessRecord;
import dev.assay.projections.access.Binding;
import dev.assay.projections.access.KeyRecord;
import dev.assay.projections.access.PolicyRecord;
import dev.assay.projections.access.PrincipalName;
import dev.assay.projections.access.PrincipalRecord;
import dev.assay.projections.access.RoleIds;
import dev.assay.projections.paging.Pagination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who there is and who may do what, as the IAM and the resource-manager calls show it. */
public final class Iam {

  /** The only kind of member that there is. */
  public static final String SERVICE_PRINCIPAL = "SERVICE_PRINCIPAL";

  private Iam() {}

  /**
   * {@code ServicePrincipal}.
   *
   * @param projectId the project it belongs to, null for one of the organisation
   * @param roles beyond the contract: what it may do; null where that is not for the caller to see
   */
  public record ServicePrincipal(
      String id,
      String name,
      String resourceName,
      String organizationId,
      @Nullable String projectId,
      Instant createdAt,
      @Nullable List<HeldRole> roles) {}

  /** A role that a principal holds on a resource and all below it. */
  public record HeldRole(String roleId, String resourceName) {}

  /**
   * {@code ServicePrincipalKey}.
   *
   * @param state ACTIVE, or DELETING for one whose time has run out
   * @param expiresAt beyond the contract: first instant at which it no longer works
   */
  public record ServicePrincipalKey(
      String clientId,
      String resourceName,
      String state,
      Instant createdAt,
      @Nullable Instant expiresAt) {}

  /**
   * {@code Principal}.
   *
   * @param type PRINCIPAL_TYPE_SERVICE, or PRINCIPAL_TYPE_UNSPECIFIED for an id that nobody has
   * @param service null in the basic view
   */
  public record Principal(
      String id, String type, @Nullable ServicePrincipal service, List<String> groupIds) {}

  /** {@code Policy}. */
  public record Policy(List<PolicyBinding> bindings, String etag) {}

  /** {@code PolicyBinding}. */
  public record PolicyBinding(String roleId, List<PolicyMember> members) {}

  /** {@code PolicyBindingMember}. */
  public record PolicyMember(String memberId, String memberType) {}

  /** {@code GetCallerIdentityResponse}. */
  public record CallerIdentity(Principal principal) {}

  /** {@code CreateServicePrincipalResponse}. */
  public record PrincipalAnswer(ServicePrincipal servicePrincipal) {}

  /** {@code GetServicePrincipalResponse}. */
  public record PrincipalWithKeys(
      ServicePrincipal servicePrincipal, List<ServicePrincipalKey> keys) {}

  /** {@code ListServicePrincipalsResponse}. */
  public record PrincipalList(List<ServicePrincipal> servicePrincipals, Pagination pagination) {}

  /** {@code BatchGetPrincipalsResponse}. */
  public record PrincipalBatch(List<Principal> principals) {}

  /**
   * {@code CreateServicePrincipalKeyResponse}.
   *
   * @param clientSecret shown this once
   */
  public record KeyAnswer(ServicePrincipalKey key, String clientSecret) {

    /** Never shows the secret. */
    @Override
    public String toString() {
      return "KeyAnswer[" + key + "]";
    }
  }

  /** Get and Set of an IAM policy. */
  public record PolicyAnswer(Policy policy) {}

  /** With what it may do. */
  public static ServicePrincipal servicePrincipal(
      AccessRecord organization, PrincipalRecord principal) {
    return servicePrincipal(
        organization.id(),
        principal,
        organization.bindings().getOrDefault(principal.id(), List.of()).stream()
            .map(held -> new HeldRole(RoleIds.of(held.role()), held.resource()))
            .toList());
  }

  private static ServicePrincipal servicePrincipal(
      OrganizationId organization, PrincipalRecord principal, @Nullable List<HeldRole> roles) {
    ProjectId project = principal.projectId();
    return new ServicePrincipal(
        principal.id().value(),
        principal.name(),
        PrincipalName.of(organization, principal).toString(),
        organization.value(),
        project == null ? null : project.value(),
        principal.createdAt(),
        roles);
  }

  /** With everything but its roles. */
  public static Principal principal(OrganizationId organization, PrincipalRecord principal) {
    return service(servicePrincipal(organization, principal, null));
  }

  /** The caller, who may know its own roles. */
  public static Principal caller(AccessRecord organization, PrincipalRecord principal) {
    return service(servicePrincipal(organization, principal));
  }

  private static Principal service(ServicePrincipal principal) {
    return new Principal(principal.id(), "PRINCIPAL_TYPE_SERVICE", principal, List.of());
  }

  /** Id and type only. */
  public static Principal basic(String id, boolean known) {
    return new Principal(
        id, known ? "PRINCIPAL_TYPE_SERVICE" : "PRINCIPAL_TYPE_UNSPECIFIED", null, List.of());
  }

  public static ServicePrincipalKey key(PrincipalName owner, KeyRecord key, Instant now) {
    return new ServicePrincipalKey(
        key.clientId().value(),
        owner.key(key.clientId()).toString(),
        key.validAt(now) ? "ACTIVE" : "DELETING",
        key.createdAt(),
        key.expiresAt());
  }

  public static PrincipalWithKeys withKeys(
      AccessRecord organization, PrincipalRecord principal, Instant now) {
    PrincipalName name = PrincipalName.of(organization.id(), principal);
    return new PrincipalWithKeys(
        servicePrincipal(organization, principal),
        organization.keysOf(principal.id()).map(key -> key(name, key, now)).toList());
  }

  /** One binding for each role that somebody holds, from the least to the most. */
  public static Policy policy(PolicyRecord policy) {
    Map<String, List<PolicyMember>> members = new LinkedHashMap<>();
    policy.bindings().stream()
        .sorted(Comparator.comparing(Binding::role))
        .forEach(binding ->
            members
                .computeIfAbsent(RoleIds.of(binding.role()), _ -> new ArrayList<>())
                .add(new PolicyMember(binding.principalId().value(), SERVICE_PRINCIPAL)));
    return new Policy(
        members.entrySet().stream()
            .map(each -> new PolicyBinding(each.getKey(), each.getValue()))
            .toList(),
        policy.etag());
  }
}
