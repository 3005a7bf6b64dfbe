package dev.assay.command.token;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.assay.command.identity.IdSource;
import dev.assay.events.journal.Journal;
import dev.assay.events.secrets.MasterKey;
import dev.assay.events.secrets.Sealer;
import dev.assay.projections.access.AccessDirectory;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.web.SecurityFilterChain;

/**
 * {@code POST /oauth2/token}: Spring Authorization Server, with the keys and clients that the
 * journal knows.
 */
@Configuration(proxyBeanMethods = false)
public class TokenEndpointConfiguration {

  static final String PATH = "/oauth2/token";

  @Bean
  Sealer sealer(MasterKey masterKey) {
    return new Sealer(masterKey, new SecureRandom());
  }

  @Bean
  SigningKeys signingKeys(Journal journal, Sealer sealer, InstantSource clock, IdSource ids) {
    return new SigningKeys(journal, sealer, clock, ids::next);
  }

  @Bean
  PasswordEncoder clientSecretEncoder() {
    return new Sha256SecretEncoder();
  }

  @Bean
  DirectoryClients directoryClients(
      Journal journal, AccessDirectory directory, TokenProperties properties) {
    return new DirectoryClients(journal, directory, properties.lifetime());
  }

  @Bean
  SecurityFilterChain tokenEndpoint(
      HttpSecurity http, DirectoryClients clients, JwtGenerator tokens) throws Exception {
    OAuthErrors errors = new OAuthErrors();
    return http.securityMatcher(PATH)
        .with(
            new OAuth2AuthorizationServerConfigurer(),
            server ->
                server
                    .registeredClientRepository(clients)
                    .authorizationService(new ForgetfulAuthorizations())
                    .authorizationServerSettings(
                        AuthorizationServerSettings.builder().tokenEndpoint(PATH).build())
                    .tokenGenerator(tokens)
                    .clientAuthentication(client -> client.errorResponseHandler(errors))
                    .tokenEndpoint(endpoint ->
                        endpoint
                            .accessTokenResponseHandler(new TokenAnswers())
                            .errorResponseHandler(errors)))
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .exceptionHandling(handling -> handling.authenticationEntryPoint(errors))
        .build();
  }

  @Bean
  JwtGenerator tokens(
      JWKSource<SecurityContext> signingKeys,
      Journal journal,
      InstantSource clock,
      TokenProperties properties) {
    JwtGenerator generator = new JwtGenerator(new NimbusJwtEncoder(signingKeys));
    String audience = journal.id().value();
    generator.setJwtCustomizer(token -> {
      Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      token
          .getClaims()
          .audience(List.of(audience))
          .issuedAt(now)
          .notBefore(now)
          .expiresAt(now.plus(properties.lifetime()));
    });
    return generator;
  }

  /**
   * Lets only the token endpoint pass Spring Security: all other calls are checked at the edge, and
   * need not pay for a second chain of filters.
   */
  @Bean
  static BeanPostProcessor tokenEndpointOnly() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof DelegatingFilterProxyRegistrationBean registration) {
          registration.setUrlPatterns(List.of(PATH));
        }
        return bean;
      }
    };
  }
}
