package dev.assay.command.execution;

import dev.assay.events.access.OrganizationId;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.RequestInfo;
import java.util.Objects;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;

/**
 * On whose behalf a command is executed.
 *
 * @param organization the organisation whose registry is changed
 */
public record Caller(OrganizationId organization, Actor actor, RequestInfo request) {

  private static final String KEY = "caller";

  /** Metadata of a command message on behalf of this caller. */
  public MetaData metaData() {
    return MetaData.with(KEY, this);
  }

  /** On whose behalf a command message was sent. */
  public static Caller of(Message<?> message) {
    return (Caller)
        Objects.requireNonNull(message.getMetaData().get(KEY), "a command without caller");
  }
}
