package dev.assay.projections.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.events.access.OrganizationId;
import dev.assay.events.bucket.BucketEvent.BucketUpdated;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.JournalUnavailableException;
import dev.assay.events.journal.RequestInfo;
import dev.assay.events.refusals.RecordedRefusal;
import dev.assay.events.refusals.Refusals;
import dev.assay.events.refusals.RefusedRequest;
import dev.assay.events.refusals.RefusedRequest.Outcome;
import dev.assay.events.refusals.RefusedRequest.Target;
import dev.assay.events.refusals.memory.InMemoryRefusals;
import dev.assay.projections.audit.AuditAction;
import dev.assay.projections.audit.AuditFold;
import dev.assay.projections.audit.AuditQuery;
import dev.assay.projections.audit.AuditRow;
import dev.assay.projections.audit.MemoryThings;
import dev.assay.projections.fixtures.RandomStory;
import dev.assay.projections.fixtures.Story;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.store.ViewStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the audit log does, whatever store it is kept in. */
abstract class AuditViewsContract {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final OrganizationId ORGANIZATION = new OrganizationId("o-1");
  private static final Actor BOB = new Actor("p-2", "bob", Actor.Kind.SERVICE_PRINCIPAL);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final TestJournal journal = new TestJournal();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private Instant now = Story.START;
  private final InMemoryRefusals refusals = new InMemoryRefusals(() -> now);
  private ViewStore store;

  /** Opens the store of this test; again, once it was closed, on what it held. */
  abstract ViewStore openStore();

  @BeforeEach
  void open() {
    store = openStore();
  }

  @AfterEach
  void close() throws Exception {
    for (var each : opened.reversed()) {
      each.close();
    }
    store.close();
  }

  private AuditViews start() {
    return start(journal.journal(), refusals, ViewsContract.CONFIG);
  }

  private AuditViews start(Journal from, Refusals and, ViewsConfig config) {
    var views = AuditViews.start(from, and, store, config, meters);
    opened.add(views);
    return views;
  }

  /** Another instance over the same logs and store. */
  private AuditViews another() {
    var views =
        AuditViews.start(
            journal.another(), refusals, store, ViewsContract.CONFIG, new SimpleMeterRegistry());
    opened.add(views);
    return views;
  }

  private static RefusedRequest refused(int i) {
    return new RefusedRequest(
        i % 3 == 0 ? Outcome.UNCHANGED : Outcome.REFUSED,
        i % 3 == 0 ? 200 : 404,
        i % 3 == 0 ? 0 : 5,
        i % 3 == 0 ? "" : "not there",
        ORGANIZATION,
        i % 2 == 0 ? Story.ALICE : BOB,
        new RequestInfo("refused-" + i, "10.0.0.1", null),
        "PATCH",
        "/path",
        i % 4 == 0 ? "channel.assign" : "bucket.update",
        new Target(
            Story.PROJECT.value(),
            i % 5 == 0 ? "other" : Story.NAME.value(),
            i % 4 == 0 ? "channel-" + i % 3 : null,
            null,
            null));
  }

