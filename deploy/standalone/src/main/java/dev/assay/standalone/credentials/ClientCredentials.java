package dev.assay.standalone.credentials;

/**
 * What a client needs to be somebody.
 *
 * @param clientId random per installation, since the SDK keeps tokens by client id and not by host
 * @param clientSecret 256 bits, base64url
 * @param organizationId UUID
 * @param projectId UUID
 */
public record ClientCredentials(
    String clientId, String clientSecret, String organizationId, String projectId) {

  @Override
  public String toString() {
    return "ClientCredentials[" + clientId + "]";
  }
}
