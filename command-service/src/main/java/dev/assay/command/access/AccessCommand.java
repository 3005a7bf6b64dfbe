package dev.assay.command.access;

import dev.assay.command.execution.Command;
import dev.assay.events.access.ClientId;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.access.Role;
import dev.assay.events.journal.StreamName;
import dev.assay.projections.access.Resource;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked about who there is in an organisation and who may do what. Whoever asks makes
 * identities and secrets; a command holds no secret, only its hash.
 */
public sealed interface AccessCommand extends Command {

  OrganizationId organization();

  @Override
  default StreamName stream() {
    return StreamName.access(organization());
  }

  @Override
  default String askedOf() {
    return "organization: " + organization();
  }

  /** Who may do what never waits for it: a key that leaked is to stop at once. */
  @Override
  default boolean yieldsToCascades() {
    return false;
  }

  /**
   * @param project the project that it is to belong to, null for the organisation
   */
  record CreateServicePrincipal(
      OrganizationId organization,
      PrincipalId principalId,
      String name,
      @Nullable ProjectId project)
      implements AccessCommand {}

  /** Ends a principal, and with it its keys and roles. */
  record DeleteServicePrincipal(OrganizationId organization, PrincipalId principalId)
      implements AccessCommand {}

  /**
   * @param secretSha256 SHA-256 of the secret, lower-case hex
   * @param expiresAt first instant at which it no longer works, null for never
   */
  record CreateKey(
      OrganizationId organization,
      PrincipalId principalId,
      ClientId clientId,
      String secretSha256,
      @Nullable Instant expiresAt)
      implements AccessCommand {}

  record RevokeKey(OrganizationId organization, ClientId clientId) implements AccessCommand {}

  record GrantRole(
      OrganizationId organization, PrincipalId principalId, Role role, Resource resource)
      implements AccessCommand {}

  record WithdrawRole(
      OrganizationId organization, PrincipalId principalId, Role role, Resource resource)
      implements AccessCommand {}

  /**
   * Replaces who holds which role on a resource itself.
   *
   * @param members all who are to hold a role on it; others lose theirs
   * @param etag tag of the policy that it replaces; empty where there is none
   */
  record SetPolicy(
      OrganizationId organization, Resource resource, List<Member> members, String etag)
      implements AccessCommand {

    /**
     * A role of a principal.
     *
     * @param field where the caller wrote it
     */
    public record Member(String field, PrincipalId principalId, Role role) {}
  }
}
