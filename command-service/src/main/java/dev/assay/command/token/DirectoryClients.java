package dev.assay.command.token;

import dev.assay.events.access.ClientId;
import dev.assay.events.journal.Journal;
import dev.assay.projections.access.AccessDirectory;
import dev.assay.projections.access.KeyRecord;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * The keys that stand in the journal, as clients of the token endpoint: by Basic header or form,
 * client credentials only.
 */
final class DirectoryClients implements RegisteredClientRepository {

  private final Journal journal;
  private final AccessDirectory directory;
  private final TokenSettings settings;

  DirectoryClients(Journal journal, AccessDirectory directory, Duration lifetime) {
    this.journal = journal;
    this.directory = directory;
    this.settings = TokenSettings.builder().accessTokenTimeToLive(lifetime).build();
  }

  /** Keys are made by commands, never here. */
  @Override
  public void save(RegisteredClient client) {
    throw new UnsupportedOperationException("clients: read-only (expected: keys made by commands)");
  }

  @Override
  public @Nullable RegisteredClient findById(String id) {
    return findByClientId(id);
  }

  @Override
  public @Nullable RegisteredClient findByClientId(String id) {
    if (id.isBlank()) {
      return null;
    }
    journal.end();
    return directory.key(new ClientId(id)).map(this::client).orElse(null);
  }

  private RegisteredClient client(KeyRecord key) {
    RegisteredClient.Builder client =
        RegisteredClient.withId(key.clientId().value())
            .clientId(key.clientId().value())
            .clientIdIssuedAt(key.createdAt())
            .clientSecret(key.secretSha256());
    Instant expiresAt = key.expiresAt();
    if (expiresAt != null) {
      client.clientSecretExpiresAt(expiresAt);
    }
    return client
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .tokenSettings(settings)
        .build();
  }
}
