package dev.assay.events.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every store of record snapshots does. */
public abstract class RecordSnapshotContract {

  private static final String FOLD = "bucket/a";

  /** An empty store. */
  protected abstract RecordSnapshotStore newStore();

  private RecordSnapshotStore begun() {
    RecordSnapshotStore store = newStore();
    store.begin("1");
    return store;
  }

  private static void assertFound(RecordSnapshotStore store, long asked, long position, int state) {
    assertThat(store.floor(FOLD, asked))
        .hasValueSatisfying(found -> {
          assertThat(found.position()).isEqualTo(position);
          assertThat(found.state()).containsExactly(state);
        });
  }

  @Test
  void givenStates_thenTheNewestThatIncludesNothingLaterIsFound() {
    RecordSnapshotStore store = begun();
    store.put(FOLD, 0, new byte[] {10});
    store.put(FOLD, 7, new byte[] {17});
    store.put(FOLD, 300, new byte[] {30});

    assertThat(store.floor(FOLD, -1)).isEmpty();
    assertFound(store, 0, 0, 10);
    assertFound(store, 6, 0, 10);
    assertFound(store, 7, 7, 17);
    assertFound(store, 299, 7, 17);
    assertFound(store, Long.MAX_VALUE, 300, 30);
  }

  @Test
  void givenLargeStatesAmongSmallOnes_thenEachIsFound() {
    RecordSnapshotStore store = begun();
    byte[] large = new byte[100_000];
    large[99_999] = 7;
    store.put(FOLD, 1, new byte[] {1});
    store.put(FOLD, 2, large);
    store.put(FOLD, 3, new byte[0]);

    assertFound(store, 1, 1, 1);
    assertThat(store.floor(FOLD, 2).orElseThrow().state()).isEqualTo(large);
    assertThat(store.floor(FOLD, 3).orElseThrow().state()).isEmpty();
    store.drop(FOLD, 3);
    store.drop(FOLD, 2);
    assertFound(store, 9, 1, 1);
  }

  @Test
  void givenAStateTwice_thenTheSecondStands() {
    RecordSnapshotStore store = begun();
    store.put(FOLD, 7, new byte[] {1});
    store.put(FOLD, 7, new byte[] {2});

    assertFound(store, 7, 7, 2);
  }

  @Test
  void givenOtherFolds_thenTheyAreNotTakenForIt() {
    RecordSnapshotStore store = begun();
    store.put("bucket/", 1, new byte[] {1});
    store.put("bucket/ab", 1, new byte[] {1});
    store.put("bucket/b", 1, new byte[] {1});

    assertThat(store.floor(FOLD, 5)).isEmpty();
  }

  @Test
  void givenAStateThatIsDropped_thenTheOneBeforeIsFound() {
    RecordSnapshotStore store = begun();
    store.put(FOLD, 1, new byte[] {1});
    store.put(FOLD, 2, new byte[] {2});
    store.drop(FOLD, 2);
    store.drop(FOLD, 3);

    assertFound(store, 9, 1, 1);
  }

  @Test
  void givenTheSameSchema_whenBegunAgain_thenKept() {
    RecordSnapshotStore store = begun();
    store.put(FOLD, 1, new byte[] {1});
    store.begin("1");

    assertFound(store, 1, 1, 1);
  }

  @Test
  void givenAnotherSchema_whenBegun_thenNothingIsLeft() {
    RecordSnapshotStore store = begun();
    store.put(FOLD, 1, new byte[] {1});
    store.put("z", Long.MAX_VALUE, new byte[] {1});
    store.put("", 0, new byte[] {1});
    store.begin("2");

    assertThat(store.floor(FOLD, 9)).isEmpty();
    assertThat(store.floor("z", Long.MAX_VALUE)).isEmpty();
    assertThat(store.floor("", Long.MAX_VALUE)).isEmpty();
    store.put(FOLD, 1, new byte[] {2});
    assertFound(store, 1, 1, 2);
  }
}
