package dev.assay.command.access;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.assay.command.bucket.Verdict;
import dev.assay.events.access.AccessEvent;
import dev.assay.events.access.AccessEvent.KeyCreated;
import dev.assay.events.access.AccessEvent.KeyRevoked;
import dev.assay.events.access.AccessEvent.OrganizationCreated;
import dev.assay.events.access.AccessEvent.ProjectCreated;
import dev.assay.events.access.AccessEvent.RoleGranted;
import dev.assay.events.access.AccessEvent.RoleWithdrawn;
import dev.assay.events.access.AccessEvent.ServicePrincipalCreated;
import dev.assay.events.access.AccessEvent.ServicePrincipalDeleted;
import dev.assay.events.journal.StreamName;
import dev.assay.projections.access.Resource;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The stream {@code access/<organization>} as an aggregate: who there is and who may do what.
 * Guards, then applies.
 */
public class Organization {

  @AggregateIdentifier private @Nullable String stream;
  private @Nullable OrganizationState state;

  /** An empty stream. */
  public Organization() {}

  static Organization from(OrganizationSnapshot snapshot) {
    Organization organization = new Organization();
    organization.stream = StreamName.access(snapshot.id()).value();
    organization.state = new OrganizationState(snapshot);
    return organization;
  }

  OrganizationSnapshot snapshot() {
    return Objects.requireNonNull(state, "an organisation without state").snapshot();
  }

  /**
   * Decides a command.
   *
   * @param bucketExists whether the bucket that the command names is there; true where it names
   *     none
   * @param now the instant at which it is decided
   */
  public Verdict decide(AccessCommand command, boolean bucketExists, Instant now) {
    if (state == null) {
      return Verdict.notFound(
          command.askedOf() + " (expected: the id of an organization of this registry)");
    }
    PrincipalDecisions principals = new PrincipalDecisions(state, event -> apply(event), now);
    RoleDecisions roles = new RoleDecisions(state, event -> apply(event), now, bucketExists);
    return switch (command) {
      case AccessCommand.CreateServicePrincipal create -> principals.create(create);
      case AccessCommand.DeleteServicePrincipal delete -> principals.delete(delete);
      case AccessCommand.CreateKey create -> principals.createKey(create);
      case AccessCommand.RevokeKey revoke -> principals.revokeKey(revoke);
      case AccessCommand.GrantRole grant -> roles.grant(grant);
      case AccessCommand.WithdrawRole withdraw -> roles.withdraw(withdraw);
      case AccessCommand.SetPolicy set -> roles.set(set);
    };
  }

  /** Withdraws all roles held on a resource that is no more. */
  public void endRolesOn(Resource resource) {
    if (state != null) {
      RoleDecisions.endOn(state, event -> apply(event), resource);
    }
  }

  /** The one place where state changes: by what has happened. */
  @EventSourcingHandler
  void on(AccessEvent event) {
    switch (event) {
      case OrganizationCreated created -> {
        stream = StreamName.access(created.organizationId()).value();
        state = new OrganizationState(created.organizationId());
      }
      case ProjectCreated created -> there().add(created.projectId());
      case ServicePrincipalCreated created -> there().on(created);
      case ServicePrincipalDeleted deleted -> there().remove(deleted.principalId());
      case KeyCreated created -> there().on(created);
      case KeyRevoked revoked -> there().remove(revoked.clientId());
      case RoleGranted granted -> there().on(granted);
      case RoleWithdrawn withdrawn -> there().on(withdrawn);
    }
  }

  private OrganizationState there() {
    return Objects.requireNonNull(state, "a fact about an organisation that is not there");
  }
}
