package dev.assay.projections.store;

import static dev.assay.projections.store.Thing.BY_RANK;
import static dev.assay.projections.store.Thing.BY_TEXT;
import static dev.assay.projections.store.Thing.GROUP;
import static dev.assay.projections.store.Thing.OTHERS;
import static dev.assay.projections.store.Thing.THINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.events.journal.JournalId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every view store does. */
public abstract class ViewStoreContract {

  protected static final JournalId JOURNAL = new JournalId("journal-1");
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private ViewStore store;
  private Generation generation;
  private Watermark watermark;

  /** Opens the store of this test; again, once it was closed, on what it held. */
  protected abstract ViewStore open();

  @BeforeEach
  void begin() {
    store = open();
    generation = create();
    assertThat(store.makeLive(generation, 0)).isTrue();
    watermark = store.watermark(generation).orElseThrow();
  }

  @AfterEach
  void end() {
    threads.close();
    store.close();
  }

  /** Creates the next generation and gives the builder's claim back. */
  private Generation create() {
    var created = store.create(GROUP, JOURNAL, "builder", LONG);
    store.release(created, "builder");
    return created;
  }

  private void apply(Consumer<ViewBatch> changes) {
    var batch = new ViewBatch();
    changes.accept(batch);
    var next = next(watermark);
    store.apply(generation, batch, watermark, next);
    watermark = next;
  }

  private static Watermark next(Watermark from) {
    return from.at(from.position() + 1, "hash-" + (from.position() + 1));
  }

  private void put(Thing... things) {
    apply(batch -> List.of(things).forEach(thing -> batch.put(THINGS, thing)));
  }

  private List<String> scan(Scan<Thing> scan) {
    try (var snapshot = store.snapshot(generation).orElseThrow()) {
      return snapshot.scan(THINGS, scan).stream().map(Thing::id).toList();
    }
  }

  private static Thing thing(String id, String owner, long rank) {
    return new Thing(id, owner, rank, "t");
  }

  @Test
  void givenNewGeneration_whenRead_thenNothingButItsWatermark() {
    assertThat(watermark).isEqualTo(Watermark.start(generation.number(), JOURNAL));
    try (var snapshot = store.snapshot(GROUP).orElseThrow()) {
      assertThat(snapshot.watermark()).isEqualTo(watermark);
      assertThat(snapshot.get(THINGS, "a")).isEmpty();
      assertThat(snapshot.scan(THINGS, Scan.of(BY_RANK, IndexKey.EMPTY, 10))).isEmpty();
    }
  }

  @Test
  void givenAppliedBatch_whenRead_thenItsDocumentsAndWatermark() {
    put(thing("a", "x", 1), thing("b", "x", 2));
    apply(batch -> {
      batch.put(THINGS, thing("a", "y", 3));
      batch.put(OTHERS, thing("a", "z", 4));
      batch.delete(THINGS, "b");
      batch.delete(THINGS, "never");
    });

    try (var snapshot = store.snapshot(generation).orElseThrow()) {
      assertThat(snapshot.watermark()).isEqualTo(watermark);
      assertThat(snapshot.get(THINGS, "a")).contains(thing("a", "y", 3));
      assertThat(snapshot.get(OTHERS, "a")).contains(thing("a", "z", 4));
      assertThat(snapshot.get(THINGS, "b")).isEmpty();
    }
    assertThat(scan(Scan.of(BY_RANK, IndexKey.of("x"), 10))).isEmpty();
    assertThat(scan(Scan.of(BY_RANK, IndexKey.of("y"), 10))).containsExactly("a");
  }

