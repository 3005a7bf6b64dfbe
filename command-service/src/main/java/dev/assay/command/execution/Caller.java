package dev.assay.command.execution;

import dev.assay.events.access.OrganizationId;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.RequestInfo;

/**
 * On whose behalf a command is executed.
 *
 * @param organization the organisation whose registry is changed
 */
public record Caller(OrganizationId organization, Actor actor, RequestInfo request) {}
