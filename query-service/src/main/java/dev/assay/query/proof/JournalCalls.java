package dev.assay.query.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.events.journal.Journal;
import dev.assay.events.journal.proof.HashTiles;
import dev.assay.events.journal.proof.MerkleTree;
import dev.assay.projections.edge.Paths;
import dev.assay.projections.edge.ProofAccess;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/**
 * The journal as a log of tiles (C2SP tlog-tiles): clients of such logs read and verify it
 * unchanged. Checkpoints, tiles and verifier key hold hashes only and need no token unless the
 * installation says so; records need the owner.
 */
@RestController
final class JournalCalls {

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String BYTES = "application/octet-stream";
  private static final String CHANGES = "no-cache";
  private static final String NEVER_CHANGES = "max-age=31536000, immutable";
  private static final String TILES = Paths.JOURNAL + "/tile/";
  private static final Pattern POSITION = Pattern.compile("0|[1-9][0-9]{0,17}");

  private final Journal journal;
  private final Checkpoints checkpoints;
  private final CheckpointSigner signer;
  private final String audience;

  JournalCalls(
      Journal journal, Checkpoints checkpoints, CheckpointSigner signer, ProofAccess access) {
    this.journal = journal;
    this.checkpoints = checkpoints;
    this.signer = signer;
    this.audience = access.open() ? "public, " : "private, ";
  }

  /** Over all that was acknowledged before the call. */
  @GetMapping(Paths.JOURNAL + "/checkpoint")
  ResponseEntity<byte[]> checkpoint() {
    return answer(TEXT, CHANGES, checkpoints.latest().note().toString().getBytes(UTF_8));
  }

  /** The key that verifies checkpoints, as verifiers of notes take it. */
  @GetMapping(Paths.JOURNAL + "/verifier-key")
  ResponseEntity<byte[]> verifierKey() {
    return answer(TEXT, CHANGES, (signer.signer().verifier() + "\n").getBytes(UTF_8));
  }

  @GetMapping(TILES + "**")
  ResponseEntity<byte[]> tile(HttpServletRequest request) {
    String path = request.getRequestURI().substring(TILES.length());
    TilePath tile = TilePath.parse(path);
    if (checkpoints.covering(size -> covers(size, tile)).isEmpty()) {
      throw TilePath.missing(path);
    }
    return answer(
        BYTES,
        audience + NEVER_CHANGES,
        tile.entries()
            ? entries(tile)
            : journal.tree().tile(tile.level(), tile.index(), tile.width()));
  }

  private static boolean covers(long size, TilePath tile) {
    return MerkleTree.available(size, tile.level(), tile.index()) >= tile.width();
  }

  /** Each entry behind its length, two bytes. */
  private byte[] entries(TilePath tile) {
    ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    long first = tile.index() * HashTiles.WIDTH;
    for (long position = first; position < first + tile.width(); position++) {
      byte[] entry = journal.entry(position).orElseThrow().bytes();
      bundle.write(entry.length >> Byte.SIZE);
      bundle.write(entry.length);
      bundle.writeBytes(entry);
    }
    return bundle.toByteArray();
  }

  /** The bytes whose hash stands in the entry: a commit as it lies in the journal. */
  @GetMapping(Paths.JOURNAL + "/records/{position}")
  ResponseEntity<byte[]> record(
      @RequestAttribute(Session.ATTRIBUTE) Session session, @PathVariable String position) {
    session.access().refusalToOperate().ifPresent(JournalCalls::refuse);
    if (!POSITION.matcher(position).matches()) {
      refuse(Refusal.InvalidArgument.of("position", Shown.value(position), "a number from 0"));
    }
    return journal
        .record(Long.parseLong(position))
        .map(bytes -> answer(BYTES, "private, " + NEVER_CHANGES, bytes))
        .orElseThrow(() ->
            new RefusalException(
                new Refusal.NotFound("record " + position + ": no such position yet")));
  }

  private static ResponseEntity<byte[]> answer(String type, String caching, byte[] body) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, type)
        .header(HttpHeaders.CACHE_CONTROL, caching)
        .body(body);
  }

  private static void refuse(Refusal refusal) {
    throw new RefusalException(refusal);
  }
}
