package dev.assay.standalone.verify;

import dev.assay.events.journal.checkpoint.InvalidNoteException;
import dev.assay.events.journal.checkpoint.NoteVerifier;
import dev.assay.events.journal.verification.KeptCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads checkpoints and verifier keys from files. */
final class KeptFiles {

  private KeptFiles() {}

  /**
   * The checkpoints that an auditor names; of a directory, all files in it.
   *
   * @throws IOException if one cannot be read, or is none
   */
  static List<KeptCheckpoint> checkpoints(List<Path> paths) throws IOException {
    List<KeptCheckpoint> kept = new ArrayList<>();
    for (Path path : paths) {
      for (Path file : files(path)) {
        kept.add(checkpoint(file));
      }
    }
    return kept;
  }

  /**
   * Those that an installation keeps; what is none of them is passed over, it may be half written.
   */
  static List<KeptCheckpoint> ofInstallation(Path directory) throws IOException {
    List<KeptCheckpoint> kept = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      for (Path file : files(directory)) {
        try {
          kept.add(KeptCheckpoint.parse(file.toString(), Files.readString(file)));
        } catch (InvalidNoteException | java.nio.charset.CharacterCodingException e) {
          System.err.println("passed over: " + file + ": " + e.getMessage());
        }
      }
    }
    return kept;
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static KeptCheckpoint checkpoint(Path file) throws IOException {
    return parse(file.toString(), Files.readString(file));
  }

  static KeptCheckpoint parse(String name, String text) throws IOException {
    try {
      return KeptCheckpoint.parse(name, text);
    } catch (InvalidNoteException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Verifier keys, given as they are or by the name of a file.
   *
   * @throws IOException if one is none
   */
  static List<NoteVerifier> keys(List<String> keys) throws IOException {
    List<NoteVerifier> read = new ArrayList<>();
    for (String key : keys) {
      try {
        boolean isKey = key.contains("+");
        read.add(NoteVerifier.parse(isKey ? key : Files.readString(Path.of(key)).strip()));
      } catch (InvalidNoteException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
    return read;
  }
}
