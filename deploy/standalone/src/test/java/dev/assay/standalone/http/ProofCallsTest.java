package dev.assay.standalone.http;

import static dev.assay.standalone.http.Fixtures.newBucket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.events.journal.checkpoint.Checkpoint;
import dev.assay.events.journal.checkpoint.NoteVerifier;
import dev.assay.events.journal.checkpoint.SignedNote;
import dev.assay.events.journal.proof.MerkleHash;
import dev.assay.events.journal.proof.MerkleHasher;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The journal as a log of tiles, read as a client of such logs does. */
class ProofCallsTest {

  private static final String JOURNAL = "//assay/v1/journal/";

  private final RegistryServer server = RegistryServer.shared();
  private final ApiClient nobody = ApiClient.anonymous(server);

  private Checkpoint checkpoint() throws Exception {
    Answer answer = nobody.get(JOURNAL + "checkpoint");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
    SignedNote note = SignedNote.parse(answer.body());
    NoteVerifier key = NoteVerifier.parse(nobody.get(JOURNAL + "verifier-key").body().strip());
    assertThat(key.signed(note)).isTrue();
    assertThat(key.name()).isEqualTo(Checkpoint.origin(server.journal().id()));
    Checkpoint checkpoint = Checkpoint.parse(note);
    assertThat(checkpoint.origin()).isEqualTo(key.name());
    return checkpoint;
  }

  private byte[] bytes(ApiClient client, String path) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
    if (client != nobody) {
      request.header("Authorization", "Bearer " + client.bearer());
    }
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(response.headers().firstValue("Cache-Control").orElseThrow())
        .endsWith("max-age=31536000, immutable");
    return response.body();
  }

  @Test
  void givenWrites_thenACheckpointCoversEachOfThem() throws Exception {
    Checkpoint before = checkpoint();
    newBucket(server.contributor());
    Checkpoint after = checkpoint();
    assertThat(after.size()).isGreaterThan(before.size());
    assertThat(server.journal().tree().root(before.size())).isEqualTo(before.root());
    assertThat(server.journal().tree().root(after.size())).isEqualTo(after.root());
  }

  @Test
  void givenAllTiles_thenTheRootOfTheCheckpointComesOfThem() throws Exception {
    for (int i = 0; i < 3; i++) {
      newBucket(server.contributor());
    }
    Checkpoint checkpoint = checkpoint();
    List<byte[]> leaves = new ArrayList<>();
    List<byte[]> entries = new ArrayList<>();
    for (long first = 0; first < checkpoint.size(); first += 256) {
      long width = Math.min(256, checkpoint.size() - first);
      String name = "%03d".formatted(first / 256) + (width < 256 ? ".p/" + width : "");
      split(bytes(nobody, "/assay/v1/journal/tile/0/" + name), leaves);
      unbundle(bytes(nobody, "/assay/v1/journal/tile/entries/" + name), entries);
    }
    assertThat(leaves).hasSize((int) checkpoint.size());
    assertThat(entries).hasSize((int) checkpoint.size());
    MerkleHasher hasher = new MerkleHasher();
    for (int i = 0; i < entries.size(); i++) {
      assertThat(leaves.get(i)).as("leaf %d", i).isEqualTo(hasher.leaf(entries.get(i)));
    }
    assertThat(MerkleHash.of(root(hasher, leaves))).isEqualTo(checkpoint.root());
  }

  private static void split(byte[] tile, List<byte[]> leaves) {
    ByteBuffer buffer = ByteBuffer.wrap(tile);
    while (buffer.hasRemaining()) {
      byte[] hash = new byte[MerkleHash.BYTES];
      buffer.get(hash);
      leaves.add(hash);
    }
  }

  private static void unbundle(byte[] bundle, List<byte[]> entries) {
    ByteBuffer buffer = ByteBuffer.wrap(bundle);
    while (buffer.hasRemaining()) {
      byte[] entry = new byte[Short.toUnsignedInt(buffer.getShort())];
      buffer.get(entry);
      entries.add(entry);
    }
  }

  private static byte[] root(MerkleHasher hasher, List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    return hasher.node(
        root(hasher, leaves.subList(0, split)), root(hasher, leaves.subList(split, leaves.size())));
  }

  @Test
  void givenARecord_thenItsHashStandsInItsEntry() throws Exception {
    newBucket(server.contributor());
    long position = checkpoint().size() - 1;
    byte[] record = bytes(server.owner(), "/assay/v1/journal/records/" + position);
    String entry = new String(server.journal().entry(position).orElseThrow().bytes());
    assertThat(entry)
        .endsWith(
            "\n"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(record))
                + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0/abc",
        "0/1",
        "0/0000",
        "00/000",
        "64/000",
        "-1/000",
        "0/000.p/0",
        "0/000.p/256",
        "0/000.p/01",
        "0/000.p/",
        "0/x000/000",
        "0/x1/000",
        "0/000/001",
        "0",
        "entries",
        "entries/",
        "junk/000",
        "0/000.q/1",
        "0/%30%30%30.p/1",
        "0/000;v=1"
      })
  void givenJunkForATile_thenRefused(String tile) {
    assertThat(nobody.get(JOURNAL + "tile/" + tile).refused(400, 3).text("/message"))
        .startsWith("tile: ")
        .contains("(expected: LEVEL/INDEX");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0/x999/000",
        "0/x999/x999/x999/x999/x999/999",
        "0/x999/x999/x999/x999/x999/x999/x999/x999/999",
        "entries/x999/x999/x999/x999/x999/999.p/7",
        "7/000",
        "8/000.p/1",
        "63/000",
        "5/000.p/1"
      })
  void givenATileThatNoCheckpointCovers_thenItIsNotThere(String tile) {
    nobody.get(JOURNAL + "tile/" + tile).refused(404, 5);
  }

  @Test
  void givenTheNextLeaf_thenNoTileHoldsIt() throws Exception {
    Checkpoint checkpoint = checkpoint();
    long next = checkpoint.size() + 1;
    nobody.get(JOURNAL + "tile/0/%03d.p/%d".formatted(next / 256, next % 256)).refused(404, 5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "abc", "01", "1.0", "99999999999999999999", "%20"})
  void givenJunkForAPosition_thenRefused(String position) {
    assertThat(server.owner().get(JOURNAL + "records/" + position).refused(400, 3).text("/message"))
        .startsWith("position: ")
        .endsWith("(expected: a number from 0)");
  }

  @Test
  void givenAPositionThatIsNotThereYet_thenNotFound() {
    server.owner().get(JOURNAL + "records/999999999999").refused(404, 5);
  }

  @Test
  void givenClosedProofs_thenTheyNeedATokenAndNoRole() {
    try (RegistryServer closed =
        RegistryServer.start(RegistryServer.newLog(), Map.of("assay.proof.open", "false"))) {
      for (String path : List.of("checkpoint", "verifier-key", "tile/0/000.p/1")) {
        ApiClient.anonymous(closed).get(JOURNAL + path).refused(401, 16);
        assertThat(closed.contributor().get(JOURNAL + path).status()).isEqualTo(200);
      }
    }
  }
}
