package dev.assay.command.execution;

import dev.assay.command.bucket.Verdict;
import dev.assay.events.journal.Journal;
import dev.assay.events.journal.StreamName;
import dev.assay.projections.refusal.Refusal;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageHandler;

/**
 * Asks a command's condition before the decision, about the aggregate as it was loaded for it: the
 * lock is held from here on, and the commit names the sequence.
 */
final class ConditionalHandler<T> implements MessageHandler<CommandMessage<?>> {

  private final Journal journal;
  private final JournalRepository<T> repository;
  private final Callable<T> empty;
  private final MessageHandler<CommandMessage<?>> handler;

  /**
   * @param empty makes an aggregate without history
   */
  ConditionalHandler(
      Journal journal,
      JournalRepository<T> repository,
      Callable<T> empty,
      MessageHandler<CommandMessage<?>> handler) {
    this.journal = journal;
    this.repository = repository;
    this.empty = empty;
    this.handler = handler;
  }

  @Override
  public Object handle(CommandMessage<?> message) throws Exception {
    Optional<Refusal> objection = objection(Attempt.current());
    return objection.isPresent() ? new Verdict.Refused(objection.get()) : handler.handle(message);
  }

  private Optional<Refusal> objection(Attempt attempt) throws Exception {
    Condition condition = attempt.asked().terms().condition();
    if (condition.equals(Condition.NONE)) {
      return Optional.empty();
    }
    StreamName stream = attempt.asked().command().stream();
    repository.loadOrCreate(stream.value(), empty);
    long position = StreamPosition.of(journal, stream, attempt.loaded(stream));
    return position < 0 ? Optional.empty() : condition.objection(position);
  }
}
