package dev.assay.command.http.access;

import static dev.assay.projections.edge.RefusalException.unlessValid;

import dev.assay.command.access.AccessCommand.CreateServicePrincipal;
import dev.assay.command.access.AccessCommand.DeleteServicePrincipal;
import dev.assay.command.access.AccessCommand.RevokeKey;
import dev.assay.command.http.AsOfCommit;
import dev.assay.command.http.JsonBody;
import dev.assay.command.http.Writes;
import dev.assay.events.access.AccessEvent.ServicePrincipalCreated;
import dev.assay.events.access.ClientId;
import dev.assay.events.access.PrincipalId;
import dev.assay.projections.access.AccessDirectory;
import dev.assay.projections.access.AccessRecord;
import dev.assay.projections.access.PrincipalRecord;
import dev.assay.projections.access.Resource;
import dev.assay.projections.access.Resource.OfProject;
import dev.assay.projections.edge.IamPaths;
import dev.assay.projections.edge.Session;
import dev.assay.projections.naming.Names;
import dev.assay.projections.wire.Answers.Empty;
import dev.assay.projections.wire.Iam;
import dev.assay.projections.wire.Iam.PrincipalAnswer;
import java.util.Objects;
import java.util.UUID;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Create and Delete of a service principal, and Delete of a key, whose name begins with it. */
@RestController
final class PrincipalWrites {

  private final AccessAnswers answers;

  PrincipalWrites(Writes writes, AccessDirectory directory) {
    this.answers = new AccessAnswers(writes, directory);
  }

  @PostMapping(IamPaths.PARENT)
  PrincipalAnswer create(
      @PathVariable String parent,
      JsonBody body,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    return create(IamPaths.parent(null, parent), body, session);
  }

  @PostMapping(IamPaths.PLAIN_PARENT)
  PrincipalAnswer create(
      @PathVariable String kind,
      @PathVariable String parent,
      JsonBody body,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    return create(IamPaths.parent(kind, parent), body, session);
  }

  private PrincipalAnswer create(Resource parent, JsonBody body, Session session) {
    session.managed(parent);
    PrincipalId id = new PrincipalId(UUID.randomUUID().toString());
    CreateServicePrincipal create =
        new CreateServicePrincipal(
            session.organization(),
            id,
            unlessValid(Names.principal("name", body.text("name"))),
            parent instanceof OfProject(var project) ? project : null);
    return answers.execute(create, session, (commit, then) -> answer(then, made(commit, id)));
  }

  private static PrincipalId made(AsOfCommit commit, PrincipalId asked) {
    return commit
        .fact(ServicePrincipalCreated.class)
        .map(ServicePrincipalCreated::principalId)
        .orElse(asked);
  }

  private static PrincipalAnswer answer(AccessRecord then, PrincipalId id) {
    PrincipalRecord made = Objects.requireNonNull(then.principals().get(id));
    return new PrincipalAnswer(Iam.servicePrincipal(then, made));
  }

  @DeleteMapping(IamPaths.NAMED)
  Empty delete(@PathVariable String name, @RequestAttribute(Session.ATTRIBUTE) Session session) {
    return IamPaths.isKey(name) ? deleteKey(name, session) : deletePrincipal(name, session);
  }

  @DeleteMapping(IamPaths.PLAIN_PRINCIPAL)
  Empty delete(
      @PathVariable String kind,
      @PathVariable String parent,
      @PathVariable String principal,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    return deletePrincipal(IamPaths.principal(kind, parent, principal), session);
  }

  @DeleteMapping(IamPaths.PLAIN_KEY)
  Empty deleteKey(
      @PathVariable String kind,
      @PathVariable String parent,
      @PathVariable String principal,
      @PathVariable String client,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    return deleteKey(IamPaths.principal(kind, parent, principal) + "/key/" + client, session);
  }

  /** By its client id alone. */
  @DeleteMapping(IamPaths.KEY)
  Empty deleteKey(
      @PathVariable String organization,
      @PathVariable String client,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    ClientId id = IamPaths.managedKey(session, organization, client);
    return answers.execute(
        new RevokeKey(session.organization(), id), session, (_, _) -> new Empty());
  }

  private Empty deletePrincipal(String name, Session session) {
    DeleteServicePrincipal delete =
        new DeleteServicePrincipal(session.organization(), IamPaths.managed(session, name).id());
    return answers.execute(delete, session, (_, _) -> new Empty());
  }

  private Empty deleteKey(String name, Session session) {
    RevokeKey revoke = new RevokeKey(session.organization(), IamPaths.managedKey(session, name));
    return answers.execute(revoke, session, (_, _) -> new Empty());
  }
}
