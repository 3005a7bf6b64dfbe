package dev.assay.events.journal.kafka;

import static dev.assay.events.journal.CommitFixtures.commit;
import static dev.assay.events.journal.CommitFixtures.stream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.events.codec.Genesis;
import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.JournalRefusedException;
import dev.assay.events.journal.JournalUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused at start, and what the message says. */
class JournalOpeningTest {

  private static final JournalCodec CODEC = new JournalCodec();

  private KafkaJournalFixture log;

  @BeforeEach
  void open() {
    log = new KafkaJournalFixture();
  }

  @AfterEach
  void close() {
    log.close();
  }

  private void assertRefused(KafkaJournalConfig.Builder config, String... parts) {
    assertThatThrownBy(() -> log.open(config))
        .isInstanceOf(JournalRefusedException.class)
        .message()
        .contains(parts)
        .contains("fix: ")
        .doesNotContain("\n");
  }

  private void assertRefused(String... parts) {
    assertRefused(log.config(log.newIndex()), parts);
  }

  @ParameterizedTest
  @CsvSource({
    "retention.ms, 604800000, -1",
    "retention.bytes, 1073741824, -1",
    "cleanup.policy, compact, delete",
    "message.timestamp.type, CreateTime, LogAppendTime",
    "max.message.bytes, 1048588, 16777216",
    "unclean.leader.election.enable, true, false",
  })
  void givenAWrongSetting_thenRefusedWithTheCommandThatMendsIt(
      String name, String wrong, String right) {
    TestTopics.create(log.topic(), 1, Map.of(name, wrong));
    assertRefused(
        name + "=" + wrong + " (expected: " + right + ")", "--add-config " + name + "=" + right);
  }

  @Test
  void givenTwoPartitions_thenRefused() {
    TestTopics.create(log.topic(), 2, Map.of());
    assertRefused("2 partitions (expected: 1)");
  }

  @Test
  void givenOneCopyThatIsNotDeclared_thenRefused() {
    TestTopics.create(log.topic());
    assertRefused(
        log.config(log.newIndex()).replicationFactor(3), "replication factor 1 (expected: >= 3)");
  }

  @Test
  void givenTooFewInSyncReplicas_thenThatIsAProblem() {
    TopicSettings settings = new TopicSettings("t", 3);
    Map<String, String> found = new java.util.HashMap<>(settings.wanted());
    found.put("min.insync.replicas", "1");
    assertThat(settings.problem(found, 1, 3).orElseThrow())
        .contains("min.insync.replicas=1 (expected: 2)");
    assertThat(settings.problem(settings.wanted(), 1, 3)).isEqualTo(Optional.empty());
  }

  @Test
  void givenALostBeginning_thenRefused() {
    Path index = log.newIndex();
    try (KafkaJournal journal = log.open(index)) {
      journal.append(commit(log.now(), stream("aaa"), 0));
      journal.append(commit(log.now(), stream("aaa"), 1));
    }
    TestTopics.cut(log.topic(), 2);
    assertRefused(log.config(index), "log start offset 2 (expected: 0)", "restore");
  }

  @Test
  void givenATopicOfSomebodyElse_thenRefused() {
    TestTopics.create(log.topic());
    log.appendRaw("hello".getBytes(UTF_8));
    assertRefused("the first record is no genesis");
  }

  @Test
  void givenANewerFormat_thenRefused() {
    TestTopics.create(log.topic());
    log.appendRaw(
        CODEC.encode(
            new Genesis(new JournalId("newer"), JournalCodec.FORMAT + 1, Optional.empty())));
    assertRefused("journal format 2 (expected: <= 1)");
  }

  @Test
  void givenRecordsOfAnotherJournalThatTheGenesisDoesNotName_thenTheyAreVoid() {
    TestTopics.create(log.topic());
    log.appendRaw(CODEC.encode(Genesis.of(new JournalId("copy"))));
    log.appendRaw(CODEC.encode(commit(log.now().minusSeconds(60), stream("aaa"), 0)));
    assertThat(log.open().end()).isEqualTo(-1);
  }

  @Test
  void givenAnotherJournalThanExpected_thenRefused() {
    log.open().close();
    assertRefused(
        log.config(log.newIndex()).expectedJournalId(new JournalId("mine")), "(expected: mine)");
  }

  @Test
  void givenNoTopic_thenItIsMadeOnlyWhereThatIsAllowed() {
    assertRefused(log.config(log.newIndex()).createTopic(false), "absent");
    TestTopics.create(log.topic());
    assertRefused(log.config(log.newIndex()).createTopic(false), "empty (expected: a journal)");
    log.open();
  }

  @Test
  void givenAnEmptyTopicAndAnIndex_thenNoNewJournalIsBegun() {
    Path index = log.newIndex();
    try (KafkaJournalFixture lost = new KafkaJournalFixture()) {
      lost.open(index).close();
    }
    TestTopics.create(log.topic());
    assertRefused(log.config(index), "empty (expected: journal ");
  }

  @Test
  void givenNoBroker_thenUnavailable() {
    KafkaJournalConfig config =
        KafkaJournalConfig.builder("127.0.0.1:1", log.newIndex())
            .startTimeout(Duration.ofMillis(500))
            .build();
    assertThatThrownBy(() -> KafkaJournal.open(config))
        .isInstanceOf(JournalUnavailableException.class)
        .hasMessageContaining("127.0.0.1:1");
  }

  @Test
  void givenTwoStartersAtOnce_thenBothAreOfOneJournal() throws Exception {
    TestTopics.create(log.topic());
    KafkaJournalConfig first = log.config(log.newIndex()).build();
    KafkaJournalConfig second = log.config(log.newIndex()).build();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<KafkaJournal> a = threads.submit(() -> KafkaJournal.open(first));
      Future<KafkaJournal> b = threads.submit(() -> KafkaJournal.open(second));
      try (KafkaJournal one = a.get();
          KafkaJournal other = b.get()) {
        assertThat(one.id()).isEqualTo(other.id());
        one.append(commit(log.now(), stream("aaa"), 0));
        assertThat(other.end()).isZero();
      }
    }
  }
}
