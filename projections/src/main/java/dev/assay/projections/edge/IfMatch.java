package dev.assay.projections.edge;

import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Checked;
import dev.assay.projections.wire.EntityTag;
import java.util.List;

/**
 * What the header {@value #HEADER} asks (RFC 9110 §13.1.1): that the thing still is as the caller
 * knows it.
 */
public sealed interface IfMatch {

  String HEADER = "If-Match";

  String EXPECTED = "* or entity tags such as \"id.7\", joined by commas";

  /** Nothing is asked. */
  IfMatch NONE = new Unconditional();

  /** Nothing is asked. */
  record Unconditional() implements IfMatch {}

  /** The thing must exist. */
  record Exists() implements IfMatch {}

  /**
   * The thing must have one of these tags.
   *
   * @param strong without their quotes; weak ones never match and are left out
   * @param sent the header, for messages
   */
  record OneOf(List<String> strong, String sent) implements IfMatch {}

  /** Whether it holds of a thing that exists. */
  default boolean holds(EntityTag present) {
    return switch (this) {
      case Unconditional _, Exists _ -> true;
      case OneOf one -> one.strong().contains(present.id() + "." + present.position());
    };
  }

  /**
   * @param headers all headers of this name, which count as one list
   */
  static Checked<IfMatch> of(List<String> headers) {
    if (headers.isEmpty()) {
      return Checked.valid(NONE);
    }
    String sent = String.join(", ", headers);
    if (sent.strip().equals("*")) {
      return Checked.valid(new Exists());
    }
    return new EntityTagList(sent)
        .read()
        .<Checked<IfMatch>>map(strong -> Checked.valid(new OneOf(strong, sent)))
        .orElseGet(() -> Checked.invalid(HEADER, Shown.value(sent), EXPECTED));
  }
}
