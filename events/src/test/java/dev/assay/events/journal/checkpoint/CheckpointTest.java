package dev.assay.events.journal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.events.journal.JournalId;
import dev.assay.events.journal.proof.MerkleHash;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

  private static final String ORIGIN = Checkpoint.origin(new JournalId("j"));
  private static final String GO_KEY =
      "registry.example/images+0df7e10b+AXVcTLklbKfNxKz9xs/u2oSQF+W5+VFOmRkb1n4LDUJ2";
  private static final MerkleHash ROOT = MerkleHash.fromHex("ab".repeat(32));

  private final NoteSigner signer = signer(ORIGIN);

  private static NoteSigner signer(String name) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new NoteSigner(NoteVerifier.of(name, pair.getPublic()), pair.getPrivate());
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void givenACheckpoint_whenSigned_thenItReadsBackAndVerifies() throws Exception {
    Checkpoint checkpoint = new Checkpoint(ORIGIN, 42, ROOT);
    String published = signer.sign(checkpoint.text()).toString();
    assertThat(published)
        .startsWith("assay/journal/j\n42\n" + ROOT.toBase64() + "\n\n— assay/journal/j ")
        .endsWith("\n");
    SignedNote note = SignedNote.parse(published);
    assertThat(Checkpoint.parse(note)).isEqualTo(checkpoint);
    assertThat(note.toString()).isEqualTo(published);
    assertThat(signer.verifier().signed(note)).isTrue();
    assertThat(NoteVerifier.parse(signer.verifier().toString()).signed(note)).isTrue();
  }

  /** Made with the Go module golang.org/x/mod/sumdb/note. */
  @Test
  void givenANoteOfAnotherImplementation_thenItVerifies() throws Exception {
    NoteVerifier key = NoteVerifier.parse(GO_KEY);
    SignedNote note =
        SignedNote.parse(
            """
            Every image has a history.
            This one is signed.

            Twice separated.

            — registry.example/images DffhC5wUAhhKBDllQIYFXJc8+XVOkcei4oBS+cSJfWJRL3VnsI+1bvrPqxQh1Mip2aLZ3wnJ95rQwyKX9Py5+T8Oag4=
            """);
    assertThat(key.signed(note)).isTrue();
    assertThat(key.signed(new SignedNote(note.text() + "\n", note.signatures()))).isFalse();
    assertThat(key.toString()).isEqualTo(GO_KEY);
  }

  @Nested
  class Forged {

    @Test
    void givenAnotherKeyOfTheSameName_thenItIsNotSigned() throws Exception {
      SignedNote forged = signer(ORIGIN).sign(new Checkpoint(ORIGIN, 42, ROOT).text());
      assertThat(signer.verifier().signed(forged)).isFalse();
    }

    @Test
    void givenAnotherText_thenItIsNotSigned() throws Exception {
      SignedNote good = signer.sign(new Checkpoint(ORIGIN, 42, ROOT).text());
      String bigger = good.toString().replace("\n42\n", "\n43\n");
      assertThat(signer.verifier().signed(SignedNote.parse(bigger))).isFalse();
    }

    @Test
    void givenASignatureThatIsNone_thenItIsNotSigned() throws Exception {
      SignedNote good = signer.sign(new Checkpoint(ORIGIN, 42, ROOT).text());
      SignedNote.Signature one = good.signatures().getFirst();
      for (int length : new int[] {1, 63, 64, 65}) {
        SignedNote.Signature zeros =
            new SignedNote.Signature(one.name(), one.keyHash(), new byte[length]);
        assertThat(signer.verifier().signed(new SignedNote(good.text(), List.of(zeros)))).isFalse();
      }
    }

    @Test
    void givenASecondSigner_thenBothAreFound() throws Exception {
      NoteSigner witness = signer("witness.example");
      SignedNote good = signer.sign(new Checkpoint(ORIGIN, 42, ROOT).text());
      SignedNote.Signature cosigned = witness.sign(good.text()).signatures().getFirst();
      SignedNote both =
          SignedNote.parse(
              new SignedNote(good.text(), List.of(good.signatures().getFirst(), cosigned))
                  .toString());
      assertThat(signer.verifier().signed(both)).isTrue();
      assertThat(witness.verifier().signed(both)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text\n",
        "text\n\n",
        "text\n\n— name\n",
        "text\n\n— name AAAA\n",
        "text\n\n— name AAAAAAA=",
        "text\n\n- name AAAAAAAA\n",
        "text\n\n— na me AAAAAAAA\n",
        "text\n\n— na+me AAAAAAAA\n",
        "text\n\n— name AAAA!AAA\n",
        "te\txt\n\n— name AAAAAAAA\n",
        "te\uFFFDxt\n\n— name AAAAAAAA\n",
        "text\n\n— name AAAAAAAA\n\n"
      })
  void givenNoNote_thenItIsRefused(String text) {
    assertThatThrownBy(() -> SignedNote.parse(text)).isInstanceOf(InvalidNoteException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "o\n1\n",
        "o\n01\nq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=\n",
        "o\n-1\nq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=\n",
        "o\n99999999999999999999\nq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=\n",
        "o\n1\nq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=\n",
        "o\n1\nq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s\n",
        "\n1\nq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=\n"
      })
  void givenNoCheckpoint_thenItIsRefused(String text) {
    SignedNote note = signer.sign(text);
    assertThatThrownBy(() -> Checkpoint.parse(note))
        .isInstanceOf(InvalidNoteException.class)
        .hasMessageStartingWith("checkpoint: ");
  }

  @Test
  void givenLinesThatOthersAdd_thenTheyAreSkipped() throws Exception {
    SignedNote note = signer.sign(new Checkpoint(ORIGIN, 42, ROOT).text() + "more\n");
    assertThat(Checkpoint.parse(note)).isEqualTo(new Checkpoint(ORIGIN, 42, ROOT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "name",
        "name+0df7e10b",
        "name+0df7e10+AXVcTLklbKfNxKz9xs/u2oSQF+W5+VFOmRkb1n4LDUJ2",
        "registry.example/images+0df7e10c+AXVcTLklbKfNxKz9xs/u2oSQF+W5+VFOmRkb1n4LDUJ2",
        "registry.example/images+0df7e10b+AnVcTLklbKfNxKz9xs/u2oSQF+W5+VFOmRkb1n4LDUJ2",
        "registry.example/images+0df7e10b+AXVcTLk",
        "of registry.example/images+0df7e10b+AXVcTLklbKfNxKz9xs/u2oSQF+W5+VFOmRkb1n4LDUJ2"
      })
  void givenNoVerifierKey_thenItIsRefused(String text) {
    assertThatThrownBy(() -> NoteVerifier.parse(text))
        .isInstanceOf(InvalidNoteException.class)
        .hasMessageStartingWith("verifier key: ");
  }

  @Test
  void givenAKeyOfAnotherKind_thenItIsRefused() throws Exception {
    KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    assertThatThrownBy(() -> NoteVerifier.of("name", rsa.getPublic()))
        .hasMessage("public key: RSA (expected: Ed25519)");
  }
}
