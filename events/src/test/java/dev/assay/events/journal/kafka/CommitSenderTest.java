package dev.assay.events.journal.kafka;

import static dev.assay.events.journal.CommitFixtures.commit;
import static dev.assay.events.journal.CommitFixtures.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is made of a producer's failures. */
class CommitSenderTest {

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final PendingAppends pending = new PendingAppends();
  private final CommitSender sender = new CommitSender(producer, "journal", pending);
  private final PendingAppend append = append();

  @AfterEach
  void close() {
    sender.close();
  }

  private PendingAppend append() {
    Commit commit = commit(Instant.EPOCH, stream("aaa"), 0);
    PendingAppend added = new PendingAppend(commit, new byte[] {1, 2, 3});
    pending.add(added);
    return added;
  }

  private void awaitCopies(int count) {
    await().until(() -> producer.history().size() == count);
  }

  @Test
  void givenARefusal_thenRefused() {
    sender.send(append);
    producer.errorNext(new TopicAuthorizationException("no"));
    assertThat(append.outcome().join()).isInstanceOf(AppendOutcome.Refused.class);
    assertThat(pending.waitingFor(append.bytes().value())).isEmpty();
  }

  @Test
  void givenNoAnswer_thenTheSameBytesAreSentAgain() {
    sender.send(append);
    producer.errorNext(new TimeoutException("none"));
    awaitCopies(2);
    assertThat(producer.history().getLast().value()).isEqualTo(append.bytes().value());
    assertThat(append.sentAgain()).isTrue();
    assertThat(append.outcome()).isNotDone();
  }

  @Test
  void givenNoAnswerAndThenARefusal_thenItIsNotTakenForTheTruthAboutTheFirstCopy() {
    sender.send(append);
    producer.errorNext(new TimeoutException("none"));
    awaitCopies(2);
    producer.errorNext(new TopicAuthorizationException("no"));
    awaitCopies(3);
    assertThat(append.outcome()).isNotDone();
  }

  @Test
  void givenAnExceptionFromTheProducer_thenItIsSentAgain() {
    producer.sendException = new IllegalStateException("not now");
    sender.send(append);
    producer.sendException = null;
    awaitCopies(1);
    assertThat(append.outcome()).isNotDone();
  }

  @Test
  void givenAClosedSender_thenTheOutcomeIsUnknown() {
    sender.close();
    sender.send(append);
    assertThat(append.outcome().join()).isInstanceOf(AppendOutcome.Unknown.class);
  }

  @Test
  void givenNoAnswerForTooLong_thenTheOutcomeIsUnknown() {
    try (Patience patience = new Patience(pending, Duration.ofMillis(50))) {
      sender.send(append);
      assertThat(append.outcome().join()).isInstanceOf(AppendOutcome.Unknown.class);
      assertThat(pending.waitingFor(append.bytes().value())).isEmpty();
    }
  }
}
