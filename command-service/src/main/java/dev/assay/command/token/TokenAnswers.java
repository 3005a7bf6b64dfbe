package dev.assay.command.token;

import dev.assay.projections.wire.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * Answers with a token: exactly the three fields that clients know. Its life is told in full, where
 * the stock answer counts what is left of it and so is a second short.
 */
final class TokenAnswers implements AuthenticationSuccessHandler {

  /**
   * RFC 6749 §5.1.
   *
   * @param expiresIn seconds
   */
  private record TokenAnswer(String accessToken, String tokenType, long expiresIn) {}

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException {
    OAuth2AccessToken token =
        ((OAuth2AccessTokenAuthenticationToken) authentication).getAccessToken();
    Instant issuedAt = Objects.requireNonNull(token.getIssuedAt(), "every token is issued");
    Instant expiresAt = Objects.requireNonNull(token.getExpiresAt(), "every token expires");
    TokenAnswer answer =
        new TokenAnswer(
            token.getTokenValue(),
            token.getTokenType().getValue(),
            ChronoUnit.SECONDS.between(issuedAt, expiresAt));
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
    response.getOutputStream().write(WireJson.mapper().writeValueAsBytes(answer));
  }
}
