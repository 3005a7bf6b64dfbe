package dev.assay.projections.edge;

import dev.assay.events.journal.Journal;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import dev.assay.events.system.SystemEvent.TokenKeyCreated;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of all token keys that there ever were, as the stream {@code system} says.
 * Thread-safe.
 */
final class TokenKeys {

  /**
   * A key.
   *
   * @param retiredAt when the next one took over, null for the one that signs now
   */
  record TokenKey(String id, RSAPublicKey publicKey, @Nullable Instant retiredAt) {}

  private record Known(long head, Map<String, TokenKey> byId) {}

  private final Journal journal;
  private volatile Known known = new Known(-1, Map.of());

  TokenKeys(Journal journal) {
    this.journal = journal;
  }

  Optional<TokenKey> find(String keyId) {
    Known now = known;
    long head = journal.head(StreamName.SYSTEM);
    if (head != now.head()) {
      now = new Known(head, read());
      known = now;
    }
    return Optional.ofNullable(now.byId().get(keyId));
  }

  private Map<String, TokenKey> read() {
    List<RecordedEvent> created = new ArrayList<>();
    try (Stream<RecordedEvent> events = journal.read(StreamName.SYSTEM, 0)) {
      events.filter(recorded -> recorded.event() instanceof TokenKeyCreated).forEach(created::add);
    }
    Map<String, TokenKey> keys = new HashMap<>();
    for (int i = 0; i < created.size(); i++) {
      Instant retiredAt = i + 1 < created.size() ? created.get(i + 1).time() : null;
      TokenKeyCreated key = (TokenKeyCreated) created.get(i).event();
      keys.put(key.keyId(), new TokenKey(key.keyId(), publicKeyOf(key), retiredAt));
    }
    return Map.copyOf(keys);
  }

  private static RSAPublicKey publicKeyOf(TokenKeyCreated key) {
    try {
      byte[] encoded = Base64.getDecoder().decode(key.publicKey());
      return (RSAPublicKey)
          KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("token key " + key.keyId() + ": not an RSA public key", e);
    }
  }
}
