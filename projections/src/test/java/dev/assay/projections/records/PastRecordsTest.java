package dev.assay.projections.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.bucket.BucketId;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.events.iteration.IterationId;
import dev.assay.events.journal.RecordSnapshotStore;
import dev.assay.events.journal.RecordedEvent;
import dev.assay.events.journal.StreamName;
import dev.assay.events.journal.memory.InMemoryRecordSnapshots;
import dev.assay.projections.channel.AssignmentRecord;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.fixtures.Folding;
import dev.assay.projections.fixtures.Journals;
import dev.assay.projections.fixtures.RandomStory;
import dev.assay.projections.fixtures.Story;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.paging.SortOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PastRecordsTest {

  private static final StreamName STREAM = StreamName.bucket(Story.PROJECT, Story.NAME);
  private static final PastRecords.Bounds TIGHT = new PastRecords.Bounds(3, 10, 4);
  private static final String LIST = "list";

  private final Journals journals = new Journals();
  private final InMemoryRecordSnapshots store = new InMemoryRecordSnapshots();

  @AfterEach
  void close() {
    journals.close();
  }

  private PastRecords past(RecordSnapshotStore snapshots) {
    return new PastRecords(journals.journal(), snapshots, TIGHT);
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
  @ValueSource(longs = {11, 12, 13, 14, 15, 16})
  void givenAnyHistory_whenAskedAtAnyPosition_thenSameAsFoldingEverythingUpToThere(long seed) {
    journals.append(RandomStory.of(seed, 250));
    var events = recorded();
    var random = new Random(seed);
    var past = past(store);
    int last = (int) events.getLast().position();
    for (int i = 0; i < 80; i++) {
      int position = random.nextInt(last + 1);
      assertSame(upTo(events, position), past.asOf(position));
    }
    assertThat(store.size()).as("snapshots were made").isGreaterThan(20);
    var afterARestart = past(store);
    for (int i = 0; i < 20; i++) {
      int position = random.nextInt(last + 1);
      assertSame(upTo(events, position), afterARestart.asOf(position));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32})
  void givenHistoryThatGrows_whenAskedBetween_thenSameAsFolding(long seed) {
    var random = new Random(seed);
    var past = past(store);
    var told = RandomStory.of(seed, 200).events();
    long commits = told.getLast().position();
    for (long commit = 0; commit <= commits; commit++) {
      long now = commit;
      var together = told.stream().filter(each -> each.position() == now).toList();
      journals.append(
          STREAM,
          together.getFirst().time(),
          Story.ALICE,
          together.stream().map(RecordedEvent::event).toList());
      var events = recorded();
      if (random.nextInt(3) == 0) {
        past.keep(STREAM);
      }
      int position = random.nextInt((int) now + 1);
      assertSame(upTo(events, position), past.asOf(position));
      assertSame(upTo(events, now), past.asOf(now));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {41, 42})
  void givenSnapshotsThatAreBrokenOrGone_whenAsked_thenSameAsFolding(long seed) {
    journals.append(RandomStory.of(seed, 250));
    var events = recorded();
    past(store).keep(STREAM);
    var past = past(new Unreliable(store, seed));
    var random = new Random(seed);
    int last = (int) events.getLast().position();
    for (int i = 0; i < 60; i++) {
      int position = random.nextInt(last + 1);
      assertSame(upTo(events, position), past.asOf(position));
    }
  }

  @Test
  void givenSnapshotsOfAnotherSchema_whenOpened_thenDropped() {
    journals.append(RandomStory.of(51, 100));
    past(store).keep(STREAM);
    assertThat(store.size()).isPositive();

    store.begin("another");
    assertThat(store.size()).isZero();
    var events = recorded();
    long position = events.getLast().position() / 2;
    assertSame(upTo(events, position), past(store).asOf(position));
  }

  @Test
  void givenTheSameSchema_whenOpenedAgain_thenKept() {
    journals.append(RandomStory.of(52, 100));
    past(store).keep(STREAM);
    int kept = store.size();

    past(store);
    assertThat(store.size()).isEqualTo(kept);
  }

  @Test
  void givenManyReaders_whenTheHistoryGrows_thenEachIsToldItsOwnMoment() throws Exception {
    var told = RandomStory.of(61, 200).events();
    var past = past(store);
    Callable<Void> reader =
        () -> {
          var random = new Random();
          for (int i = 0; i < 100; i++) {
            int reached = (int) journals.journal().reached();
            if (reached >= 0) {
              int position = random.nextInt(reached + 1);
              assertSame(upTo(told, position), past.asOf(position));
            }
          }
          return null;
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var readers = List.of(threads.submit(reader), threads.submit(reader), threads.submit(reader));
      for (long commit = 0; commit <= told.getLast().position(); commit++) {
        long now = commit;
        var together = told.stream().filter(each -> each.position() == now).toList();
        journals.append(
            STREAM,
            together.getFirst().time(),
            together.getFirst().actor(),
            together.stream().map(RecordedEvent::event).toList());
      }
      for (var result : readers) {
        result.get();
      }
    }
  }

  private static void assertSame(Folding expected, RegistryRecords actual) {
    assertThat(actual.bucket(Story.PROJECT, Story.NAME))
        .isEqualTo(expected.bucket(Story.PROJECT, Story.NAME));
    for (int life = 1; life < 5; life++) {
      assertSameBucket(new BucketId("bucket-" + life), expected, actual);
    }
    for (int i = 0; i < 250; i += 11) {
      var id = new IterationId("iteration-" + i);
      assertThat(actual.iteration(id)).isEqualTo(expected.iteration(id));
      assertThat(actual.revocationReason(id)).isEqualTo(expected.revocationReason(id));
    }
    var buckets = actual.buckets(Story.PROJECT, SortOrder.ascending("name"), request(10, "", ""));
    assertThat(buckets.items()).isEqualTo(expected.bucket().stream().toList());
  }

  private static void assertSameBucket(BucketId id, Folding expected, RegistryRecords actual) {
    assertThat(actual.bucket(id)).isEqualTo(expected.bucket(id));
    assertThat(actual.channels(id)).isEqualTo(expected.channels(id));
    assertThat(actual.newestPublished(id)).isEqualTo(expected.newestPublished(id));
    for (int i = 0; i < 12; i++) {
      var fingerprint = new Fingerprint("f" + i);
      assertThat(actual.iteration(id, fingerprint)).isEqualTo(expected.iteration(id, fingerprint));
    }
    var latest = new ChannelName("latest");
    assertThat(actual.channel(id, latest)).isEqualTo(expected.channel(id, latest));
    assertSameIterations(id, expected, actual);
    for (ChannelRecord channel : expected.channels(id)) {
      assertSameHistory(channel, expected, actual);
    }
  }

  private static void assertSameIterations(BucketId id, Folding expected, RegistryRecords actual) {
    Comparator<IterationRecord> byId = Comparator.comparing(it -> it.id().value());
    Comparator<IterationRecord> byNumber = Comparator.comparingInt(IterationRecord::number);
    var all = expected.iterations().stream().filter(it -> it.bucketId().equals(id)).toList();
    assertThat(pages(request -> actual.iterations(id, SortOrder.descending("created_at"), request)))
        .isEqualTo(
            all.stream()
                .sorted(
                    Comparator.comparing(IterationRecord::createdAt).thenComparing(byId).reversed())
                .toList());
    assertThat(pages(request -> actual.iterations(id, SortOrder.ascending("name"), request)))
        .isEqualTo(all.stream().sorted(byNumber.thenComparing(byId)).toList());
  }

  private static void assertSameHistory(
      ChannelRecord channel, Folding expected, RegistryRecords actual) {
    List<AssignmentRecord> rows =
        expected.assignments(channel.id()).reversed().stream()
            .filter(row -> row.iteration() != null)
            .toList();
    assertThat(pages(request -> actual.history(channel.id(), request))).isEqualTo(rows);
    assertThat(actual.historyCount(channel.id())).isEqualTo(rows.size());
  }

  /** All pages of a list, read forward; read backward from the last they must be the same. */
  private static <T> List<T> pages(Function<PageRequest, Page<T>> list) {
    List<List<T>> forward = new ArrayList<>();
    Page<T> page = list.apply(request(2, "", ""));
    forward.add(page.items());
    while (!page.pagination().nextPageToken().isEmpty()) {
      page = list.apply(request(2, page.pagination().nextPageToken(), ""));
      forward.add(page.items());
    }
    List<List<T>> backward = new ArrayList<>();
    backward.add(page.items());
    while (!page.pagination().previousPageToken().isEmpty()) {
      page = list.apply(request(2, "", page.pagination().previousPageToken()));
      backward.add(page.items());
    }
    assertThat(backward.reversed()).isEqualTo(forward);
    return forward.stream().flatMap(List::stream).toList();
  }

  private static PageRequest request(int size, String next, String previous) {
    return PageRequest.of(LIST, String.valueOf(size), next, previous)
        .orElseThrow(refusal -> new IllegalStateException(refusal.message()));
  }

  /** Forgets some of what is kept and flips bits of the rest. */
  private static final class Unreliable implements RecordSnapshotStore {
    private final InMemoryRecordSnapshots store;
    private final Random random;

    Unreliable(InMemoryRecordSnapshots store, long seed) {
      this.store = store;
      this.random = new Random(seed);
    }

    @Override
    public void begin(String schema) {
      store.begin(schema);
    }

    @Override
    public void put(String fold, long position, byte[] state) {
      if (random.nextInt(3) > 0) {
        byte[] written = state.clone();
        if (random.nextInt(2) == 0) {
          written[random.nextInt(written.length)] ^= 1;
        }
        store.put(fold, position, written);
      }
    }

    @Override
    public Optional<RecordSnapshot> floor(String fold, long position) {
      return store
          .floor(fold, position)
          .map(found -> {
            byte[] read = found.state().clone();
            if (random.nextInt(4) == 0) {
              read[random.nextInt(read.length)] ^= 4;
            }
            return new RecordSnapshot(
                found.position(), random.nextInt(9) == 0 ? new byte[2] : read);
          });
    }

    @Override
    public void drop(String fold, long position) {
      store.drop(fold, position);
    }
  }
}
