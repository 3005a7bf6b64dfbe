package dev.assay.command.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.RequestInfo;
import dev.assay.events.journal.StreamName;
import dev.assay.events.secrets.SealBrokenException;
import dev.assay.events.secrets.Sealer;
import dev.assay.events.system.SystemEvent.TokenKeyCreated;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The key that signs access tokens: the newest of stream {@code system}, so that all instances sign
 * with the same and a token outlives a restart. Where there is none, one is made. One that is
 * sealed under another master key is never replaced: two instances with different master keys would
 * take turns in replacing each other's. Thread-safe.
 */
public final class SigningKeys implements JWKSource<SecurityContext> {

  static final String ALGORITHM = JWSAlgorithm.RS256.getName();

  private static final int KEY_BITS = 2_048;
  private static final int ATTEMPTS = 10;
  private static final String CAUSE = "CreateTokenKey";

  private record Current(long head, RSAKey key) {}

  private final Journal journal;
  private final Sealer sealer;
  private final InstantSource clock;
  private final Supplier<String> ids;
  private volatile @Nullable Current current;

  /**
   * @param ids makes ids of commits
   */
  public SigningKeys(Journal journal, Sealer sealer, InstantSource clock, Supplier<String> ids) {
    this.journal = journal;
    this.sealer = sealer;
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
    return selector.select(new JWKSet(signingKey()));
  }

  /**
   * The key that signs now, made if need be.
   *
   * @throws SealBrokenException if the newest one is sealed under another master key
   * @throws IllegalStateException if it cannot be made or opened
   */
  public RSAKey signingKey() {
    Current known = current;
    if (known == null || known.head() != journal.head(StreamName.SYSTEM)) {
      known = readOrCreate();
      current = known;
    }
    return known.key();
  }

  private synchronized Current readOrCreate() {
    journal.end();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long head = journal.head(StreamName.SYSTEM);
      TokenKeyCreated newest = newest(journal);
      if (newest != null) {
        return new Current(head, open(newest));
      }
      create(head);
    }
    throw new IllegalStateException(
        "token key: "
            + ATTEMPTS
            + " attempts lost to other writers (expected: a quiet stream system)");
  }

  /** Id of the master key that sealed the newest key of a journal; empty if it holds none. */
  public static Optional<String> masterKeyId(Journal journal) {
    journal.end();
    return Optional.ofNullable(newest(journal)).map(TokenKeyCreated::masterKeyId);
  }

  private static @Nullable TokenKeyCreated newest(Journal journal) {
    try (Stream<RecordedEvent> events = journal.read(StreamName.SYSTEM, 0)) {
      return events
          .map(RecordedEvent::event)
          .filter(TokenKeyCreated.class::isInstance)
          .map(TokenKeyCreated.class::cast)
          .reduce((before, after) -> after)
          .orElse(null);
    }
  }

  private void create(long head) {
    String keyId = UUID.randomUUID().toString();
    TokenKeyCreated created = newKey(keyId);
    AppendOutcome outcome =
        journal.append(
            new Commit(
                new CommitId(ids.get()),
                Sha256SecretEncoder.sha256(keyId),
                null,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                Actor.system("token-keys"),
                CAUSE,
                new RequestInfo("token-key-" + keyId, null, null),
                List.of(new Append(StreamName.SYSTEM, head + 1, List.of(created))),
                List.of()));
    switch (outcome) {
      case AppendOutcome.Accepted _, AppendOutcome.Conflict _ -> {}
      case AppendOutcome.IdReused _,
          AppendOutcome.Expired _,
          AppendOutcome.Refused _,
          AppendOutcome.Unknown _ ->
          throw new IllegalStateException("token key: not recorded: " + outcome);
    }
  }

  private TokenKeyCreated newKey(String keyId) {
    try {
      RSAKey key = new RSAKeyGenerator(KEY_BITS).generate();
      return new TokenKeyCreated(
          keyId,
          ALGORITHM,
          sealer.seal(key.toRSAPrivateKey().getEncoded(), purpose(keyId)),
          Base64.getEncoder().encodeToString(key.toRSAPublicKey().getEncoded()),
          sealer.masterKeyId());
    } catch (JOSEException e) {
      throw new IllegalStateException("token key: cannot be made", e);
    }
  }

  private RSAKey open(TokenKeyCreated created) {
    try {
      KeyFactory rsa = KeyFactory.getInstance("RSA");
      byte[] publicKey = Base64.getDecoder().decode(created.publicKey());
      byte[] privateKey = sealer.open(created.sealedPrivateKey(), purpose(created.keyId()));
      return new RSAKey.Builder(
              (RSAPublicKey) rsa.generatePublic(new X509EncodedKeySpec(publicKey)))
          .privateKey(rsa.generatePrivate(new PKCS8EncodedKeySpec(privateKey)))
          .keyID(created.keyId())
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("token key " + created.keyId() + ": not an RSA key", e);
    }
  }

  private static String purpose(String keyId) {
    return "token-key/" + keyId;
  }
}
