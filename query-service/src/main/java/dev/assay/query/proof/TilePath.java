package dev.assay.query.proof;

import dev.assay.events.journal.proof.HashTiles;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands behind {@code tile/} (C2SP tlog-tiles): {@code <level>/<index>}, or {@code
 * entries/<index>}, and {@code .p/<width>} for a tile that is not full. An index is written in
 * groups of three digits, all but the last with an x: 1234067 is {@code x001/x234/067}.
 *
 * @param entries whether the entries of the leaves are asked for instead of hashes
 * @param level 0 to 63
 * @param width 1 to 256
 */
record TilePath(boolean entries, int level, long index, int width) {

  private static final Pattern PATH =
      Pattern.compile(
          "(?<level>entries|0|[1-9][0-9]?)/(?<index>(?:x[0-9]{3}/)*[0-9]{3})(?:\\.p/(?<width>[1-9][0-9]{0,2}))?");
  private static final String EXPECTED =
      "LEVEL/INDEX or entries/INDEX, and .p/WIDTH for a part of a tile; LEVEL 0..63, INDEX as"
          + " x001/234 for 1234, WIDTH 1..255";
  private static final int MAX_LEVEL = 63;

  /** Six groups of three digits: as many as a long holds. */
  private static final int MAX_GROUPS = 6;

  /**
   * @throws RefusalException 400 if it is no such path, 404 if no tree is so large
   */
  static TilePath parse(String path) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      throw invalid(path);
    }
    String index = matcher.group("index");
    boolean entries = matcher.group("level").equals("entries");
    int level = entries ? 0 : Integer.parseInt(matcher.group("level"));
    int width = width(matcher);
    if (level > MAX_LEVEL || width < 1 || index.startsWith("x000/")) {
      throw invalid(path);
    }
    String[] groups = index.split("/", -1);
    if (groups.length > MAX_GROUPS) {
      throw missing(path);
    }
    return new TilePath(
        entries, level, Long.parseLong(index.replace("x", "").replace("/", "")), width);
  }

  /** 256 for a full tile, 0 for a width that no part has. */
  private static int width(Matcher matcher) {
    if (matcher.group("width") == null) {
      return HashTiles.WIDTH;
    }
    int width = Integer.parseInt(matcher.group("width"));
    return width < HashTiles.WIDTH ? width : 0;
  }

  private static RefusalException invalid(String path) {
    return new RefusalException(Refusal.InvalidArgument.of("tile", Shown.value(path), EXPECTED));
  }

  static RefusalException missing(String path) {
    return new RefusalException(
        new Refusal.NotFound(
            "tile "
                + Shown.value(path)
                + ": not in the tree (expected: one that a checkpoint"
                + " covers)"));
  }
}
