package dev.assay.standalone.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What came back from a call. */
record Answer(int status, HttpHeaders headers, String body) {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  static Answer of(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.headers(), response.body());
  }

  JsonNode json() {
    return MAPPER.readTree(body);
  }

  /** A value deep inside, by a JSON pointer. */
  JsonNode at(String pointer) {
    return json().at(pointer);
  }

  String text(String pointer) {
    return at(pointer).asString();
  }

  /**
   * Without what other buckets decide, which reads show and answers to writes leave out: {@code
   * parents} and {@code children}.
   */
  JsonNode withoutRelatives() {
    return withoutRelatives(json());
  }

  private static JsonNode withoutRelatives(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(List.of("parents", "children"));
    }
    node.forEach(Answer::withoutRelatives);
    return node;
  }

  /** Only 200 is success to the clients. */
  Answer ok() {
    assertThat(status).as(body).isEqualTo(200);
    return json(200);
  }

  /** An error as clients understand it: status, JSON, one code, a message, a list of details. */
  Answer refused(int expectedStatus, int expectedCode) {
    assertThat(status).as(body).isEqualTo(expectedStatus);
    JsonNode error = json(expectedStatus).json();
    assertThat(error.get("code").asInt()).as(body).isEqualTo(expectedCode);
    assertThat(error.get("message").asString()).as(body).isNotBlank();
    assertThat(error.get("details").isArray()).as(body).isTrue();
    assertThat(body.split("\"code\"", -1)).as("one code in %s", body).hasSize(2);
    return this;
  }

  private Answer json(int expectedStatus) {
    assertThat(headers.firstValue("Content-Type").orElse("none"))
        .as("content type of %s: %s", expectedStatus, body)
        .startsWith("application/json");
    return this;
  }
}
