package dev.assay.standalone.admin;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Manages access by calls to the server of a data directory, as the owner that it knows. */
public final class RunningAccess implements AccessAdmin {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String BASE = "/2019-12-10/";
  private static final String POLICY = BASE + "resource-manager/resources/iam-policy";
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;
  private static final int ATTEMPTS = 20;

  private final AdminClient client;
  private final Path adminEnv;

  private RunningAccess(AdminClient client, Path adminEnv) {
    this.client = client;
    this.adminEnv = adminEnv;
  }

  /**
   * @throws IOException if the owner's file cannot be read
   */
  public static RunningAccess of(Path directory) throws IOException {
    Path adminEnv = directory.resolve("admin.env");
    return new RunningAccess(
        AdminClient.of(adminEnv, directory.resolve("tls").resolve("ca.pem")), adminEnv);
  }

  @Override
  public String organization() {
    return "organization/" + client.organization();
  }

  @Override
  public List<String> projects() throws IOException, InterruptedException {
    return all("/resource-manager/2019-12-10/projects", "projects").stream()
        .map(project -> "project/" + project.path("id").asString())
        .toList();
  }

  @Override
  public JsonNode create(String parent, String name) throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode().put("name", name);
    return client
        .call("POST", BASE + "iam/" + parent + "/service-principals", body)
        .path("service_principal");
  }

  @Override
  public List<JsonNode> list(String parent) throws IOException, InterruptedException {
    return all(BASE + "iam/" + parent + "/service-principals", "service_principals");
  }

  private List<JsonNode> all(String path, String field) throws IOException, InterruptedException {
    List<JsonNode> all = new ArrayList<>();
    String token = "";
    do {
      JsonNode page =
          client.call(
              "GET", path + "?pagination.page_size=1000&pagination.next_page_token=" + token, null);
      page.path(field).forEach(all::add);
      token = page.path("pagination").path("next_page_token").asString("");
    } while (!token.isEmpty());
    return all;
  }

  @Override
  public JsonNode get(String principal) throws IOException, InterruptedException {
    return client.call("GET", BASE + principal, null);
  }

  @Override
  public void delete(String principal) throws IOException, InterruptedException {
    client.call("DELETE", BASE + principal, null);
  }

  @Override
  public void grant(JsonNode principal, String role, String resource)
      throws IOException, InterruptedException {
    change(resource, new Member(principal.path("id").asString(), role), true);
  }

  @Override
  public void withdraw(JsonNode principal, String role, String resource)
      throws IOException, InterruptedException {
    change(resource, new Member(principal.path("id").asString(), role), false);
  }

  private record Member(String id, String role) {}

  /** Read, change, write; again if somebody else was faster. */
  private void change(String resource, Member member, boolean held)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      JsonNode present = policy(resource);
      List<Member> members = members(present);
      if (members.contains(member) == held) {
        return;
      }
      if (held) {
        members.add(member);
      } else {
        members.remove(member);
      }
      try {
        client.call("PUT", POLICY, body(resource, present.path("etag").asString(""), members));
        return;
      } catch (CallRefusedException e) {
        if (e.status() != CONFLICT || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Empty where there is none. */
  private JsonNode policy(String resource) throws IOException, InterruptedException {
    try {
      return client.call("GET", POLICY + "?resource_name=" + resource, null).path("policy");
    } catch (CallRefusedException e) {
      if (e.status() != NOT_FOUND) {
        throw e;
      }
      return JSON.createObjectNode();
    }
  }

  private static List<Member> members(JsonNode policy) {
    List<Member> members = new ArrayList<>();
    for (JsonNode binding : policy.path("bindings")) {
      for (JsonNode member : binding.path("members")) {
        members.add(
            new Member(member.path("member_id").asString(), binding.path("role_id").asString()));
      }
    }
    return members;
  }

  private static ObjectNode body(String resource, String etag, List<Member> members) {
    ObjectNode body = JSON.createObjectNode().put("resource_name", resource);
    ObjectNode policy = body.putObject("policy").put("etag", etag);
    ArrayNode bindings = policy.putArray("bindings");
    for (Member member : members) {
      ObjectNode binding = bindings.addObject().put("role_id", member.role());
      binding
          .putArray("members")
          .addObject()
          .put("member_id", member.id())
          .put("member_type", "SERVICE_PRINCIPAL");
    }
    return body;
  }

  @Override
  public JsonNode createKey(String principal, @Nullable Instant expiresAt)
      throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    if (expiresAt != null) {
      body.put("expires_at", expiresAt.toString());
    }
    return client.call("POST", BASE + principal + "/keys", body);
  }

  @Override
  public void revokeKey(String clientId) throws IOException, InterruptedException {
    client.call(
        "DELETE",
        "/iam/2019-12-10/organizations/"
            + client.organization()
            + "/service-principal-keys/"
            + clientId,
        null);
  }

  @Override
  public Path adminEnv() {
    return adminEnv;
  }

  @Override
  public void close() {
    client.close();
  }
}
