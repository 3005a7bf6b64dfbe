package dev.assay.query.access;

import dev.assay.projections.access.Resource;
import dev.assay.projections.access.Resource.OfBucket;
import dev.assay.projections.edge.IamPaths;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.edge.Session;
import dev.assay.projections.refusal.Refusal;
import dev.assay.projections.wire.Iam;
import dev.assay.projections.wire.Iam.PolicyAnswer;
import dev.assay.query.http.Reads;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Who holds which role on a resource. Where nobody ever did, there is no policy: clients know 404.
 */
@RestController
final class PolicyReads {

  private final Reads reads;

  PolicyReads(Reads reads) {
    this.reads = reads;
  }

  @GetMapping(IamPaths.RESOURCE_POLICY)
  PolicyAnswer ofResource(
      @RequestParam(name = "resource_name", required = false) @Nullable String name,
      @RequestParam(name = "resource_id", required = false) @Nullable String id,
      @RequestAttribute(Session.ATTRIBUTE) Session session) {
    return policy(IamPaths.resource(name, id), session);
  }

  @GetMapping(IamPaths.ORGANIZATION_POLICY)
  PolicyAnswer ofOrganization(
      @PathVariable String organization, @RequestAttribute(Session.ATTRIBUTE) Session session) {
    return policy(IamPaths.resource("organization/" + organization, null), session);
  }

  @GetMapping(IamPaths.PROJECT_POLICY)
  PolicyAnswer ofProject(
      @PathVariable String project, @RequestAttribute(Session.ATTRIBUTE) Session session) {
    return policy(IamPaths.resource("project/" + project, null), session);
  }

  private PolicyAnswer policy(Resource resource, Session session) {
    session.managed(resource);
    if (resource instanceof OfBucket(var project, var bucket)) {
      reads.answer(session, at -> at.bucket(project, bucket));
    }
    return session
        .access()
        .organization()
        .policy(resource)
        .map(policy -> new PolicyAnswer(Iam.policy(policy)))
        .orElseThrow(() ->
            new RefusalException(
                new Refusal.NotFound("IAM policy of " + resource.name() + ": does not exist")));
  }
}
