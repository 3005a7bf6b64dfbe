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
  private static final String ALONE = "alone";

  /** Metadata of a command message on behalf of this caller. */
  public MetaData metaData() {
    return MetaData.with(KEY, this);
  }

  /** Metadata that say that the command holds the cascade lock alone. */
  static MetaData alone(MetaData metaData) {
    return metaData.and(ALONE, true);
  }

  /** Whether a command was sent with the cascade lock held alone. */
  public static boolean isAlone(Message<?> message) {
    return message.getMetaData().containsKey(ALONE);
  }

  /** On whose behalf a command message was sent. */
  public static Caller of(Message<?> message) {
    return (Caller)
        Objects.requireNonNull(message.getMetaData().get(KEY), "a command without caller");
  }
}
