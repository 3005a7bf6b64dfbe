package dev.assay.events.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.events.Event;
import dev.assay.events.journal.CommitFixtures;
import dev.assay.events.journal.StreamName;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** An invented event with two old revisions: 1 had {@code host}, 2 renamed it, 3 splits it. */
class UpcasterTest {

  private record ServerMoved(String name, String domain) implements Event {}

  private final JournalCodec codec =
      new JournalCodec(
          EventTypes.builder()
              .add(ServerMoved.class, "server-moved", UpcasterTest::rename, UpcasterTest::split)
              .build());

  private static ObjectNode rename(ObjectNode data) {
    data.set("fullName", data.remove("host"));
    return data;
  }

  private static ObjectNode split(ObjectNode data) {
    String[] parts = data.remove("fullName").asString().split("\\.", 2);
    return data.put("name", parts[0]).put("domain", parts[1]);
  }

  private Event read(int revision, String data) {
    Decoded decoded = codec.decode(RecordText.commitWith("server-moved", revision, data));
    return ((Decoded.Commit) decoded).commit().appends().getFirst().events().getFirst();
  }

  @Test
  void givenOldRevisions_thenTheyAreReadAsThePresentOne() {
    ServerMoved present = new ServerMoved("db", "example.org");
    assertThat(read(1, "{\"host\":\"db.example.org\"}")).isEqualTo(present);
    assertThat(read(2, "{\"fullName\":\"db.example.org\"}")).isEqualTo(present);
    assertThat(read(3, "{\"name\":\"db\",\"domain\":\"example.org\"}")).isEqualTo(present);
  }

  @Test
  void givenAnEvent_thenThePresentRevisionIsWritten() {
    byte[] record =
        codec.encode(
            CommitFixtures.commit(Instant.EPOCH)
                .append(StreamName.SYSTEM, 0, new ServerMoved("db", "example.org"))
                .build());
    assertThat(new String(record, java.nio.charset.StandardCharsets.UTF_8))
        .contains("\"type\":\"server-moved\",\"revision\":3,");
  }

  @Test
  void givenARevisionOfTheFuture_thenItIsUnreadable() {
    assertThatThrownBy(() -> read(4, "{}"))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining("server-moved revision 4")
        .hasMessageContaining("at most 3");
  }

  @Test
  void givenABrokenOldRevision_thenItIsUnreadable() {
    assertThatThrownBy(() -> read(2, "{\"fullName\":\"nodots\"}"))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining("server-moved revision 2");
  }

  @Test
  void givenANameTwice_thenTheTableIsRefused() {
    EventTypes.Builder table = EventTypes.builder().add(ServerMoved.class, "server-moved");
    assertThatThrownBy(() -> table.add(Event.class, "server-moved"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("server-moved");
  }
}
