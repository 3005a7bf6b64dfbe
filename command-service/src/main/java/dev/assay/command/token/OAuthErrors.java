package dev.assay.command.token;

import dev.assay.projections.edge.ErrorAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Errors of the token endpoint: the fields of RFC 6749 §5.2 beside those of the registry's own
 * error body.
 */
final class OAuthErrors implements AuthenticationFailureHandler, AuthenticationEntryPoint {

  private static final Logger LOG = LoggerFactory.getLogger(OAuthErrors.class);

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    OAuth2Error error =
        failure instanceof OAuth2AuthenticationException oauth
            ? oauth.getError()
            : new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST);
    boolean unknownClient = OAuth2ErrorCodes.INVALID_CLIENT.equals(error.getErrorCode());
    String message =
        unknownClient
            ? "client id and secret: no such pair (expected: those of a key that holds)"
            : describe(error);
    LOG.info("token refused: {}", message);
    if (unknownClient) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"assay\"");
    }
    write(response, unknownClient ? 401 : 400, error.getErrorCode(), message);
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    if (!request.getMethod().equals("POST")) {
      response.setHeader(HttpHeaders.ALLOW, "POST");
      response.sendError(405, request.getMethod() + ": not for this path (expected: POST)");
      return;
    }
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"assay\"");
    write(
        response,
        401,
        OAuth2ErrorCodes.INVALID_CLIENT,
        "client id and secret: none (expected: in a Basic header or in the form)");
  }

  private static String describe(OAuth2Error error) {
    String description = error.getDescription();
    return description == null || description.isBlank()
        ? error.getErrorCode() + " (expected: grant_type=client_credentials in a form)"
        : description;
  }

  private static void write(HttpServletResponse response, int status, String error, String message)
      throws IOException {
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response
        .getOutputStream()
        .write(ErrorAnswer.oauthJson(status, error, message).getBytes(StandardCharsets.UTF_8));
  }
}
