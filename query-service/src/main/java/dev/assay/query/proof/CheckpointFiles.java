package dev.assay.query.proof;

import dev.assay.events.journal.checkpoint.Checkpoint;
import dev.assay.events.journal.checkpoint.InvalidNoteException;
import dev.assay.events.journal.checkpoint.NoteVerifier;
import dev.assay.events.journal.checkpoint.SignedNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints that were signed here, a file for each, outside of the journal: {@code
 * 20261124T203014123Z-42.checkpoint} is of a tree of 42. Thinned out as {@link Retention} says.
 * Used by one thread at a time.
 */
public final class CheckpointFiles {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFiles.class);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
  private static final int TIME_LENGTH = 19;
  private static final Pattern NAME = Pattern.compile("[0-9]{8}T[0-9]{9}Z-[0-9]+\\.checkpoint");

  private final Path directory;
  private final InstantSource clock;

  public CheckpointFiles(CheckpointDirectory directory, InstantSource clock) {
    this.directory = directory.path();
    this.clock = clock;
  }

  /**
   * Keeps a checkpoint, and lets go of those that are no longer needed.
   *
   * @throws UncheckedIOException if the directory cannot be written
   */
  void keep(SignedCheckpoint signed) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String name = TIME.format(now) + "-" + signed.size() + ".checkpoint";
    try {
      Files.createDirectories(directory);
      Path beside = directory.resolve(name + ".new");
      Files.writeString(beside, signed.note().toString());
      Files.move(beside, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      thinOut(now);
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": checkpoint cannot be kept", e);
    }
  }

  private void thinOut(Instant now) throws IOException {
    List<Path> files = files();
    if (files.size() > Retention.NEWEST) {
      List<Instant> times = files.stream().map(CheckpointFiles::time).toList();
      for (int index : Retention.superfluous(times, now)) {
        Files.deleteIfExists(files.get(index));
      }
    }
  }

  private static Instant time(Path file) {
    return TIME.parse(file.getFileName().toString().substring(0, TIME_LENGTH), Instant::from);
  }

  /** The newest one that can be read and carries a good signature of a key. */
  Optional<SignedCheckpoint> newest(NoteVerifier verifier) {
    try {
      return files().reversed().stream()
          .flatMap(file -> read(file).stream())
          .filter(signed -> verifier.signed(signed.note()))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": checkpoints cannot be read", e);
    }
  }

  private static Optional<SignedCheckpoint> read(Path file) {
    try {
      SignedNote note = SignedNote.parse(Files.readString(file));
      return Optional.of(new SignedCheckpoint(Checkpoint.parse(note), note));
    } catch (InvalidNoteException | MalformedInputException e) {
      LOG.warn("{}: passed over, no checkpoint: {}", file, e.getMessage());
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  /** From the oldest to the newest. */
  private List<Path> files() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }
}
