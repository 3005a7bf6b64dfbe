package dev.assay.projections.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.bucket.BucketEvent.BucketCreated;
import dev.assay.events.bucket.BucketEvent.BucketDeleted;
import dev.assay.events.bucket.BucketEvent.BucketUpdated;
import dev.assay.events.bucket.BucketId;
import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import dev.assay.projections.fixtures.Folding;
import dev.assay.projections.fixtures.Journals;
import dev.assay.projections.fixtures.RandomStory;
import dev.assay.projections.fixtures.RelationsAssert;
import dev.assay.projections.fixtures.Story;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalRecordsTest {

  private static final StreamName STREAM = StreamName.bucket(Story.PROJECT, Story.NAME);
  private static final JournalRecords.Bounds TIGHT = new JournalRecords.Bounds(40, 2, 20);

  private final Journals journals = new Journals();

  @AfterEach
  void close() {
    journals.close();
  }

  private JournalRecords records(JournalRecords.Bounds bounds) {
    return new JournalRecords(journals.journal(), bounds);
  }

  private List<RecordedEvent> recorded() {
    try (var events = journals.journal().read(STREAM, 0)) {
      return events.toList();
    }
  }

  private static Folding upTo(List<RecordedEvent> events, long position) {
    return Folding.of(events.stream().filter(each -> each.position() <= position).toList());
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void givenAnyHistory_whenAskedAtRandomPositions_thenSameAsFoldingEverythingUpToThere(long seed) {
    journals.append(RandomStory.of(seed, 250));
    var records = records(TIGHT);
    var events = recorded();
    var random = new Random(seed);
    long last = events.getLast().position();
    for (int i = 0; i < 60; i++) {
      long position = last - random.nextInt(i % 3 == 0 ? (int) last : 30);
      assertSame(upTo(events, position), records.at(position), events);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void givenAnyHistory_whenAskedAfterEachCommit_thenSameAsFoldingEverything(long seed) {
    var records = records(TIGHT);
    var told = RandomStory.of(seed, 150).events();
    long commits = told.getLast().position();
    for (long commit = 0; commit <= commits; commit++) {
      long now = commit;
      var together = told.stream().filter(each -> each.position() == now).toList();
      long position =
          journals.append(
              STREAM,
              together.getFirst().time(),
              Story.ALICE,
              together.stream().map(RecordedEvent::event).toList());
      var events = recorded();
      assertSame(Folding.of(events), records.at(position), events);
    }
  }

  private static void assertSame(
      Folding expected, RecordSource actual, List<RecordedEvent> events) {
    RelationsAssert.assertEqual(actual, expected);
    var bucket = expected.bucket(Story.PROJECT, Story.NAME);
    assertThat(actual.bucket(Story.PROJECT, Story.NAME)).isEqualTo(bucket);
    for (int life = 1; life < 6; life++) {
      var id = new BucketId("bucket-" + life);
      assertThat(actual.bucket(id)).isEqualTo(expected.bucket(id));
      assertThat(actual.channels(id)).isEqualTo(expected.channels(id));
      assertThat(actual.newestPublished(id)).isEqualTo(expected.newestPublished(id));
      for (int i = 0; i < 12; i++) {
        var fingerprint = new Fingerprint("f" + i);
        assertThat(actual.iteration(id, fingerprint))
            .isEqualTo(expected.iteration(id, fingerprint));
      }
      var latest = new ChannelName("latest");
      assertThat(actual.channel(id, latest)).isEqualTo(expected.channel(id, latest));
    }
    for (int i = 0; i < events.size(); i += 7) {
      var id = new IterationId("iteration-" + i);
      assertThat(actual.iteration(id)).isEqualTo(expected.iteration(id));
    }
  }

  @Test
  void givenLaterWrites_whenAskedAtAnEarlierCommit_thenNothingOfThemShows() {
    journals.append(new Story().bucket().publishedIteration(Story.FIRST, "f1", Story.AWS, 1, null));
    var records = records(JournalRecords.Bounds.DEFAULT);
    long before = journals.journal().reached();
    var time = Story.timeOf(100);
    journals.append(
        STREAM, time, Story.ALICE, List.of(new BucketUpdated(Story.BUCKET, "later", null)));
    long after =
        journals.append(STREAM, time, Story.ALICE, List.of(new BucketDeleted(Story.BUCKET)));

    assertThat(records.at(after).bucket(Story.BUCKET)).isEmpty();
    assertThat(records.at(after).iteration(Story.FIRST)).isEmpty();
    assertThat(records.at(before).bucket(Story.BUCKET).orElseThrow().description())
        .isEqualTo("base image");
    assertThat(records.at(before).iteration(Story.FIRST).orElseThrow().name()).isEqualTo("v1");
    assertThat(records.at(before).channels(Story.BUCKET)).hasSize(1);
  }

  @Test
  void givenNothing_whenAsked_thenNothing() {
    var records = records(JournalRecords.Bounds.DEFAULT).at(0);

    assertThat(records.bucket(Story.PROJECT, Story.NAME)).isEmpty();
    assertThat(records.bucket(Story.BUCKET)).isEmpty();
    assertThat(records.iteration(Story.FIRST)).isEmpty();
    assertThat(records.channels(Story.BUCKET)).isEmpty();
  }

  @Test
  void givenMoreBucketsThanAreKept_whenAskedInTurn_thenEachIsAnswered() {
    var records = records(TIGHT);
    for (int i = 0; i < 20; i++) {
      var id = new BucketId("many-" + i);
      var name = new BucketName("many-" + i);
      journals.append(
          StreamName.bucket(Story.PROJECT, name),
          Story.timeOf(i),
          Story.ALICE,
          List.of(new BucketCreated(id, Story.PROJECT, name, "", Map.of())));
    }
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 20; i++) {
        var found = records.at(journals.journal().reached()).bucket(new BucketId("many-" + i));
        assertThat(found.orElseThrow().name()).isEqualTo(new BucketName("many-" + i));
      }
    }
  }

  @Test
  void givenWritesAndReadsFromManyThreads_thenEveryAnswerIsOfItsOwnCommit() throws Exception {
    journals.append(new Story().bucket());
    var records = records(TIGHT);
    Callable<Long> writer =
        () -> {
          long wrong = 0;
          for (int i = 0; i < 100; i++) {
            String text;
            long position;
            synchronized (journals) {
              text = Thread.currentThread().threadId() + "-" + i;
              position =
                  journals.append(
                      STREAM,
                      Story.timeOf(500),
                      Story.ALICE,
                      List.of(new BucketUpdated(Story.BUCKET, text, null)));
            }
            var shown = records.at(position).bucket(Story.BUCKET).orElseThrow().description();
            wrong += shown.equals(text) ? 0 : 1;
          }
          return wrong;
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var result : threads.invokeAll(List.of(writer, writer, writer, writer))) {
        assertThat(result.get()).isZero();
      }
    }
  }
}
