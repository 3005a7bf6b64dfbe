package dev.assay.events.journal.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text and signatures under it (C2SP signed-note). Whether they are good is for a {@link
 * NoteVerifier} to say. Immutable.
 *
 * @param text what is signed; ends with a newline
 * @param signatures at least one, in their order
 */
public record SignedNote(String text, List<Signature> signatures) {

  private static final String SEPARATOR = "\n\n";
  private static final String DASH = "— ";
  private static final int MAX_SIGNATURES = 100;

  public SignedNote {
    signatures = List.copyOf(signatures);
  }

  /**
   * One line of signature.
   *
   * @param name of the key
   * @param keyHash of the key: tells keys of one name apart, and nothing else
   * @param bytes the signature itself
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Signature(String name, int keyHash, byte[] bytes) {

    private String line() {
      byte[] all =
          ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt(keyHash).put(bytes).array();
      return DASH + name + ' ' + Base64.getEncoder().encodeToString(all) + '\n';
    }
  }

  /**
   * Reads a note.
   *
   * @throws InvalidNoteException if it is none
   */
  public static SignedNote parse(String note) throws InvalidNoteException {
    checkCharacters(note);
    int separator = note.lastIndexOf(SEPARATOR);
    if (separator < 0 || !note.endsWith("\n")) {
      throw new InvalidNoteException(
          "note: no signatures (expected: text, an empty line, signature lines)");
    }
    String[] lines = note.substring(separator + SEPARATOR.length()).split("\n", -1);
    List<Signature> signatures = new ArrayList<>();
    for (String line : Arrays.asList(lines).subList(0, lines.length - 1)) {
      signatures.add(signature(line));
    }
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw new InvalidNoteException(
          "note: %d signatures (expected: 1..%d)".formatted(signatures.size(), MAX_SIGNATURES));
    }
    return new SignedNote(note.substring(0, separator + 1), signatures);
  }

  private static void checkCharacters(String note) throws InvalidNoteException {
    for (int i = 0; i < note.length(); i++) {
      char c = note.charAt(i);
      if (c < ' ' && c != '\n' || c == '\uFFFD') {
        throw new InvalidNoteException(
            "note: character %d is U+%04X (expected: UTF-8 text without control characters)"
                .formatted(i, (int) c));
      }
    }
  }

  private static Signature signature(String line) throws InvalidNoteException {
    String[] parts =
        line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
    if (parts.length != 2 || !NoteKeys.isName(parts[0])) {
      throw new InvalidNoteException(
          "note: signature line \"" + line + "\" (expected: — NAME BASE64)");
    }
    byte[] all = NoteKeys.base64("note: signature", parts[1]);
    if (all.length <= Integer.BYTES) {
      throw new InvalidNoteException(
          "note: signature of " + all.length + " bytes (expected: more than 4)");
    }
    return new Signature(
        parts[0],
        ByteBuffer.wrap(all).getInt(),
        Arrays.copyOfRange(all, Integer.BYTES, all.length));
  }

  byte[] signedBytes() {
    return text.getBytes(UTF_8);
  }

  /** The note as it is published. */
  @Override
  public String toString() {
    return text + '\n' + signatures.stream().map(Signature::line).collect(Collectors.joining());
  }
}
