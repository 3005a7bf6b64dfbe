package dev.assay.command.access;

import static dev.assay.command.bucket.BucketFixtures.ORGANIZATION;
import static dev.assay.command.bucket.BucketFixtures.PROJECT;
import static dev.assay.command.bucket.BucketFixtures.UBUNTU;

import dev.assay.command.access.AccessCommand.CreateKey;
import dev.assay.command.access.AccessCommand.CreateServicePrincipal;
import dev.assay.command.access.AccessCommand.DeleteServicePrincipal;
import dev.assay.command.access.AccessCommand.GrantRole;
import dev.assay.command.access.AccessCommand.RevokeKey;
import dev.assay.command.access.AccessCommand.SetPolicy;
import dev.assay.command.access.AccessCommand.SetPolicy.Member;
import dev.assay.command.access.AccessCommand.WithdrawRole;
import dev.assay.events.access.ClientId;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.Role;
import dev.assay.projections.access.Resource;
import dev.assay.projections.access.Resource.OfBucket;
import dev.assay.projections.access.Resource.OfOrganization;
import dev.assay.projections.access.Resource.OfProject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** People and machines, in few words. */
final class AccessFixtures {

  static final Resource THE_ORGANIZATION = new OfOrganization(ORGANIZATION);
  static final Resource THE_PROJECT = new OfProject(PROJECT);
  static final Resource THE_BUCKET = new OfBucket(PROJECT, UBUNTU);

  private AccessFixtures() {}

  /** Of the organisation. */
  static CreateServicePrincipal create(String name) {
    return new CreateServicePrincipal(ORGANIZATION, id(name), name, null);
  }

  static CreateServicePrincipal createInProject(String name) {
    return new CreateServicePrincipal(ORGANIZATION, id(name), name, PROJECT);
  }

  static DeleteServicePrincipal delete(String name) {
    return new DeleteServicePrincipal(ORGANIZATION, id(name));
  }

  static CreateKey createKey(String name, String client, @Nullable Instant expiresAt) {
    return new CreateKey(ORGANIZATION, id(name), new ClientId(client), "hash", expiresAt);
  }

  static CreateKey createKey(String name, String client) {
    return createKey(name, client, null);
  }

  static RevokeKey revokeKey(String client) {
    return new RevokeKey(ORGANIZATION, new ClientId(client));
  }

  static GrantRole grant(String name, Role role, Resource on) {
    return new GrantRole(ORGANIZATION, id(name), role, on);
  }

  static WithdrawRole withdraw(String name, Role role, Resource on) {
    return new WithdrawRole(ORGANIZATION, id(name), role, on);
  }

  static SetPolicy set(Resource on, String etag, Member... members) {
    return new SetPolicy(ORGANIZATION, on, List.of(members), etag);
  }

  static Member member(String name, Role role) {
    return new Member("policy.bindings[0].members[0]", id(name), role);
  }

  static PrincipalId id(String name) {
    return new PrincipalId("id-of-" + name);
  }
}
