package dev.assay.command.http.access;

import dev.assay.command.access.AccessCommand.SetPolicy;
import dev.assay.command.http.JsonBody;
import dev.assay.command.http.Writes;
import dev.assay.projections.access.AccessDirectory;
import dev.assay.projections.access.AccessRecord;
import dev.assay.projections.access.PolicyRecord;
import dev.assay.projections.access.Resource;
import dev.assay.projections.edge.IamPaths;
import dev.assay.projections.edge.Session;
import dev.assay.projections.wire.Iam;
import dev.assay.projections.wire.Iam.PolicyAnswer;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/**
 * Set of an IAM policy: replaces all of it, if it is still the one whose tag is sent. Who has lost
 * against another gets 409, reads it again and tries again.
 */
@RestController
final class PolicyWrites {

  private final AccessAnswers answers;

  PolicyWrites(Writes writes, AccessDirectory directory) {
    this.answers = new AccessAnswers(writes, directory);
  }

  @PutMapping(IamPaths.RESOURCE_POLICY)
  PolicyAnswer ofResource(JsonBody body, @RequestAttribute(Session.ATTRIBUTE) Session session) {
    Resource resource = IamPaths.resource(body.text("resource_name"), body.text("resource_id"));
    return set(resource, body, session);
  }

  @PutMapping(IamPaths.ORGANIZATION_POLICY)
  PolicyAnswer ofOrganization(
      @PathVariable String organization,
      JsonBody body,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    return set(IamPaths.resource("organization/" + organization, null), body, session);
  }

  @PutMapping(IamPaths.PROJECT_POLICY)
  PolicyAnswer ofProject(
      @PathVariable String project,
      JsonBody body,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    return set(IamPaths.resource("project/" + project, null), body, session);
  }

  private PolicyAnswer set(Resource resource, JsonBody body, Session session) {
    session.managed(resource);
    PolicyBody policy = PolicyBody.of(body);
    return answers.execute(
        new SetPolicy(session.organization(), resource, policy.members(), policy.etag()),
        session,
        (_, then) -> new PolicyAnswer(Iam.policy(policy(then, resource))));
  }

  private static PolicyRecord policy(AccessRecord then, Resource resource) {
    return then.policy(resource).orElse(new PolicyRecord(List.of(), 0));
  }
}
