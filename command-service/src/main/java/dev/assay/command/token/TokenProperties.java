package dev.assay.command.token;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Access tokens.
 *
 * @param lifetime how long a token lives, 60 s to 24 h, default 1 h; the same on all instances,
 *     since retired keys verify for as long
 */
@ConfigurationProperties("assay.token")
public record TokenProperties(@DefaultValue("1h") Duration lifetime) {

  private static final Duration MIN = Duration.ofSeconds(60);
  private static final Duration MAX = Duration.ofHours(24);

  /**
   * @throws IllegalArgumentException if the lifetime is out of range
   */
  public TokenProperties {
    if (lifetime.compareTo(MIN) < 0 || lifetime.compareTo(MAX) > 0) {
      throw new IllegalArgumentException(
          "assay.token.lifetime: " + lifetime + " (expected: " + MIN + ".." + MAX + ")");
    }
  }
}
