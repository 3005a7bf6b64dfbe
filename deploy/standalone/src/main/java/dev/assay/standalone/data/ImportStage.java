package dev.assay.standalone.data;

import dev.assay.standalone.start.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory {@code import} of a data directory: an import is made here and takes its place when
 * it is complete and checked. The broker's directory comes first and counts: a start after that one
 * finds the journal, a start before it finds an import that was cut off, and refuses.
 */
public final class ImportStage implements AutoCloseable {

  /** What may be there before an import: what an operator keeps beside a back-up. */
  private static final Set<String> KEPT =
      Set.of("lock", "master.key", "client.env", "admin.env", "tls", "import");

  private final DataDirectory directory;
  private boolean begun;

  public ImportStage(DataDirectory directory) {
    this.directory = directory;
  }

  /** Where the broker keeps the journal while it is imported. */
  public Path broker() {
    return directory.importing().resolve("broker");
  }

  /** Where the index over the journal is made. */
  public Path index() {
    return directory.importing().resolve("index");
  }

  /**
   * Begins, without what an import that was cut off has left.
   *
   * @throws IOException if it cannot be written
   */
  public void begin() throws IOException {
    begun = true;
    delete(directory.importing());
    PrivateFiles.createDirectories(directory.importing());
  }

  /**
   * @throws StartRefusedException if the data directory holds anything of a registry
   * @throws IOException if it cannot be read
   */
  public void refuseUnlessEmpty() throws IOException {
    try (Stream<Path> files = Files.list(directory.root())) {
      List<String> others =
          files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> !KEPT.contains(name))
              .sorted()
              .toList();
      if (!others.isEmpty()) {
        throw new StartRefusedException(
            "assay.data-dir: %s holds %s (expected: nothing but master.key, client.env, admin.env and tls)"
                .formatted(directory.root(), String.join(", ", others)),
            "import into another directory with --assay.data-dir=NEW_DIRECTORY");
      }
    }
  }

  /** Puts what was imported in its place; the broker must have been closed. */
  public void finish() throws IOException {
    move(broker(), directory.broker());
    move(index(), directory.index());
  }

  /** Removes what has not taken its place. */
  @Override
  public void close() throws IOException {
    if (begun) {
      delete(directory.importing());
    }
  }

  private void move(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      PrivateFiles.forceDirectory(directory.root());
    }
  }

  /**
   * Sees to what is left of an import before anything else is done with a data directory.
   *
   * @throws StartRefusedException if one was cut off
   */
  public void settle() {
    if (!Files.exists(directory.importing())) {
      return;
    }
    if (!Files.exists(directory.broker()) && !Files.exists(directory.index())) {
      throw new StartRefusedException(
          "assay.data-dir: the import into " + directory.root() + " was cut off",
          "run assay.jar import with the same file again, or delete "
              + directory.importing()
              + " to begin an empty registry");
    }
    try {
      delete(directory.importing());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      Files.walkFileTree(tree, new Delete());
    }
  }

  private static final class Delete extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
