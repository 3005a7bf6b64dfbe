package dev.assay.projections.access;

import dev.assay.events.access.ClientId;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.journal.StreamName;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All organisations as of one position, and by which of them a key, a principal or a project is
 * known.
 *
 * @param reached the position that it was made at
 * @param streams the folded access streams
 */
record Directory(
    long reached,
    Map<StreamName, FollowedStream> streams,
    Map<ClientId, AccessRecord> byClient,
    Map<PrincipalId, AccessRecord> byPrincipal,
    Map<ProjectId, AccessRecord> byProject) {

  static final Directory EMPTY = of(-1, Map.of());

  /**
   * One organisation's stream, folded so far.
   *
   * @param sequence of the last event that is folded in
   */
  record FollowedStream(long sequence, AccessRecord organization) {}

  static Directory of(long reached, Map<StreamName, FollowedStream> streams) {
    Map<ClientId, AccessRecord> byClient = new HashMap<>();
    Map<PrincipalId, AccessRecord> byPrincipal = new HashMap<>();
    Map<ProjectId, AccessRecord> byProject = new HashMap<>();
    for (var followed : streams.values()) {
      var organization = followed.organization();
      organization.keys().keySet().forEach(id -> byClient.put(id, organization));
      organization.principals().keySet().forEach(id -> byPrincipal.put(id, organization));
      organization.projects().keySet().forEach(id -> byProject.put(id, organization));
    }
    return new Directory(reached, streams, byClient, byPrincipal, byProject);
  }

  Directory at(long newReached) {
    return new Directory(newReached, streams, byClient, byPrincipal, byProject);
  }

  Optional<KeyRecord> key(ClientId id) {
    return Optional.ofNullable(byClient.get(id)).map(found -> found.keys().get(id));
  }

  /** What the holder of a key may do, if the key's time has not run out. */
  Optional<Access> access(ClientId id, Instant now) {
    return key(id).filter(key -> key.validAt(now)).flatMap(key -> access(key.principalId()));
  }

  Optional<Access> access(PrincipalId id) {
    return Optional.ofNullable(byPrincipal.get(id))
        .flatMap(found ->
            Optional.ofNullable(found.principals().get(id))
                .map(principal -> new Access(principal, found)));
  }

  Optional<AccessRecord> organization(OrganizationId id) {
    return Optional.ofNullable(streams.get(StreamName.access(id)))
        .map(FollowedStream::organization);
  }

  Optional<OrganizationId> organizationOf(ProjectId project) {
    return Optional.ofNullable(byProject.get(project)).map(AccessRecord::id);
  }
}
