package dev.assay.command.http;

import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads request bodies: a JSON object, or nothing, which counts as an empty one. */
final class JsonBodies implements HandlerMethodArgumentResolver {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == JsonBody.class;
  }

  @Override
  public JsonBody resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders)
      throws IOException {
    HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
    if (http == null) {
      throw new IllegalStateException("request: not HTTP (expected: a servlet request)");
    }
    return read(http);
  }

  private static JsonBody read(HttpServletRequest request) throws IOException {
    byte[] bytes = request.getInputStream().readAllBytes();
    if (bytes.length == 0) {
      return new JsonBody(MAPPER.createObjectNode(), "");
    }
    checkType(request.getContentType());
    JsonNode node = parse(bytes);
    if (!node.isObject()) {
      throw refused("not an object", "a JSON object");
    }
    return new JsonBody(node, "");
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (StreamConstraintsException e) {
      throw refused(
          "beyond what is read (" + e.getOriginalMessage().replaceAll(", from `[^`]*`", "") + ")",
          "less nesting, shorter numbers and names");
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      throw refused(
          at == null
              ? "not JSON"
              : "not JSON at line " + at.getLineNr() + ", column " + at.getColumnNr(),
          "a JSON object in UTF-8");
    }
  }

  private static void checkType(@Nullable String contentType) {
    String type = contentType == null ? "none" : contentType.split(";", 2)[0].trim();
    if (!type.toLowerCase(Locale.ROOT).equals("application/json")) {
      throw new RefusalException(
          new Refusal.UnsupportedMediaType(
              "Content-Type: " + type + " (expected: application/json)"));
    }
  }

  private static RefusalException refused(String value, String expected) {
    return new RefusalException(Refusal.InvalidArgument.of("body", value, expected));
  }
}
