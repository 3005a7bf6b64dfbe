package dev.assay.projections.edge;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.assay.events.access.ClientId;
import dev.assay.events.journal.Adoption;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalId;
import dev.assay.projections.edge.TokenKeys.TokenKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks access tokens: JWTs (RFC 7519) that a key of this registry signed with RS256, made for
 * this registry or, where it was started from a copy, for the one that was copied, not expired. A
 * retired key verifies for one token lifetime. What was verified once is remembered until it
 * expires, in a bounded table. Thread-safe.
 */
public final class TokenVerifier {

  private static final int REMEMBERED_TOKENS = 10_000;
  private static final int TOKEN_LENGTH = 4_096;

  private record Verified(ClientId clientId, TokenKey key, Instant expiresAt) {}

  private final Set<String> audiences;
  private final TokenKeys keys;
  private final InstantSource clock;
  private final Duration lifetime;
  private final ConcurrentHashMap<String, Verified> remembered = new ConcurrentHashMap<>();

  /**
   * @param lifetime how long a token lives
   */
  public TokenVerifier(Journal journal, InstantSource clock, Duration lifetime) {
    this.audiences =
        Stream.concat(Stream.of(journal.id()), journal.adopts().stream().map(Adoption::journalId))
            .map(JournalId::value)
            .collect(Collectors.toUnmodifiableSet());
    this.keys = new TokenKeys(journal);
    this.clock = clock;
    this.lifetime = lifetime;
  }

  /**
   * The key (client id) that a token was given for, empty if it is not one of ours or no longer
   * valid.
   */
  public Optional<ClientId> verify(String token) {
    if (token.length() > TOKEN_LENGTH) {
      return Optional.empty();
    }
    Verified verified = remembered.get(token);
    if (verified == null) {
      verified = check(token);
      if (verified == null) {
        return Optional.empty();
      }
      remember(token, verified);
    }
    return holds(verified) ? Optional.of(verified.clientId()) : Optional.empty();
  }

  private void remember(String token, Verified verified) {
    if (remembered.size() >= REMEMBERED_TOKENS) {
      remembered.clear();
    }
    remembered.put(token, verified);
  }

  private boolean holds(Verified verified) {
    Instant now = clock.instant();
    return now.isBefore(verified.expiresAt())
        && keys.find(verified.key().id())
            .map(TokenKey::retiredAt)
            .map(retiredAt -> now.isBefore(retiredAt.plus(lifetime)))
            .orElse(true);
  }

  private @Nullable Verified check(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      String keyId = jwt.getHeader().getKeyID();
      TokenKey key = keyId == null ? null : keys.find(keyId).orElse(null);
      if (key == null
          || !JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())
          || !jwt.verify(new RSASSAVerifier(key.publicKey()))) {
        return null;
      }
      return verified(jwt.getJWTClaimsSet(), key);
    } catch (ParseException | JOSEException e) {
      return null;
    }
  }

  private @Nullable Verified verified(JWTClaimsSet claims, TokenKey key) {
    Date expiresAt = claims.getExpirationTime();
    String subject = claims.getSubject();
    if (expiresAt == null
        || subject == null
        || subject.isBlank()
        || claims.getAudience().stream().noneMatch(audiences::contains)) {
      return null;
    }
    return new Verified(new ClientId(subject), key, expiresAt.toInstant());
  }
}