  @Test
  void givenKnownDocuments_whenChanged_thenAsIfTheStoreHadLooked() {
    put(thing("stays", "x", 1), thing("moves", "x", 2), thing("goes", "x", 3));
    var stays = new Thing("stays", "x", 1, "t");
    apply(batch -> {
      batch.before(THINGS, "stays", Optional.of(stays));
      batch.put(THINGS, new Thing("stays", "x", 1, "t"));
      batch.before(THINGS, "moves", Optional.of(thing("moves", "x", 2)));
      batch.put(THINGS, thing("moves", "y", 2));
      batch.before(THINGS, "goes", Optional.of(thing("goes", "x", 3)));
      batch.delete(THINGS, "goes");
      batch.before(THINGS, "comes", Optional.empty());
      batch.put(THINGS, thing("comes", "x", 4));
      batch.before(THINGS, "never", Optional.empty());
      batch.delete(THINGS, "never");
    });
    assertThat(scan(Scan.of(BY_RANK, IndexKey.of("x"), 10))).containsExactly("stays", "comes");
    assertThat(scan(Scan.of(BY_RANK, IndexKey.of("y"), 10))).containsExactly("moves");
    try (var snapshot = store.snapshot(generation).orElseThrow()) {
      assertThat(snapshot.getAll(THINGS, List.of("stays", "moves", "goes", "comes", "never")))
          .containsOnlyKeys("stays", "moves", "comes")
          .containsEntry("moves", thing("moves", "y", 2));
      assertThat(snapshot.getAll(THINGS, List.of())).isEmpty();
    }
  }

  @Test
  void givenDocumentThatAnIndexLeavesOut_whenScanned_thenOnlyWhileItStandsThere() {
    put(thing("a", "x", Thing.UNRANKED), thing("b", "x", 1));
    assertThat(scan(Scan.of(BY_RANK, IndexKey.of("x"), 10))).containsExactly("b");
    put(thing("a", "x", 0), thing("b", "x", Thing.UNRANKED));
    assertThat(scan(Scan.of(BY_RANK, IndexKey.of("x"), 10))).containsExactly("a");
  }

  @Test
  void givenNumbers_whenScanned_thenInOrderWithinTheirPrefix() {
    long[] ranks = {0, -1, 5, Long.MIN_VALUE, Long.MAX_VALUE, 256, 255};
    for (long rank : ranks) {
      put(thing("r" + rank, "x", rank), thing("other" + rank, "xx", rank));
    }
    var sorted = Arrays.stream(ranks).sorted().mapToObj(rank -> "r" + rank).toList();

    var scan = Scan.of(BY_RANK, IndexKey.of("x"), 100);
    assertThat(scan(scan)).isEqualTo(sorted);
    assertThat(scan(scan.descending())).isEqualTo(sorted.reversed());
    assertThat(scan(Scan.of(BY_RANK, IndexKey.of("x", 5), 100))).containsExactly("r5");
    try (var snapshot = store.snapshot(generation).orElseThrow()) {
      assertThat(snapshot.count(THINGS, BY_RANK, IndexKey.of("x"))).isEqualTo(ranks.length);
      assertThat(snapshot.count(THINGS, BY_RANK, IndexKey.EMPTY)).isEqualTo(2L * ranks.length);
    }
  }

  @Test
  void givenTexts_whenScanned_thenInOrderOfTheirBytes() {
    var texts = List.of("", "a", "a\u0000", "a\u0001", "aa", "B", "ä", "\uFFFD", "😀", "a b", "~");
    for (var text : texts) {
      put(new Thing("id-" + text, "x", 0, text));
    }
    var sorted =
        texts.stream()
            .sorted(
                Comparator.comparing(
                    text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned))
            .map(text -> "id-" + text)
            .toList();

    var scan = Scan.of(BY_TEXT, IndexKey.EMPTY, 100);
    assertThat(scan(scan)).isEqualTo(sorted);
    assertThat(scan(scan.descending())).isEqualTo(sorted.reversed());
    assertThat(scan(Scan.of(BY_TEXT, IndexKey.of("a"), 100))).containsExactly("id-a");
  }

  @Test
  void givenEqualKeys_whenPaged_thenEachOnceInBothDirections() {
    put(
        IntStream.range(0, 25)
            .mapToObj(i -> thing("t" + (char) ('a' + i), "x", i / 7))
            .toArray(Thing[]::new));
    var all = scan(Scan.of(BY_RANK, IndexKey.of("x"), 100));
    assertThat(all).hasSize(25).isSorted();
    assertThat(paged(Scan.of(BY_RANK, IndexKey.of("x"), 4))).isEqualTo(all);
    assertThat(paged(Scan.of(BY_RANK, IndexKey.of("x"), 4).descending())).isEqualTo(all.reversed());
  }

