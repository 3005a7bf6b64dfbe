package dev.assay.events.cascade;

import dev.assay.events.Event;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.journal.CommitId;

/**
 * What happens in the stream {@code cascade/<organization>}, which every bucket commit of the
 * organisation expects unchanged.
 */
public sealed interface CascadeEvent extends Event {

  OrganizationId organizationId();

  /**
   * A cascade has lost against other writers: they hold off until its end or for 5 s.
   *
   * @param cascade id of the commit that is to come
   */
  record CascadeStarted(OrganizationId organizationId, CommitId cascade) implements CascadeEvent {}

  /** The cascade is over: in its own commit, or alone if there was nothing left to change. */
  record CascadeEnded(OrganizationId organizationId, CommitId cascade) implements CascadeEvent {}
}
