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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stops the reading thread, and what is left then. */
class HaltTest {

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
      Future<?> writer =
          threads.submit(() -> {
            for (long sequence = 0; ; sequence++) {
              journal.append(commit(log.now(), stream("bbb"), sequence));
            }
          });
      log.appendRaw(ofFormat(77));
      assertThatThrownBy(writer::get).hasCauseInstanceOf(JournalHaltedException.class);
    }
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