  private List<String> paged(Scan<Thing> first) {
    var ids = new ArrayList<String>();
    var scan = first;
    try (var snapshot = store.snapshot(generation).orElseThrow()) {
      List<Thing> page;
      do {
        page = snapshot.scan(THINGS, scan);
        page.forEach(thing -> ids.add(thing.id()));
        if (!page.isEmpty()) {
          var last = page.getLast();
          scan = scan.after(new Scan.After(IndexKey.of(last.owner(), last.rank()), last.id()));
        }
      } while (!page.isEmpty());
    }
    return ids;
  }

  @Test
  void givenPlaceOfRemovedDocument_whenScannedAfterIt_thenGoesOnBehind() {
    put(thing("a", "x", 1), thing("b", "x", 2), thing("c", "x", 3));
    apply(batch -> batch.delete(THINGS, "b"));
    var behind = new Scan.After(IndexKey.of("x", 2), "b");
    var scan = Scan.of(BY_RANK, IndexKey.of("x"), 10).after(behind);
    assertThat(scan(scan)).containsExactly("c");
    assertThat(scan(scan.descending())).containsExactly("a");
    var before = new Scan.After(IndexKey.of("w", 2), "b");
    assertThat(scan(Scan.of(BY_RANK, IndexKey.of("x"), 10).after(before)))
        .containsExactly("a", "c");
    assertThat(scan(Scan.of(BY_RANK, IndexKey.of("x"), 10).after(before).descending())).isEmpty();
  }

