package dev.assay.command.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.assay.events.codec.Genesis;
import dev.assay.events.journal.Adoption;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.memory.InMemoryJournal;
import dev.assay.events.journal.memory.InMemoryLog;
import dev.assay.events.secrets.MasterKey;
import dev.assay.events.secrets.SealBrokenException;
import dev.assay.events.secrets.Sealer;
import dev.assay.projections.edge.TokenVerifier;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SigningKeysTest {

  private static final Duration LIFETIME = Duration.ofHours(1);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final InstantSource clock = () -> now;
  private final InMemoryLog log = new InMemoryLog(new JournalId("journal-1"), clock);
  private final InMemoryJournal journal = new InMemoryJournal(log);

  @Test
  void givenTwoInstances_thenBothSignWithTheSameKey() {
    RSAKey one = keys(journal, 1).signingKey();
    RSAKey other = keys(new InMemoryJournal(log), 1).signingKey();
    assertThat(other).isEqualTo(one);
    assertThat(other.isPrivate()).isTrue();
  }

  @Test
  void givenAnotherMasterKey_thenItsKeyIsNeitherOpenedNorReplaced() {
    RSAKey first = keys(journal, 1).signingKey();
    long head = journal.head(StreamName.SYSTEM);
    assertThatThrownBy(() -> keys(journal, 2).signingKey()).isInstanceOf(SealBrokenException.class);
    assertThat(journal.head(StreamName.SYSTEM)).isEqualTo(head);
    assertThat(keys(journal, 1).signingKey()).isEqualTo(first);
  }

  @Test
  void givenJournal_thenTheMasterKeyThatItNeedsIsKnown() {
    assertThat(SigningKeys.masterKeyId(journal)).isEmpty();
    keys(journal, 1).signingKey();
    assertThat(SigningKeys.masterKeyId(journal)).contains(sealer(1).masterKeyId());
  }

  @Test
  void givenAnotherAudienceOrATimeThatHasRunOut_thenNotValid() throws Exception {
    TokenVerifier verifier = new TokenVerifier(journal, clock, LIFETIME);
    RSAKey key = keys(journal, 1).signingKey();
    assertThat(verifier.verify(token(key, "journal-2", now.plus(LIFETIME)))).isEmpty();
    String token = token(key, "journal-1", now.plusSeconds(10));
    assertThat(verifier.verify(token)).isPresent();
    now = now.plusSeconds(10);
    assertThat(verifier.verify(token)).isEmpty();
  }

  @Test
  void givenACopy_thenTokensOfTheOriginalHoldThereAndNotTheOtherWayRound() throws Exception {
    RSAKey key = keys(journal, 1).signingKey();
    Adoption all =
        new Adoption(
            journal.id(), journal.end(), journal.tree().root(journal.end() + 1).toString());
    InMemoryLog copied = new InMemoryLog(Genesis.copy(new JournalId("copy"), all), clock);
    journal.records(0).forEach(record -> copied.append(record.bytes()));
    InMemoryJournal copy = new InMemoryJournal(copied);
    assertThat(keys(copy, 1).signingKey()).isEqualTo(key);
    TokenVerifier there = new TokenVerifier(copy, clock, LIFETIME);
    assertThat(there.verify(token(key, "journal-1", now.plus(LIFETIME)))).isPresent();
    String ofTheCopy = token(key, "copy", now.plus(LIFETIME));
    assertThat(there.verify(ofTheCopy)).isPresent();
    assertThat(new TokenVerifier(journal, clock, LIFETIME).verify(ofTheCopy)).isEmpty();
  }

  @Test
  void givenSealedSecret_thenItOpensOnlyUnderItsKeyAndPurpose() {
    byte[] secret = {1, 2, 3};
    String sealed = sealer(1).seal(secret, "a");
    assertThat(sealer(1).open(sealed, "a")).isEqualTo(secret);
    assertThatThrownBy(() -> sealer(1).open(sealed, "b")).isInstanceOf(SealBrokenException.class);
    assertThatThrownBy(() -> sealer(2).open(sealed, "a")).isInstanceOf(SealBrokenException.class);
    assertThatThrownBy(() -> sealer(1).open("AAAA", "a")).isInstanceOf(SealBrokenException.class);
  }

  private SigningKeys keys(InMemoryJournal on, int masterKey) {
    return new SigningKeys(on, sealer(masterKey), clock, () -> UUID.randomUUID().toString());
  }

  private static Sealer sealer(int masterKey) {
    byte[] bytes = new byte[MasterKey.BYTES];
    Arrays.fill(bytes, (byte) masterKey);
    return new Sealer(MasterKey.of(bytes), new SecureRandom());
  }

  private static String token(RSAKey key, String audience, Instant expiresAt) throws Exception {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .subject("client")
                .audience(audience)
                .expirationTime(Date.from(expiresAt))
                .build());
    jwt.sign(new RSASSASigner(key));
    return jwt.serialize();
  }
}
