package dev.assay.command.access;

import dev.assay.events.access.ClientId;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.ProjectId;

/**
 * What a client needs to speak to a registry. Given once: the journal keeps only hashes of the
 * secrets.
 *
 * @param contributor may publish and move channels in the project
 * @param owner may do everything in the organisation
 */
public record Credentials(
    OrganizationId organization, ProjectId project, Key contributor, Key owner) {

  /**
   * A client id and its secret.
   *
   * @param secret 256 random bits, base64url
   */
  public record Key(ClientId clientId, String secret) {

    /** Never shows the secret. */
    @Override
    public String toString() {
      return "Key[" + clientId + "]";
    }
  }
}
