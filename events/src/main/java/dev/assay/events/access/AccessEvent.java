package dev.assay.events.access;

import dev.assay.events.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens in the stream {@code access/<organization>}: who there is and who may do what. */
public sealed interface AccessEvent extends Event {

  record OrganizationCreated(OrganizationId organizationId, String name) implements AccessEvent {}

  record ProjectCreated(ProjectId projectId, String name, String description)
      implements AccessEvent {}

  /**
   * @param projectId the project it belongs to, null for one of the organisation
   */
  record ServicePrincipalCreated(
      PrincipalId principalId, String name, @Nullable ProjectId projectId) implements AccessEvent {}

  record ServicePrincipalDeleted(PrincipalId principalId) implements AccessEvent {}

  /**
   * A client id and secret for a principal.
   *
   * @param secretSha256 SHA-256 of the server-made 256-bit secret, lower-case hex
   * @param expiresAt first instant at which it no longer works, null for never
   */
  record KeyCreated(
      ClientId clientId, PrincipalId principalId, String secretSha256, @Nullable Instant expiresAt)
      implements AccessEvent {}

  record KeyRevoked(ClientId clientId) implements AccessEvent {}

  /**
   * @param resource resource name that the role holds on and below: {@code organization/<id>},
   *     {@code project/<id>} or {@code packer/project/<id>/bucket/<name>}
   */
  record RoleGranted(PrincipalId principalId, Role role, String resource) implements AccessEvent {}

  record RoleWithdrawn(PrincipalId principalId, Role role, String resource)
      implements AccessEvent {}
}
