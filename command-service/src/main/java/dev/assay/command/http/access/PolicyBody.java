package dev.assay.command.http.access;

import dev.assay.command.access.AccessCommand.SetPolicy.Member;
import dev.assay.command.http.JsonBody;
import dev.assay.events.access.PrincipalId;
import dev.assay.events.access.Role;
import dev.assay.projections.access.RoleIds;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.wire.Iam;
import java.util.ArrayList;
import java.util.List;

/**
 * The policy that a caller sent.
 *
 * @param etag empty where none was sent
 */
record PolicyBody(List<Member> members, String etag) {

  /** Most members of a policy, in all its bindings. */
  private static final int MOST_MEMBERS = 1_000;

  static PolicyBody of(JsonBody body) {
    JsonBody policy = body.object("policy");
    List<Member> members = new ArrayList<>();
    for (JsonBody binding : policy.objects("bindings")) {
      Role role = role(binding);
      binding.objects("members").forEach(member -> members.add(member(member, role)));
    }
    if (members.size() > MOST_MEMBERS) {
      throw policy.refused(
          policy.name("bindings"), members.size() + " members", "at most " + MOST_MEMBERS);
    }
    String etag = policy.text("etag");
    return new PolicyBody(members, etag == null ? "" : etag);
  }

  private static Role role(JsonBody binding) {
    String id = binding.textOrNull("role_id");
    return RoleIds.parse(id == null ? "" : id)
        .orElseThrow(() ->
            binding.refused(
                binding.name("role_id"),
                Shown.value(id),
                "roles/viewer, roles/contributor, roles/admin or roles/owner"));
  }

  private static Member member(JsonBody member, Role role) {
    String type = member.textOrNull("member_type");
    if (!Iam.SERVICE_PRINCIPAL.equals(type)) {
      throw member.refused(member.name("member_type"), Shown.value(type), Iam.SERVICE_PRINCIPAL);
    }
    String field = member.name("member_id");
    String id = member.textOrNull("member_id");
    if (id == null || id.isBlank()) {
      throw member.refused(field, Shown.value(id), "the id of a service principal");
    }
    return new Member(field, new PrincipalId(id), role);
  }
}
