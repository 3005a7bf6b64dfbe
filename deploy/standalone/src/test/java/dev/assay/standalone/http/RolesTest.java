package dev.assay.standalone.http;

import static dev.assay.standalone.http.Fixtures.assign;
import static dev.assay.standalone.http.Fixtures.build;
import static dev.assay.standalone.http.Fixtures.channel;
import static dev.assay.standalone.http.Fixtures.newBucket;
import static dev.assay.standalone.http.Fixtures.published;
import static dev.assay.standalone.http.Fixtures.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.standalone.http.CallTable.Call;
import dev.assay.standalone.http.CallTable.Who;
import dev.assay.standalone.http.Cast.Member;
import dev.assay.standalone.http.People.Person;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who may make which call: every call of the application by every role on every level. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesTest {

  private final RegistryServer server = RegistryServer.shared();
  private final Cast cast = new Cast(server);
  private final Scene untouched = scene();

  static List<Call> calls() {
    return CallTable.CALLS;
  }

  @Test
  void everyCallOfTheApplicationIsInTheTableOnce() {
    Set<String> mapped = mappings();
    List<String> listed = CallTable.CALLS.stream().map(Call::mapping).toList();
    Set<String> missing = new TreeSet<>(mapped);
    listed.forEach(missing::remove);
    Set<String> stale = new TreeSet<>(listed);
    stale.removeAll(mapped);
    assertThat(missing)
        .as(
            "calls that CallTable.CALLS does not name: add a line for each that says who may make"
                + " it")
        .isEmpty();
    assertThat(stale).as("lines of CallTable.CALLS for which there is no call").isEmpty();
    assertThat(listed).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void withoutATokenThereIsNoAnswer(Call call) {
    Answer answer = ask(call, ApiClient.anonymous(server), untouched);
    if (call.who() instanceof Who.Everybody) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(call.status());
    } else {
      answer.refused(401, 16);
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void whoMayNotIsRefusedAndChangesNothing(Call call) {
    long before = server.journal().end();
    for (Member member : cast.members()) {
      if (!member.may(call)) {
        Answer answer = ask(call, member.client(), untouched);
        assertThat(answer.status()).as("%s: %s", member, answer.body()).isEqualTo(403);
        answer.refused(403, 7);
      }
    }
    assertThat(server.journal().end()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void whoMayIsAnswered(Call call) {
    for (Member member : cast.members()) {
      if (member.may(call)) {
        Answer answer = ask(call, member.client(), call.changes() ? scene() : untouched);
        assertThat(answer.status()).as("%s: %s", member, answer.body()).isEqualTo(call.status());
      }
    }
  }

  private Answer ask(Call call, ApiClient client, Scene scene) {
    String body = call.body();
    return client.call(
        call.method(),
        "/" + scene.resolved(call.path(), call.version()),
        body == null ? null : scene.resolved(body, call.version()).replace('\'', '"'));
  }

  private Set<String> mappings() {
    return server
        .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .stream()
        .flatMap(mapping -> names(mapping).stream())
        .filter(name -> !name.equals("GET /failing"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> names(RequestMappingInfo mapping) {
    return mapping.getMethodsCondition().getMethods().stream()
        .flatMap(method ->
            mapping.getPatternValues().stream().map(pattern -> method.name() + " " + pattern))
        .toList();
  }

  /** A bucket of its own with a bit of everything in it. */
  private Scene scene() {
    ApiClient owner = server.owner();
    String bucket = newBucket(owner);
    published(owner, bucket, "older");
    published(owner, bucket, "fp");
    String channel = channel(owner, bucket, "open");
    assign(owner, channel, "older").ok();
    assign(owner, channel, "fp").ok();
    String build = build(owner, version(owner, bucket, "running"), "a.b");
    cast.enter(bucket);
    Person person = new People(server).person();
    return new Scene(
        person,
        server.credentials().organization().value(),
        server.credentials().project().value(),
        bucket,
        "open",
        build.substring(build.lastIndexOf('/') + 1));
  }

  /** What the names in braces of the table stand for. */
  record Scene(
      Person person,
      String organization,
      String project,
      String bucket,
      String channel,
      String build) {

    String resolved(String text, String fingerprint) {
      return text.replace("{organization}", organization)
          .replace("{project}", project)
          .replace("{bucket}", bucket)
          .replace("{fingerprint}", fingerprint)
          .replace("{channel}", channel)
          .replace("{build}", build)
          .replace("{principal}", person.name())
          .replace("{principal_id}", person.id().value())
          .replace("{client}", person.key().clientId().value())
          .replace("{new}", "n-" + UUID.randomUUID().toString().substring(0, 18));
    }
  }
}