  /** Commits of a random story with refusals between them, at the same times and at others. */
  private void tell(long seed, int commits, int refusalsPerCommit) {
    var story = RandomStory.of(seed, commits);
    var random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < commits; i++) {
      journal.tell(story, i, i + 1);
      now = Story.timeOf(i).plusMillis(random.nextInt(3) * 500L);
      for (int r = random.nextInt(refusalsPerCommit + 1); r > 0; r--) {
        refusals.append(refused(refused++));
      }
    }
  }

  /** All rows in the simplest way, newest first. */
  private List<AuditRow> folded() {
    var things = new MemoryThings();
    List<AuditRow> rows = new ArrayList<>();
    try (var commits = journal.journal().cursor(0)) {
      commits.forEach(commit -> rows.addAll(AuditFold.rows(commit, things)));
    }
    List<RecordedRefusal> read = new ArrayList<>();
    try (var cursor = refusals.read(0)) {
      List<RecordedRefusal> more;
      while (!(more = cursor.poll(Duration.ZERO)).isEmpty()) {
        read.addAll(more);
      }
    }
    read.stream().map(AuditFold::row).flatMap(Optional::stream).forEach(rows::add);
    rows.sort(Comparator.comparing(AuditRow::place).reversed());
    return rows;
  }

  private static AuditQuery query(
      @Nullable String project,
      @Nullable String bucket,
      @Nullable String channel,
      @Nullable String actor,
      @Nullable AuditAction action,
      AuditRow.@Nullable Outcome outcome,
      @Nullable Instant from,
      @Nullable Instant to) {
    return new AuditQuery(
        ORGANIZATION, true, project, bucket, channel, null, actor, action, outcome, from, to);
  }

  private static AuditQuery everything() {
    return query(null, null, null, null, null, null, null, null);
  }

  private static Page<AuditRow> page(
      AuditRecords records, AuditQuery query, int size, String next, String previous) {
    return records.page(
        query,
        PageRequest.of(query.list(), Integer.toString(size), next, previous)
            .orElseThrow(refusal -> new IllegalStateException(refusal.message())));
  }

  /** First by what is short to read, then by everything. */
  private static void assertSame(List<AuditRow> rows, List<AuditRow> expected, AuditQuery query) {
    assertThat(rows.stream().map(AuditRow::id).toList())
        .as("%s", query)
        .isEqualTo(expected.stream().map(AuditRow::id).toList());
    assertThat(rows).isEqualTo(expected);
  }

  /** All rows of a query, page by page, and back again. */
  private static List<AuditRow> paged(AuditRecords records, AuditQuery query, int size) {
    List<AuditRow> all = new ArrayList<>();
    List<List<AuditRow>> pages = new ArrayList<>();
    var page = page(records, query, size, "", "");
    all.addAll(page.items());
    pages.add(page.items());
    while (!page.pagination().nextPageToken().isEmpty()) {
      page = page(records, query, size, page.pagination().nextPageToken(), "");
      all.addAll(page.items());
      pages.add(page.items());
    }
    for (int i = pages.size() - 2; i >= 0; i--) {
      page = page(records, query, size, "", page.pagination().previousPageToken());
      assertSame(page.items(), pages.get(i), query);
    }
    return all;
  }

  private static Stream<AuditQuery> queries() {
    String project = Story.PROJECT.value();
    String bucket = Story.NAME.value();
    Instant from = Story.timeOf(20);
    Instant to = Story.timeOf(60);
    return Stream.of(
        everything(),
        query(project, null, null, null, null, null, null, null),
        query("no-such-project", null, null, null, null, null, null, null),
        query(null, bucket, null, null, null, null, null, null),
        query(null, "other", null, null, null, null, null, null),
        query(project, bucket, "channel-1", null, null, null, null, null),
        query(null, null, "channel-2", null, null, null, null, null),
        query(null, null, null, "alice", null, null, null, null),
        query(null, null, null, "p-2", null, null, null, null),
        query(null, bucket, null, "bob", null, null, null, null),
        query(null, null, null, null, AuditAction.CHANNEL_ASSIGN, null, null, null),
        query(null, null, null, "alice", AuditAction.CHANNEL_ASSIGN, null, from, null),
        query(null, null, null, null, null, AuditRow.Outcome.OK, null, null),
        query(null, null, null, null, null, AuditRow.Outcome.REFUSED, null, to),
        query(null, bucket, null, null, null, AuditRow.Outcome.UNCHANGED, from, to),
        query(null, null, null, null, null, null, from, null),
        query(null, null, null, null, null, null, null, to),
        query(null, null, null, null, null, null, from, to),
        query(null, null, null, null, null, null, from.plusMillis(1), to.plusMillis(1)),
        query(null, null, null, null, null, null, to, from));
  }

  private void assertEqualsFold(AuditViews views) {
    var all = folded();
    try (var records = views.read(Consistency.LATEST)) {
      assertThat(records.position()).isEqualTo(journal.journal().end());
      queries()
          .forEach(query -> {
            var expected = all.stream().filter(query::matches).toList();
            assertSame(
                page(records, query, 1000, "", "").items(),
                expected.subList(0, Math.min(1000, expected.size())),
                query);
          });
    }
  }

  @Test
  void givenRandomHistories_whenFollowed_thenEveryQueryAnswersAsTheFoldDoes() {
    long seed = System.nanoTime();
    System.out.println(getClass().getSimpleName() + " random histories: seed " + seed);
    var views = start();
    tell(seed, 150, 2);
    assertEqualsFold(views);
    var all = folded();
    assertThat(all).extracting(AuditRow::id).doesNotHaveDuplicates();
  }

  @Test
  void givenPages_whenListed_thenTokensLeadThroughAllInBothDirections() {
    tell(5, 90, 2);
    var all = folded();
    try (var records = start().read(Consistency.LATEST)) {
      queries()
          .forEach(query -> {
            var expected = all.stream().filter(query::matches).toList();
            for (int size : List.of(1, 7, 50)) {
              if (size > 1 || expected.size() < 60) {
                assertSame(paged(records, query, size), expected, query);
              }
            }
          });
    }
  }

  @Test
  void givenMoreRowsBehindAPage_whenRowsAreAdded_thenTheTokenGoesOnWhereItWas() {
    tell(6, 60, 1);
    var views = start();
    var before = folded();
    Page<AuditRow> first;
    try (var records = views.read(Consistency.LATEST)) {
      first = page(records, everything(), 20, "", "");
    }
    now = Story.timeOf(1000);
    refusals.append(refused(1));
    try (var records = views.read(Consistency.LATEST)) {
      var second = page(records, everything(), 20, first.pagination().nextPageToken(), "");
      assertThat(second.items()).isEqualTo(before.subList(20, 40));
      var again = page(records, everything(), 20, "", "");
      assertThat(again.items()).hasSize(20).doesNotContain(before.get(19));
    }
  }

  @Test
  void givenTokenOfAnotherQuery_whenUsed_thenRefused() {
    tell(7, 40, 1);
    try (var records = start().read(Consistency.LATEST)) {
      String token = page(records, everything(), 5, "", "").pagination().nextPageToken();
      var other = query(null, "other", null, null, null, null, null, null);
      assertThatThrownBy(() -> page(records, other, 5, token, ""))
          .hasMessageContaining("next_page_token");
    }
  }

  @Test
  void givenAcknowledgedRefusal_whenReadAtOnce_thenSeenEachTime() {
    journal.tell(new Story().bucket());
    var views = start();
    for (int i = 0; i < 100; i++) {
      refusals.append(refused(i));
      journal.commit(List.of(new BucketUpdated(Story.BUCKET, "d" + i, null)));
      try (var records = views.read(Consistency.LATEST)) {
        assertThat(page(records, everything(), 1000, "", "").items()).hasSize(2 * i + 4);
      }
    }
  }

  @Test
  void givenRestart_whenNothingHappened_thenNothingIsAppliedAgain() throws Exception {
    tell(8, 100, 2);
    var views = start();
    assertEqualsFold(views);
    views.close();
    double applied = applied("audit") + applied("refusals");
    assertThat(applied).isPositive();
    store.close();
    store = openStore();
    assertEqualsFold(start());
    assertThat(applied("audit") + applied("refusals")).isEqualTo(applied);
  }

  private double applied(String group) {
    return meters.counter("assay.views.events", "group", group).count();
  }

  @Test
  void givenRebuild_whenDone_thenTheSameRowsAnswer() {
    tell(9, 120, 2);
    var views = start();
    assertEqualsFold(views);
    var rebuilt = views.rebuild();
    assertThat(rebuilt.group()).isEqualTo("audit");
    assertThat(rebuilt.generation()).isEqualTo(2);
    await().atMost(SOON).until(() -> store.live("refusals").orElseThrow().number() == 2);
    refusals.append(refused(1));
    assertEqualsFold(views);
  }

  @Test
  void givenStoppedRegistry_whenRebuiltOffline_thenTheSameRowsAnswer() {
    tell(11, 80, 2);
    start().close();
    var result =
        AuditViews.rebuildOffline(
            journal.journal(), store, ViewsContract.CONFIG, meters, position -> {});
    assertThat(result.position()).isEqualTo(journal.journal().reached());
    assertEqualsFold(start());
  }

  @Test
  void givenTwoInstances_thenBothAnswerAndOneTakesOver() {
    var first = start();
    var second = another();
    tell(12, 60, 2);
    assertEqualsFold(first);
    assertEqualsFold(second);
    first.close();
    for (int i = 0; i < 10; i++) {
      refusals.append(refused(i));
    }
    assertEqualsFold(second);
  }

  @Test
  void givenAnotherTopic_whenStarted_thenItsRefusalsReplaceTheOthers() {
    tell(13, 40, 3);
    start().close();
    var other = new InMemoryRefusals(() -> now);
    other.append(refused(1));
    var views = start(journal.journal(), other, ViewsContract.CONFIG);
    try (var records = views.read(Consistency.LATEST)) {
      var refused = query(null, null, null, null, null, AuditRow.Outcome.REFUSED, null, null);
      assertThat(page(records, refused, 100, "", "").items()).hasSize(1);
    }
  }

  @Test
  void givenTheTopicDroppedTheOldest_whenStartedAgain_thenTheyAreGoneFromTheLogToo() {
    for (int i = 0; i < 1200; i++) {
      refusals.append(refused(1));
    }
    var views = start();
    var refused = query(null, null, null, null, null, AuditRow.Outcome.REFUSED, null, null);
    try (var records = views.read(Consistency.LATEST)) {
      assertThat(page(records, refused, 1000, "", "").items()).hasSize(1000);
    }
    views.close();
    refusals.dropBefore(1190);
    var again = start();
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          try (var records = again.read(Consistency.LATEST)) {
            assertThat(page(records, refused, 1000, "", "").items())
                .extracting(row -> row.place().position())
                .containsExactly(
                    1199L, 1198L, 1197L, 1196L, 1195L, 1194L, 1193L, 1192L, 1191L, 1190L);
          }
        });
  }

  @Test
  void givenRareRows_whenNoIndexAnswersAlone_thenPagesAreShortAndLeadToAll() {
    for (int i = 0; i < AuditPage.EXAMINED * 2 + 500; i++) {
      refusals.append(refused(i == 3 || i == AuditPage.EXAMINED + 10 ? 5 : 1));
    }
    var rare = query(null, null, "channel-1", null, null, null, null, null);
    var common =
        new RefusedRequest(
            Outcome.REFUSED,
            400,
            3,
            "m",
            ORGANIZATION,
            Story.ALICE,
            new RequestInfo("r", null, null),
            "PATCH",
            "/",
            "channel.assign",
            new Target(Story.PROJECT.value(), "other", "channel-1", null, null));
    refusals.append(common);
    try (var records = start().read(Consistency.LATEST)) {
      var page = page(records, rare, 2, "", "");
      int pages = 1;
      List<AuditRow> found = new ArrayList<>(page.items());
      while (!page.pagination().nextPageToken().isEmpty()) {
        page = page(records, rare, 2, page.pagination().nextPageToken(), "");
        found.addAll(page.items());
        pages++;
      }
      assertThat(found).hasSize(1);
      assertThat(pages).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void givenExport_thenAllRowsOfTheQueryAreGivenAsTheyWereWhenItBegan() throws IOException {
    tell(14, 120, 3);
    var views = start();
    for (var query : queries().toList()) {
      List<AuditRow> given = new ArrayList<>();
      views.export(query, Consistency.LATEST, () -> false, position -> {}, given::add);
      assertSame(given, folded().stream().filter(query::matches).toList(), query);
    }
    var before = folded();
    List<AuditRow> given = new ArrayList<>();
    views.export(
        everything(),
        Consistency.LATEST,
        () -> false,
        position -> refusals.append(refused(1)),
        given::add);
    assertThat(given).isEqualTo(before);
    assertThatThrownBy(() ->
            views.export(
                everything(),
                Consistency.LATEST,
                () -> false,
                position -> {},
                row -> {
                  throw new IOException("gone");
                }))
        .hasMessage("gone");
  }

  @Test
  void givenALongLog_whenExported_thenItIsReadInPartsAndCanBeStopped() throws IOException {
    int rows = 11_000;
    for (int i = 0; i < rows; i++) {
      refusals.append(refused(1));
    }
    var views = start();
    List<Long> positions = new ArrayList<>();
    views.export(
        everything(),
        Consistency.LATEST,
        () -> false,
        position -> {},
        row -> positions.add(row.place().position()));
    assertThat(positions).hasSize(rows).isSortedAccordingTo(Comparator.reverseOrder());
    assertThatThrownBy(() ->
            views.export(everything(), Consistency.LATEST, () -> true, position -> {}, row -> {}))
        .isInstanceOf(JournalUnavailableException.class);
  }

  @Test
  void givenRefusalsThatCannotBeRead_whenRead_thenUnavailableInTimeWithTheReason() {
    var away =
        new Refusals() {
          @Override
          public String id() {
            return "away";
          }

          @Override
          public void append(RefusedRequest refused) {}

          @Override
          public long first() {
            return 0;
          }

          @Override
          public long end() {
            return 5;
          }

          @Override
          public Cursor read(long fromOffset) {
            throw new JournalUnavailableException("topic: told to fail");
          }

          @Override
          public void close() {}
        };
    var impatient =
        new ViewsConfig(
            Duration.ofMillis(400),
            16,
            Duration.ofSeconds(1),
            Duration.ofMillis(50),
            Duration.ofMillis(2),
            Duration.ofMillis(100));
    var views = start(journal.journal(), away, impatient);
    await().atMost(SOON).until(() -> views.refusalsFailure().isPresent());
    assertThatThrownBy(() -> views.read(Consistency.LATEST))
        .isInstanceOf(JournalUnavailableException.class)
        .hasMessageContaining("refusals")
        .hasMessageContaining("told to fail");
  }
}
