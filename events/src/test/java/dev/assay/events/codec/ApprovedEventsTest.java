package dev.assay.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.Event;
import dev.assay.events.EventSamples;
import dev.assay.events.access.AccessEvent;
import dev.assay.events.bucket.BucketEvent;
import dev.assay.events.cascade.CascadeEvent;
import dev.assay.events.registry.RegistryEvent;
import dev.assay.events.system.SystemEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds the table of event types complete and the JSON of shipped events as it is. An approved file
 * never changes; a new revision gets a new one beside it.
 */
class ApprovedEventsTest {

  private static final JsonMapper MAPPER = EventMapper.create();

  private final JournalCodec codec = new JournalCodec();

  static Stream<Class<?>> eventClasses() {
    return Stream.of(
            BucketEvent.class,
            CascadeEvent.class,
            AccessEvent.class,
            RegistryEvent.class,
            SystemEvent.class)
        .flatMap(ApprovedEventsTest::leaves);
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(ApprovedEventsTest::leaves)
        : Stream.of(type);
  }

  static Stream<Event> samples() {
    return EventSamples.all().stream();
  }

  static Stream<EventType> types() {
    return EventTypes.shipped().all().stream();
  }

  @Test
  void givenTheSealedInterfaces_thenEachEventHasANameAndASample() {
    Set<Class<?>> classes = eventClasses().collect(Collectors.toSet());
    assertThat(types().map(EventType::type)).containsExactlyInAnyOrderElementsOf(cast(classes));
    assertThat(samples().map(Event::getClass).toList())
        .as("one sample each")
        .containsExactlyInAnyOrderElementsOf(cast(classes));
  }

  @SuppressWarnings("unchecked")
  private static Set<Class<? extends Event>> cast(Set<Class<?>> classes) {
    return (Set<Class<? extends Event>>) (Set<?>) classes;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void givenASample_thenItIsWrittenAsApproved(Event sample) throws IOException {
    EventType type = EventTypes.shipped().of(sample);
    String written =
        MAPPER.writerFor(type.type()).withDefaultPrettyPrinter().writeValueAsString(sample) + "\n";
    assertThat(written).isEqualTo(approved(type.name(), type.revision()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void givenAnApprovedFile_thenItIsReadAsTheSample(Event sample) throws IOException {
    EventType type = EventTypes.shipped().of(sample);
    byte[] record =
        RecordText.commitWith(type.name(), type.revision(), approved(type.name(), type.revision()));
    Decoded.Commit decoded = (Decoded.Commit) codec.decode(record);
    assertThat(decoded.commit().appends().getFirst().events()).containsExactly(sample);
  }

  @ParameterizedTest
  @MethodSource("types")
  void givenAType_thenEveryRevisionEverShippedIsStillRead(EventType type) {
    assertThat(IntStream.rangeClosed(1, type.revision()))
        .allSatisfy(revision ->
            assertThat(
                    codec.decode(
                        RecordText.commitWith(
                            type.name(), revision, approved(type.name(), revision))))
                .isInstanceOf(Decoded.Commit.class));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void givenASample_whenOnlyWhatMustBeThereIsLeft_thenItIsReadAndAnyLessIsNot(Event sample)
      throws IOException {
    EventType type = EventTypes.shipped().of(sample);
    JsonNode approved = MAPPER.readTree(approved(type.name(), type.revision()));
    for (var component : sample.getClass().getRecordComponents()) {
      JsonNode less =
          ((tools.jackson.databind.node.ObjectNode) approved.deepCopy())
              .without(component.getName());
      byte[] record = RecordText.commitWith(type.name(), type.revision(), less.toString());
      boolean optional =
          component.getAnnotatedType().isAnnotationPresent(org.jspecify.annotations.Nullable.class);
      assertThat(reads(record)).as("without %s", component.getName()).isEqualTo(optional);
    }
  }

  private boolean reads(byte[] record) {
    try {
      return codec.decode(record) instanceof Decoded.Commit;
    } catch (UnreadableEventException e) {
      return false;
    }
  }

  private static String approved(String name, int revision) throws IOException {
    String file = "/approved/" + name + "." + revision + ".json";
    try (InputStream in = ApprovedEventsTest.class.getResourceAsStream(file)) {
      assertThat(in).as("approved file %s", file).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
