package dev.assay.command.access;

import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.access.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The state of an organisation as it is kept.
 *
 * @param format raised whenever the state changes its shape or meaning; others are not read
 */
record OrganizationSnapshot(
    int format,
    OrganizationId id,
    List<ProjectId> projects,
    List<OrganizationState.Principal> principals,
    List<OrganizationState.Key> keys,
    List<Grant> grants,
    Map<String, Long> revisions) {

  /** The format that is written and read. */
  static final int FORMAT = 1;

  /** A role held on a resource. */
  record Grant(String resource, PrincipalId principal, Role role) {}

  static Stream<Grant> grants(String resource, Map<PrincipalId, Set<Role>> holders) {
    return holders.entrySet().stream()
        .flatMap(
            held -> held.getValue().stream().map(role -> new Grant(resource, held.getKey(), role)));
  }
}
