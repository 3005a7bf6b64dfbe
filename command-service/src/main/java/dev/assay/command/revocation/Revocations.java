package dev.assay.command.revocation;

import dev.assay.command.bucket.Digest;
import dev.assay.events.bucket.BucketEvent.InheritedRevocationEnded;
import dev.assay.events.bucket.BucketEvent.IterationRevoked;
import dev.assay.events.bucket.BucketEvent.RevocationInherited;
import dev.assay.events.bucket.BucketEvent.RevocationScheduled;
import dev.assay.events.iteration.IterationId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The revocations of one iteration. Immutable.
 *
 * @param own null for none
 * @param inherited at most one from each ancestor
 */
public record Revocations(@Nullable OwnRevocation own, List<Inheritance> inherited) {

  public static final Revocations NONE = new Revocations(null, List.of());

  public Revocations {
    inherited = List.copyOf(inherited);
  }

  /** Whether any is in force. */
  public boolean inForce(Instant now) {
    return (own != null && own.inForce(now))
        || inherited.stream().anyMatch(each -> each.inForce(now));
  }

  /** Whether any other than what came from an ancestor is in force. */
  public boolean inForceBut(IterationId ancestor, Instant now) {
    return new Revocations(own, without(ancestor).toList()).inForce(now);
  }

  boolean has(Inheritance inheritance) {
    return inherited.stream().anyMatch(inheritance::saysTheSame);
  }

  boolean hasFrom(IterationId ancestor) {
    return inherited.stream().anyMatch(each -> each.from().iterationId().equals(ancestor));
  }

  public Revocations on(IterationRevoked event) {
    return new Revocations(
        new OwnRevocation(
            null,
            Digest.of(event.message()),
            event.skipDescendants(),
            event.disableRollback(),
            false),
        inherited);
  }

  public Revocations on(RevocationScheduled event) {
    return new Revocations(
        new OwnRevocation(
            event.effectiveAt(),
            Digest.of(event.message()),
            event.skipDescendants(),
            event.disableRollback(),
            false),
        inherited);
  }

  /** The instant of its own is past, and that is recorded. */
  public Revocations noted() {
    return own == null ? this : new Revocations(own.note(), inherited);
  }

  public Revocations withoutOwn() {
    return new Revocations(null, inherited);
  }

  public Revocations on(RevocationInherited event) {
    return new Revocations(
        own,
        Stream.concat(without(event.from().iterationId()), Stream.of(Inheritance.of(event)))
            .toList());
  }

  public Revocations on(InheritedRevocationEnded event) {
    return new Revocations(own, without(event.ancestorId()).toList());
  }

  private Stream<Inheritance> without(IterationId ancestor) {
    return inherited.stream().filter(each -> !each.from().iterationId().equals(ancestor));
  }
}
