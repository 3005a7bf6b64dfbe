package dev.assay.events.journal.kafka;

import static dev.assay.events.journal.CommitFixtures.commit;
import static dev.assay.events.journal.CommitFixtures.stream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.events.codec.JournalCodec;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.JournalHaltedException;
import dev.assay.events.journal.StreamName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stops the reading thread, and what is left then. */
class HaltTest {

  private static final int WRITERS = 200;
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

  private byte[] ofFormat(int format) {
    byte[] record = CODEC.encode(commit(log.now(), stream("aaa"), 1));
    byte[] changed = Arrays.copyOf(record, record.length);
    changed[3] = (byte) format;
    return changed;
  }

  @Test
  void givenAnUnknownFormat_whenOpenedAgain_thenHaltedAtOnceWithWhatCameBefore() {
    Path index = log.newIndex();
    try (KafkaJournal journal = log.open(index)) {
      journal.append(commit(log.now(), stream("aaa"), 0));
      log.appendRaw(ofFormat(2));
      await().until(() -> journal.halted().isPresent());
      assertThat(journal.halted().orElseThrow()).contains("format: 2", "fix: run a version");
    }
    KafkaJournal again = log.open(index);
    assertThat(again.halted()).isPresent();
    assertThat(again.reached()).isZero();
    assertThat(again.head(stream("aaa"))).isZero();
    assertThatThrownBy(() -> again.append(commit(log.now(), stream("aaa"), 1)))
        .isInstanceOf(JournalHaltedException.class);
    assertThatThrownBy(again::end).isInstanceOf(JournalHaltedException.class);
  }

  @Test
  void givenAHaltWhileAppending_thenTheAppendersAreTold() throws Exception {
    KafkaJournal journal = log.open();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        StreamName own = stream("bucket-" + i);
        writers.add(
            threads.submit(() -> {
              for (long sequence = 0; ; sequence++) {
                journal.append(commit(log.now(), own, sequence));
              }
            }));
      }
      log.appendRaw(ofFormat(77));
      for (Future<?> writer : writers) {
        assertThatThrownBy(() -> writer.get(10, TimeUnit.SECONDS))
            .hasCauseInstanceOf(JournalHaltedException.class);
      }
    }
  }

  @Test
  void givenAReaderAtTheEnd_whenTheBeginningIsCutOff_thenHalted() {
    KafkaJournal journal =
        log.open(log.config(log.newIndex()).beginningCheck(Duration.ofMillis(100)));
    journal.append(commit(log.now(), stream("aaa"), 0));
    TestTopics.cut(log.topic(), 2);
    await().until(() -> journal.halted().isPresent());
    assertThat(journal.halted().orElseThrow())
        .contains("log start offset 2 (expected: 0)", "fix: restore the topic from a backup");
    assertThat(journal.head(stream("aaa"))).isZero();
  }

  @Test
  void givenAnErrorOnTheReadingThread_thenHalted() {
    KafkaJournal journal = log.open();
    journal.onAdvance(() -> {
      throw new AssertionError("broken on purpose");
    });
    assertThat(journal.append(commit(log.now(), stream("aaa"), 0)))
        .isInstanceOf(AppendOutcome.Accepted.class);
    await().dontCatchUncaughtExceptions().until(() -> journal.halted().isPresent());
    assertThatThrownBy(() -> journal.append(commit(log.now(), stream("aaa"), 1)))
        .isInstanceOf(JournalHaltedException.class);
  }

  @Test
  void givenATopicWhoseWritersSetTheTime_thenItsRecordsAreForeignAndAppendsRefused() {
    KafkaJournal journal = log.open();
    journal.append(commit(log.now(), stream("aaa"), 0));
    TestTopics.set(log.topic(), "message.timestamp.type", "CreateTime");
    List<AppendOutcome> refused = new ArrayList<>();
    await()
        .until(() -> {
          long next = journal.head(stream("aaa")) + 1;
          AppendOutcome outcome = journal.append(commit(log.now(), stream("aaa"), next));
          return outcome instanceof AppendOutcome.Refused && refused.add(outcome);
        });
    assertThat(((AppendOutcome.Refused) refused.getFirst()).reason())
        .contains("expected: message.timestamp.type=LogAppendTime");
    long reached = journal.reached();
    log.appendRaw(CODEC.encode(commit(log.now(), stream("aaa"), reached + 1)));
    assertThat(journal.end()).isEqualTo(reached);
    assertThat(log.foreignRecords(journal)).isEqualTo(2);
  }

  @Test
  void givenForeignRecords_thenCountedAndPassed() {
    KafkaJournal journal = log.open();
    log.appendRaw("hello".getBytes(UTF_8));
    log.appendRaw(new byte[0]);
    assertThat(journal.append(commit(log.now(), stream("aaa"), 0)))
        .isInstanceOf(AppendOutcome.Accepted.class);
    assertThat(journal.reached()).isZero();
    assertThat(log.foreignRecords(journal)).isEqualTo(2);
  }
}
