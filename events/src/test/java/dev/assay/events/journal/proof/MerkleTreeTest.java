package dev.assay.events.journal.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The tree against RFC 6962 to the letter, at random sizes. */
class MerkleTreeTest {

  private static final int MANY = 70_000;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  /** Hashes by level, as a keeper gets them. */
  private static final class KeptTiles implements HashTiles {
    private final MerkleFrontier frontier = MerkleFrontier.empty();
    private final List<List<byte[]>> levels = new ArrayList<>();

    void add(LogEntry entry) {
      frontier.add(
          entry,
          (level, index, hash) -> {
            while (levels.size() <= level) {
              levels.add(new ArrayList<>());
            }
            assertThat(index).isEqualTo(levels.get(level).size());
            levels.get(level).add(hash);
          });
    }

    @Override
    public long size() {
      return frontier.size();
    }

    @Override
    public byte[] tile(int level, long index, int width) {
      byte[] tile = new byte[width * MerkleHash.BYTES];
      for (int i = 0; i < width; i++) {
        byte[] hash = levels.get(level).get((int) index * WIDTH + i);
        System.arraycopy(hash, 0, tile, i * MerkleHash.BYTES, MerkleHash.BYTES);
      }
      return tile;
    }
  }

  private LogEntry entry(int position) {
    byte[] hash = new byte[32];
    random.nextBytes(hash);
    return new LogEntry(
        position, Instant.ofEpochMilli(random.nextInt()), HexFormat.of().formatHex(hash));
  }

