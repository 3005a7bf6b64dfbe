package dev.assay.events.codec;

import static dev.assay.events.journal.CommitFixtures.commit;
import static dev.assay.events.journal.CommitFixtures.created;
import static dev.assay.events.journal.CommitFixtures.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.events.Event;
import dev.assay.events.EventSamples;
import dev.assay.events.bucket.BucketEvent.BucketCreated;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.Adoption;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.CommitId;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.RequestInfo;
import dev.assay.events.journal.StreamName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalCodecTest {

  private static final Instant AT = Instant.parse("2026-11-23T00:00:00.123Z");

  private final JournalCodec codec = new JournalCodec();

  private Commit decoded(byte[] record) {
    return ((Decoded.Commit) codec.decode(record)).commit();
  }

  @Test
  void givenACommitWithEveryEvent_thenItComesBackAsItWas() {
    Commit commit =
        commit(AT)
            .append(stream("a"), 3, EventSamples.all().toArray(Event[]::new))
            .append(stream("b"), 0, created("b"))
            .expect(stream("c"), -1)
            .expect(stream("d"), 8)
            .build();
    assertThat(decoded(codec.encode(commit))).isEqualTo(commit);
  }

  @Test
  void givenACommitOfTheRegistryItself_thenAbsentValuesComeBackAbsent() {
    Commit commit =
        new Commit(
            new CommitId("c"),
            "00",
            null,
            AT.plusNanos(1),
            Actor.system("start"),
            "Start",
            new RequestInfo("r", null, null),
            List.of(new Append(StreamName.SYSTEM, 0, List.of(created("b")))),
            List.of());
    assertThat(decoded(codec.encode(commit))).isEqualTo(commit);
    assertThat(new String(codec.encode(commit), StandardCharsets.UTF_8)).doesNotContain("null");
  }

  @Test
  void givenTheSameCommit_thenTheBytesAreTheSame() {
    byte[] one = codec.encode(labelled("a", "b", "c"));
    byte[] other = new JournalCodec().encode(labelled("c", "b", "a"));
    assertThat(one).isEqualTo(other);
  }

  private static Commit labelled(String... keys) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String key : keys) {
      labels.put(key, "x");
    }
    return commit(AT)
        .id("fixed")
        .append(
            stream("a"),
            0,
            new BucketCreated(
                EventSamples.BUCKET, EventSamples.PROJECT, EventSamples.BUCKET_NAME, "", labels))
        .build();
  }

  @Test
  void givenAnOrdinaryCommit_thenItTakesAFewHundredBytes() {
    assertThat(codec.encode(commit(AT).append(stream("a"), 0, created("a")).build()))
        .hasSizeLessThan(800)
        .startsWith(0xA5, 'A', 'J', 1);
  }

  @Test
  void givenAGenesis_thenItComesBackAsItWas() {
    Genesis plain = Genesis.of(new JournalId("j"));
    Genesis copy =
        new Genesis(new JournalId("k"), 1, Optional.of(new Adoption(new JournalId("j"), 99, "ab")));
    Genesis damaged =
        Genesis.copy(
            new JournalId("k"), new Adoption(new JournalId("j"), 0, "ab", Set.of(stream("a"))));
    assertThat(codec.decode(codec.encode(plain))).isEqualTo(new Decoded.Genesis(plain));
    assertThat(codec.decode(codec.encode(copy))).isEqualTo(new Decoded.Genesis(copy));
    assertThat(codec.decode(codec.encode(damaged))).isEqualTo(new Decoded.Genesis(damaged));
  }

  @Test
  void givenAnotherFormat_thenItIsUnknown() {
    byte[] record = codec.encode(Genesis.of(new JournalId("j")));
    record[3] = (byte) 200;
    assertThat(codec.decode(record)).isEqualTo(new Decoded.UnknownFormat(200));
    assertThat(codec.decode(Arrays.copyOf(record, 4))).isEqualTo(new Decoded.UnknownFormat(200));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "7",
        "{}",
        "{\"id\":7}",
        "{\"id\":\"\"}",
        "{\"genesis\":{}}",
        "{\"genesis\":{\"journalId\":\"j\",\"format\":70000}}",
        "{\"at\":99999999999999999999999}",
        "{\"at\":9223372036854775807}",
        "{\"appends\":[7]}",
        "{\"appends\":[{\"stream\":\"a\",\"firstSequence\":-1,\"events\":[]}]}",
        "{\"actor\":{\"id\":\"a\",\"name\":\"a\",\"kind\":\"GHOST\"}}"
      })
  void givenOurFormatWithoutAWholeCommit_thenForeign(String json) {
    assertThat(codec.decode(RecordText.of(json))).isInstanceOf(Decoded.Foreign.class);
  }

  @Test
  void givenNoMagicBytes_thenForeign() {
    assertThat(codec.decode("{\"id\":\"x\"}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Decoded.Foreign.class);
    assertThat(codec.decode(new byte[0])).isInstanceOf(Decoded.Foreign.class);
  }

  @Test
  void givenACommitCutAnywhere_thenForeign() {
    byte[] record = codec.encode(commit(AT).append(stream("a"), 0, created("a")).build());
    for (int length = 0; length < record.length; length++) {
      assertThat(codec.decode(Arrays.copyOf(record, length)))
          .as("%d of %d bytes", length, record.length)
          .isInstanceOf(Decoded.Foreign.class);
    }
    byte[] longer = Arrays.copyOf(record, record.length + 2);
    longer[record.length] = '{';
    longer[record.length + 1] = '}';
    assertThat(codec.decode(longer)).isInstanceOf(Decoded.Foreign.class);
  }

  @Test
  void givenAnUnknownType_thenUnreadableWithItsName() {
    assertThatThrownBy(() -> codec.decode(RecordText.commitWith("bucket-painted", 1, "{}")))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining("bucket-painted revision 1")
        .hasMessageContaining("upgrade");
  }

  @Test
  void givenBrokenData_thenUnreadableWithItsTypeAndRevision() {
    assertThatThrownBy(
            () -> codec.decode(RecordText.commitWith("format-raised", 1, "{\"format\":\"a lot\"}")))
        .isInstanceOfSatisfying(
            UnreadableEventException.class,
            e -> {
              assertThat(e.type()).isEqualTo("format-raised");
              assertThat(e.revision()).isEqualTo(1);
            });
  }

  @Test
  void givenAClassOutsideTheTable_thenItIsNotWritten() {
    Event stranger = new Event() {};
    Commit commit = commit(AT).append(stream("a"), 0, stranger).build();
    assertThatThrownBy(() -> codec.encode(commit)).isInstanceOf(IllegalArgumentException.class);
  }
}
