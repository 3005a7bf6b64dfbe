package dev.assay.standalone.verify;

import dev.assay.events.journal.proof.HashTiles;
import dev.assay.events.journal.proof.MerkleHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Leaf hashes as a client of the log keeps them: the tiles of level 0 under their own paths (C2SP
 * tlog-tiles), {@code tile/0/x001/234} and {@code tile/0/x001/235.p/17}.
 */
final class TileDirectory implements HashTiles {

  private final Path level;
  private final long full;
  private final int rest;

  private TileDirectory(Path level, long full, int rest) {
    this.level = level;
    this.full = full;
    this.rest = rest;
  }

  /**
   * @param directory the one that {@code tile} lies in
   * @throws IOException if there are no tiles in it
   */
  static TileDirectory open(Path directory) throws IOException {
    Path level = directory.resolve("tile").resolve("0");
    long full = 0;
    while (isFull(level.resolve(name(full)))) {
      full++;
    }
    int rest = HashTiles.WIDTH - 1;
    while (rest > 0 && !Files.isRegularFile(part(level, full, rest))) {
      rest--;
    }
    if (full == 0 && rest == 0) {
      throw new IOException(directory + ": no tiles (expected: tile/0/000 and so on)");
    }
    return new TileDirectory(level, full, rest);
  }

  private static boolean isFull(Path file) throws IOException {
    return Files.isRegularFile(file) && Files.size(file) == WIDTH * MerkleHash.BYTES;
  }

  private static Path part(Path level, long index, int width) {
    return level.resolve(name(index) + ".p").resolve(Integer.toString(width));
  }

  /** Groups of three digits, all but the last with an x. */
  private static String name(long index) {
    List<String> groups = new ArrayList<>();
    groups.add("%03d".formatted(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      groups.addFirst("x%03d".formatted(rest % 1000));
    }
    return String.join("/", groups);
  }

  @Override
  public long size() {
    return full * WIDTH + rest;
  }

  @Override
  public byte[] tile(int tileLevel, long index, int width) {
    if (tileLevel != 0) {
      throw new IllegalArgumentException("level: " + tileLevel + " (expected: 0)");
    }
    Path file = index < full ? level.resolve(name(index)) : part(level, index, rest);
    try {
      byte[] tile = Files.readAllBytes(file);
      if (tile.length < width * MerkleHash.BYTES) {
        throw new IOException(file + ": " + tile.length + " bytes (expected: hashes of 32 bytes)");
      }
      return Arrays.copyOf(tile, width * MerkleHash.BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
