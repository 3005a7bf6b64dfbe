package dev.assay.projections.views;

import dev.assay.events.journal.Journal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The journal as Axon's event processors read it: one message per commit, its token the commit's
 * position.
 */
final class JournalMessages implements StreamableMessageSource<TrackedEventMessage<?>> {

  private final Journal journal;
  private final Set<JournalMessageStream> open = ConcurrentHashMap.newKeySet();

  JournalMessages(Journal journal) {
    this.journal = journal;
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
    long after = token == null ? -1 : token.position().orElse(-1);
    var stream = new JournalMessageStream(journal, after + 1, open::remove);
    open.add(stream);
    return stream;
  }

  /** Makes readers that wait for a message go on without one. */
  void wake() {
    open.forEach(JournalMessageStream::wake);
  }
}