  private List<LogEntry> grow(KeptTiles tiles, int size) {
    List<LogEntry> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      entries.add(entry(i));
      tiles.add(entries.getLast());
    }
    return entries;
  }

  @Test
  void givenEverySmallSize_thenRootAndAllProofsAreTheReferences() {
    KeptTiles tiles = new KeptTiles();
    MerkleTree tree = new MerkleTree(tiles);
    List<LogEntry> entries = grow(tiles, 70);
    for (int size = 1; size <= entries.size(); size++) {
      List<LogEntry> some = entries.subList(0, size);
      assertThat(tree.root(size)).isEqualTo(ReferenceTree.root(some));
      for (int m = 0; m < size; m++) {
        assertThat(tree.inclusion(m, size).path())
            .as("inclusion of %d in %d", m, size)
            .isEqualTo(ReferenceTree.path(m, some));
        assertThat(tree.consistency(m + 1, size).path())
            .as("consistency of %d with %d", m + 1, size)
            .isEqualTo(ReferenceTree.proof(m + 1, some));
      }
    }
  }

  @Test
  void givenATreeOverThreeLevelsOfTiles_thenRandomProofsHoldAndForgedOnesDoNot() {
    KeptTiles tiles = new KeptTiles();
    MerkleTree tree = new MerkleTree(tiles);
    List<LogEntry> entries = grow(tiles, MANY);
    for (int round = 0; round < 40; round++) {
      int size = round == 0 ? MANY : 1 + random.nextInt(MANY);
      int position = random.nextInt(size);
      int older = 1 + random.nextInt(size);
      MerkleHash root = ReferenceTree.root(entries.subList(0, size));
      MerkleHash olderRoot = ReferenceTree.root(entries.subList(0, older));
      String what = "seed %d, %d of %d, %d".formatted(seed, position, size, older);
      assertThat(tree.root(size)).as(what).isEqualTo(root);
      InclusionProof inclusion = tree.inclusion(position, size);
      assertThat(inclusion.holds(entries.get(position), root)).as(what).isTrue();
      ConsistencyProof consistency = tree.consistency(older, size);
      assertThat(consistency.holds(olderRoot, root)).as(what).isTrue();
      forge(entries.get(position), inclusion, root, what);
      forge(olderRoot, consistency, root, what);
    }
  }

  private void forge(LogEntry entry, InclusionProof proof, MerkleHash root, String what) {
    LogEntry later = new LogEntry(entry.position(), entry.time().plusMillis(1), entry.recordHash());
    assertThat(proof.holds(later, root)).as(what).isFalse();
    assertThat(proof.holds(entry, changed(root))).as(what).isFalse();
    List<MerkleHash> longer = new ArrayList<>(proof.path());
    longer.add(root);
    assertThat(new InclusionProof(proof.position(), proof.size(), longer).holds(entry, root))
        .as(what)
        .isFalse();
    for (int i = 0; i < proof.path().size(); i++) {
      List<MerkleHash> path = new ArrayList<>(proof.path());
      path.set(i, changed(path.get(i)));
      assertThat(new InclusionProof(proof.position(), proof.size(), path).holds(entry, root))
          .as(what)
          .isFalse();
      path.remove(i);
      assertThat(new InclusionProof(proof.position(), proof.size(), path).holds(entry, root))
          .as(what)
          .isFalse();
    }
  }

  private void forge(MerkleHash older, ConsistencyProof proof, MerkleHash root, String what) {
    assertThat(proof.holds(changed(older), root)).as(what).isFalse();
    assertThat(proof.holds(older, changed(root))).as(what).isFalse();
    for (int i = 0; i < proof.path().size(); i++) {
      List<MerkleHash> path = new ArrayList<>(proof.path());
      path.set(i, changed(path.get(i)));
      assertThat(new ConsistencyProof(proof.oldSize(), proof.size(), path).holds(older, root))
          .as(what)
          .isFalse();
    }
  }

  private MerkleHash changed(MerkleHash hash) {
    byte[] bytes = hash.toBytes();
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return MerkleHash.of(bytes);
  }

  @Test
  void givenAFrontierOfWhatIsKept_thenItGoesOnAsTheOldOne() {
    KeptTiles tiles = new KeptTiles();
    for (int size = 0; size < 600; size++) {
      MerkleFrontier restored = MerkleFrontier.of(tiles);
      assertThat(restored.root()).isEqualTo(tiles.frontier.root());
      assertThat(restored.root()).isEqualTo(new MerkleTree(tiles).root(size));
      LogEntry next = entry(size);
      restored.add(next, (level, index, hash) -> {});
      tiles.add(next);
      assertThat(restored.root()).isEqualTo(tiles.frontier.root());
    }
  }

  @Test
  void givenKnownLeaves_thenTheRootsAreTheOnesOfTheCertificateTransparencyTests() {
    MerkleHasher hasher = new MerkleHasher();
    byte[] first = hasher.leaf(new byte[0]);
    byte[] second = hasher.leaf(new byte[] {0});
    assertThat(HexFormat.of().formatHex(hasher.empty()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(HexFormat.of().formatHex(first))
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    assertThat(HexFormat.of().formatHex(hasher.node(first, second)))
        .isEqualTo("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
  }

  @Test
  void givenNumbersOutsideTheTree_thenTheyAreRefusedWithTheirNames() {
    KeptTiles tiles = new KeptTiles();
    grow(tiles, 5);
    MerkleTree tree = new MerkleTree(tiles);
    assertThatThrownBy(() -> tree.inclusion(5, 5)).hasMessage("position: 5 (expected: 0..4)");
    assertThatThrownBy(() -> tree.inclusion(0, 6)).hasMessage("size: 6 (expected: 1..5)");
    assertThatThrownBy(() -> tree.consistency(0, 5)).hasMessage("oldSize: 0 (expected: 1..5)");
    assertThatThrownBy(() -> tree.root(-1)).hasMessage("size: -1 (expected: 0..5)");
    assertThat(MerkleTree.available(5, 0, 0)).isEqualTo(5);
    assertThat(MerkleTree.available(5, 0, 1)).isZero();
    assertThat(MerkleTree.available(70_000, 1, 0)).isEqualTo(256);
    assertThat(MerkleTree.available(70_000, 1, 1)).isEqualTo(17);
    assertThat(MerkleTree.available(70_000, 2, 0)).isEqualTo(1);
    assertThat(MerkleTree.available(Long.MAX_VALUE, 8, 0)).isZero();
  }
}
