package dev.assay.command.execution;

import dev.assay.events.cascade.CascadeEvent.CascadeEnded;
import dev.assay.events.journal.Append;
import dev.assay.events.journal.AppendOutcome;
import dev.assay.events.journal.Commit;
import dev.assay.events.journal.Expectation;
import dev.assay.events.journal.StreamName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * One try at deciding a command: what it was decided on, and what became of its commit. Belongs to
 * one unit of work, and so to one thread.
 */
final class Attempt {

  private static final String KEY = "attempt";

  private final Asked asked;
  private final Caller caller;
  private final long reached;
  private @Nullable CascadeEnded end;
  private final Map<StreamName, Long> loaded = new TreeMap<>();
  private boolean appended;
  private @Nullable AppendOutcome outcome;

  /**
   * @param reached the position that the journal had reached before anything was loaded
   */
  Attempt(Asked asked, long reached) {
    this.asked = asked;
    this.caller = asked.caller();
    this.reached = reached;
  }

  /** The attempt of the current unit of work. */
  static Attempt current() {
    Message<?> message = CurrentUnitOfWork.get().getMessage();
    return (Attempt)
        Objects.requireNonNull(message.getMetaData().get(KEY), "a unit of work without attempt");
  }

  MetaData metaData() {
    MetaData metaData = caller.metaData().and(KEY, this);
    return asked.alone() ? Caller.alone(metaData) : metaData;
  }

  Asked asked() {
    return asked;
  }

  long reached() {
    return reached;
  }

  /**
   * The decision rests on a stream as it was at a sequence.
   *
   * @param sequence −1 for a stream without events
   */
  void restsOn(StreamName stream, long sequence) {
    loaded.putIfAbsent(stream, sequence);
  }

  /** The sequence at which a stream was loaded, −1 for a stream without events. */
  long loaded(StreamName stream) {
    return Objects.requireNonNull(loaded.get(stream), "a stream that was not loaded");
  }

  /** Its commit is to end the cascade that was started for it. */
  void ends(CascadeEnded cascade) {
    end = cascade;
  }

  /** Empty as long as nothing was sent to the journal. */
  Optional<AppendOutcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  void became(AppendOutcome known) {
    outcome = known;
  }

  /**
   * The commit of this unit of work: what is appended, and every other stream that the decision
   * rests on.
   *
   * @throws IllegalStateException if it was made before, or if an append does not follow on what
   *     was loaded
   */
  Commit commit(List<Append> changes, Instant at) {
    if (appended) {
      throw new IllegalStateException(
          "append: a second one in a unit of work (expected: one commit)");
    }
    appended = true;
    List<Append> appends = withEnd(changes);
    appends.forEach(this::mustFollow);
    Set<StreamName> changed = appends.stream().map(Append::stream).collect(Collectors.toSet());
    List<Expectation> expects =
        loaded.entrySet().stream()
            .filter(entry -> !changed.contains(entry.getKey()))
            .map(entry -> new Expectation(entry.getKey(), entry.getValue()))
            .toList();
    return new Commit(
        asked.id(),
        asked.terms().key().map(RequestKey::requestHash).orElseGet(this::requestHash),
        caller.organization(),
        at.truncatedTo(ChronoUnit.MILLIS),
        caller.actor(),
        asked.command().getClass().getSimpleName(),
        caller.request(),
        appends,
        expects);
  }

  private List<Append> withEnd(List<Append> changes) {
    if (end == null) {
      return changes;
    }
    StreamName stream = StreamName.cascade(caller.organization());
    long sequence = Objects.requireNonNull(loaded.get(stream), "a cascade without its stream");
    return Stream.concat(
            changes.stream(), Stream.of(new Append(stream, sequence + 1, List.of(end))))
        .toList();
  }

  private void mustFollow(Append append) {
    Long sequence = loaded.get(append.stream());
    if (sequence == null || sequence + 1 != append.firstSequence()) {
      throw new IllegalStateException(
          append.stream()
              + ": firstSequence "
              + append.firstSequence()
              + " (expected: one past the loaded "
              + sequence
              + ")");
    }
  }

  private String requestHash() {
    String text = caller.organization() + "\n" + caller.actor().id() + "\n" + asked.command();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: missing (expected: part of every JDK)", e);
    }
  }
}