  @Test
  void givenForeignIndex_whenScanned_thenRefused() {
    try (var snapshot = store.snapshot(generation).orElseThrow()) {
      assertThatThrownBy(() -> snapshot.scan(OTHERS, Scan.of(BY_RANK, IndexKey.EMPTY, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("by_rank");
    }
  }

  @Test
  void givenLargeDocument_whenKept_thenReadBack() {
    var large = new Thing("large", "x", 1, "short");
    put(large, new Thing("x".repeat(200), "y".repeat(200), 1, "z".repeat(500)));
    var wide = new Thing("wide", "x".repeat(2_000_000), Thing.UNRANKED, "t");
    apply(batch -> batch.put(OTHERS, wide));
    try (var snapshot = store.snapshot(generation).orElseThrow()) {
      assertThat(snapshot.get(OTHERS, "wide")).contains(wide);
    }
  }

  @Test
  void givenRandomBatches_whenScanned_thenAsASortedMapWouldSay() {
    long seed = System.nanoTime();
    System.out.println("ViewStoreContract random batches: seed " + seed);
    var random = new Random(seed);
    var model = new TreeMap<String, Thing>();
    for (int i = 0; i < 60; i++) {
      apply(batch -> change(random, batch, model));
      if (i % 10 == 9) {
        assertSame(model, random);
      }
    }
  }

  private static void change(Random random, ViewBatch batch, TreeMap<String, Thing> model) {
    var before = Map.copyOf(model);
    for (int j = 0; j < 20; j++) {
      var id = "t" + random.nextInt(60);
      if (random.nextInt(2) == 0) {
        tellBefore(batch, id, before);
      }
      if (random.nextInt(4) == 0) {
        batch.delete(THINGS, id);
        model.remove(id);
      } else {
        long rank = random.nextInt(8) == 0 ? Thing.UNRANKED : random.nextInt(9) - 4;
        var thing = new Thing(id, "o" + random.nextInt(3), rank, "x" + random.nextInt(5));
        batch.put(THINGS, thing);
        model.put(id, thing);
      }
    }
  }

  private static void tellBefore(ViewBatch batch, String id, Map<String, Thing> before) {
    batch.before(THINGS, id, Optional.ofNullable(before.get(id)));
  }

  private void assertSame(TreeMap<String, Thing> model, Random random) {
    var owner = "o" + random.nextInt(3);
    var expected =
        model.values().stream()
            .filter(thing -> thing.owner().equals(owner) && thing.rank() != Thing.UNRANKED)
            .sorted(Comparator.comparingLong(Thing::rank).thenComparing(Thing::id))
            .map(Thing::id)
            .toList();
    assertThat(scan(Scan.of(BY_RANK, IndexKey.of(owner), 1000))).isEqualTo(expected);
    var byText =
        model.values().stream()
            .sorted(Comparator.comparing(Thing::text).thenComparing(Thing::id))
            .map(Thing::id)
            .toList();
    assertThat(scan(Scan.of(BY_TEXT, IndexKey.EMPTY, 1000).descending()))
        .isEqualTo(byText.reversed());
    try (var snapshot = store.snapshot(generation).orElseThrow()) {
      model.forEach((id, thing) -> assertThat(snapshot.get(THINGS, id)).contains(thing));
    }
  }

  @Test
  void givenMovedWatermark_whenApplied_thenRefusedAndNothingChanged() {
    put(thing("a", "x", 1));
    var stale = Watermark.start(generation.number(), JOURNAL);
    var batch = new ViewBatch();
    batch.put(THINGS, thing("b", "x", 2));

    for (var wrong :
        List.of(stale, watermark.at(0, "other hash"), watermark.at(7, watermark.recordHash()))) {
      assertThatThrownBy(() -> store.apply(generation, batch, wrong, next(wrong)))
          .isInstanceOf(WatermarkMovedException.class);
    }
    assertThat(store.watermark(generation)).contains(watermark);
    assertThat(scan(Scan.of(BY_RANK, IndexKey.EMPTY, 10))).containsExactly("a");
  }

  @Test
  void givenTwoOwners_whenTheyRace_thenExactlyOneMovesTheWatermarkEachRound() throws Exception {
    int rounds = 40;
    for (int round = 0; round < rounds; round++) {
      var start = new CyclicBarrier(2);
      var won = new AtomicInteger();
      var from = watermark;
      int number = round;
      var racers =
          IntStream.range(0, 2)
              .mapToObj(racer ->
                  CompletableFuture.runAsync(() -> race(start, from, number, racer, won), threads))
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(racers).get(30, TimeUnit.SECONDS);
      assertThat(won).hasValue(1);
      watermark = next(watermark);
      assertThat(store.watermark(generation)).contains(watermark);
      assertThat(scan(Scan.of(BY_RANK, IndexKey.of("round" + number), 10))).hasSize(1);
    }
  }

  private void race(CyclicBarrier start, Watermark from, int round, int racer, AtomicInteger won) {
    var batch = new ViewBatch();
    batch.put(THINGS, thing("winner-" + round + "-" + racer, "round" + round, racer));
    try {
      start.await(10, TimeUnit.SECONDS);
      store.apply(generation, batch, from, next(from));
      won.incrementAndGet();
    } catch (WatermarkMovedException e) {
      assertThat(e).hasMessageContaining("expected");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void givenConcurrentBatches_whenReadFromSnapshot_thenAllOfOneWatermark() throws Exception {
    apply(this::allAtPosition);
    var stop = new AtomicBoolean();
    var batches = new AtomicInteger();
    var writing =
        CompletableFuture.runAsync(
            () -> {
              while (!stop.get()) {
                apply(this::allAtPosition);
                batches.incrementAndGet();
              }
            },
            threads);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    try {
      for (int reads = 0; reads < 50 || batches.get() < 20; reads++) {
        assertOneMoment();
        assertThat(System.nanoTime()).as("batches written beside the reads").isLessThan(deadline);
      }
    } finally {
      stop.set(true);
      writing.get(30, TimeUnit.SECONDS);
    }
  }

  private void allAtPosition(ViewBatch batch) {
    long position = watermark.position() + 1;
    for (int i = 0; i < 8; i++) {
      batch.put(THINGS, thing("t" + i, "x", position));
    }
  }

  private void assertOneMoment() {
    try (var snapshot = store.snapshot(GROUP).orElseThrow()) {
      long position = snapshot.watermark().position();
      for (int i = 0; i < 8; i++) {
        assertThat(snapshot.get(THINGS, "t" + i).orElseThrow().rank()).isEqualTo(position);
      }
      assertThat(snapshot.scan(THINGS, Scan.of(BY_RANK, IndexKey.of("x"), 10)))
          .hasSize(8)
          .allMatch(thing -> thing.rank() == position);
    }
  }

  @Test
  void givenClosedStore_whenOpenedAgain_thenGoesOnWhereItWas() {
    put(thing("a", "x", 1));
    store.close();
    store = open();
    assertThat(store.live("tested")).contains(new LiveGeneration(generation.number(), 1));
    assertThat(store.watermark(generation)).contains(watermark);
    put(thing("b", "x", 2));
    assertThat(scan(Scan.of(BY_RANK, IndexKey.of("x"), 10))).containsExactly("a", "b");
  }

  @Test
  void givenNextGeneration_whenMadeLive_thenItAnswersAndTheOtherCanBeDropped() {
    put(thing("old", "x", 1));
    var next = create();
    assertThat(store.generations("tested")).containsExactly(1, 2);
    var batch = new ViewBatch();
    batch.put(THINGS, thing("new", "x", 1));
    var start = store.watermark(next).orElseThrow();
    store.apply(next, batch, start, next(start));
    assertThat(scan(Scan.of(BY_RANK, IndexKey.of("x"), 10))).containsExactly("old");

    assertThat(store.makeLive(next, 7)).isFalse();
    assertThat(store.makeLive(next, 1)).isTrue();
    store.drop("tested", 1);

    try (var snapshot = store.snapshot(GROUP).orElseThrow()) {
      assertThat(snapshot.watermark().generation()).isEqualTo(2);
      assertThat(snapshot.get(THINGS, "new")).isPresent();
      assertThat(snapshot.get(THINGS, "old")).isEmpty();
    }
    assertThat(store.generations("tested")).containsExactly(2);
    assertThat(create().number()).isEqualTo(3);
  }

  @Test
  void givenDroppedGeneration_whenUsed_thenGone() {
    put(thing("a", "x", 1));
    store.drop("tested", 1);
    store.drop("tested", 1);
    assertThat(store.watermark(generation)).isEmpty();
    assertThat(store.snapshot(generation)).isEmpty();
    assertThat(store.snapshot(GROUP)).isEmpty();
    assertThatThrownBy(() -> put(thing("b", "x", 2))).isInstanceOf(WatermarkMovedException.class);
  }

  @Test
  void givenOtherSchema_whenReadLive_thenNothing() {
    assertThat(store.snapshot(Thing.group(2))).isEmpty();
    assertThat(store.live("tested")).contains(new LiveGeneration(1, 1));
    assertThat(store.live("unknown")).isEmpty();
    assertThat(store.generations("unknown")).isEmpty();
  }

  @Test
  void givenClaim_whenOtherClaims_thenRefusedUntilReleased() {
    assertThat(store.claim(generation, "a", LONG)).isTrue();
    assertThat(store.claim(generation, "a", LONG)).isTrue();
    assertThat(store.claim(generation, "b", LONG)).isFalse();
    store.release(generation, "b");
    assertThat(store.claim(generation, "b", LONG)).isFalse();
    store.release(generation, "a");
    assertThat(store.claim(generation, "b", LONG)).isTrue();
  }

  @Test
  void givenNewGeneration_whenOtherClaims_thenItIsItsBuilders() {
    var created = store.create(GROUP, JOURNAL, "builder", LONG);
    assertThat(store.claim(created, "other", LONG)).isFalse();
    assertThat(store.claim(created, "builder", LONG)).isTrue();
  }

  @Test
  void givenClaimThatIsNotExtended_whenExpired_thenOtherMayClaim() {
    assertThat(store.claim(generation, "a", Duration.ofMillis(300))).isTrue();
    assertThat(store.claim(generation, "b", LONG)).isFalse();
    await().atMost(Duration.ofSeconds(5)).until(() -> store.claim(generation, "b", LONG));
    assertThat(store.claim(generation, "a", LONG)).isFalse();
  }

  @Test
  void givenClosedStore_whenUsed_thenSaysSo() {
    store.close();
    assertThatThrownBy(() -> store.watermark(generation))
        .isInstanceOf(ViewStoreException.class)
        .hasMessageContaining("closed");
    store.close();
  }
}
