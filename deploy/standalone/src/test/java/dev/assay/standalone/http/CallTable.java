package dev.assay.standalone.http;

import static dev.assay.standalone.http.CallTable.Level.BUCKET;
import static dev.assay.standalone.http.CallTable.Level.ORGANIZATION;
import static dev.assay.standalone.http.CallTable.Level.PROJECT;

import dev.assay.events.access.Role;
import dev.assay.projections.edge.IamPaths;
import dev.assay.projections.edge.Paths;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every call of the application and who may make it. A call that is missing here fails {@link
 * RolesTest}; so does a line here that has no call.
 *
 * <p>A line is the method, the pattern of the mapping, and who may: {@code needs(ROLE, LEVEL)}. The
 * names in braces stand for what {@link RolesTest.Scene} holds: organization, project, bucket,
 * fingerprint (published), build (running), channel (unrestricted, assigned), principal (its name),
 * principal_id, client (its key), {@code {new}} (a new name each time).
 */
final class CallTable {

  private static final String PRINCIPAL =
      "/2019-12-10/iam/project/{project}/service-principal/{principal}";

  static final List<Call> CALLS =
      List.of(
          // what clients ask at start
          get("/resource-manager/2019-12-10/organizations").anybody(),
          get("/resource-manager/2019-12-10/projects").anybody(),
          get("/resource-manager/2019-12-10/projects/{project}").anyRole(),
          get("/iam/2019-12-10/caller-identity").anybody(),
          get("/iam/2019-12-10/organizations/{organization}/principals")
              .with("?principal_ids={principal_id}")
              .anyRole(),
          // principals and keys: names as one segment, and as they are
          get(IamPaths.PARENT).at(in("project%2F{project}")).needs(Role.ADMIN, PROJECT),
          get(IamPaths.PLAIN_PARENT)
              .at(in("organization/{organization}"))
              .needs(Role.OWNER, ORGANIZATION),
          post(IamPaths.PARENT, "{'name':'{new}'}")
              .at(in("organization%2F{organization}"))
              .needs(Role.OWNER, ORGANIZATION),
          post(IamPaths.PLAIN_PARENT, "{'name':'{new}'}")
              .at(in("project/{project}"))
              .needs(Role.ADMIN, PROJECT),
          get(IamPaths.NAMED).at(encoded(PRINCIPAL)).needs(Role.ADMIN, PROJECT),
          get(IamPaths.PLAIN_PRINCIPAL).at(PRINCIPAL).needs(Role.ADMIN, PROJECT),
          delete(IamPaths.NAMED).at(encoded(PRINCIPAL)).needs(Role.ADMIN, PROJECT),
          delete(IamPaths.PLAIN_PRINCIPAL).at(PRINCIPAL).needs(Role.ADMIN, PROJECT),
          post(IamPaths.NAMED_KEYS, "{}")
              .at(encoded(PRINCIPAL) + "/keys")
              .needs(Role.ADMIN, PROJECT),
          post(IamPaths.PLAIN_KEYS, "{}").at(PRINCIPAL + "/keys").needs(Role.ADMIN, PROJECT),
          delete(IamPaths.PLAIN_KEY).at(PRINCIPAL + "/key/{client}").needs(Role.ADMIN, PROJECT),
          delete(IamPaths.KEY).needs(Role.ADMIN, PROJECT),
          // policies; a stale tag shows that the role was enough
          get(IamPaths.RESOURCE_POLICY)
              .with("?resource_name=packer/project/{project}/bucket/{bucket}")
              .needs(Role.ADMIN, BUCKET),
          put(
                  IamPaths.RESOURCE_POLICY,
                  "{'resource_name':'packer/project/{project}/bucket/{bucket}',"
                      + "'policy':{'etag':'stale'}}")
              .needs(Role.ADMIN, BUCKET)
              .answers(409),
          get(IamPaths.PROJECT_POLICY).needs(Role.ADMIN, PROJECT),
          put(IamPaths.PROJECT_POLICY, "{'policy':{'etag':'stale'}}")
              .needs(Role.ADMIN, PROJECT)
              .answers(409),
          get(IamPaths.ORGANIZATION_POLICY).needs(Role.OWNER, ORGANIZATION),
          put(IamPaths.ORGANIZATION_POLICY, "{'policy':{'etag':'stale'}}")
              .needs(Role.OWNER, ORGANIZATION)
              .answers(409),
          get(Paths.PROJECT + "/registry").anyRole(),
          // buckets
          get(Paths.BUCKETS).anyRole(),
          put(Paths.BUCKETS, "{'name':'{new}'}").needs(Role.CONTRIBUTOR, PROJECT),
          get(Paths.BUCKET).needs(Role.VIEWER, BUCKET),
          patch(Paths.BUCKET, "{'description':'{new}'}").needs(Role.CONTRIBUTOR, BUCKET),
          delete(Paths.BUCKET).needs(Role.CONTRIBUTOR, PROJECT),
          get(Paths.BUCKET + "/ancestry").needs(Role.VIEWER, BUCKET),
          get(Paths.PROJECT + "/enforced_blocks/bucket/{bucket}").needs(Role.VIEWER, BUCKET),
          // versions
          get(Paths.VERSIONS).needs(Role.VIEWER, BUCKET),
          post(Paths.VERSIONS, "{'fingerprint':'{new}'}").needs(Role.CONTRIBUTOR, BUCKET),
          get(Paths.VERSION).needs(Role.VIEWER, BUCKET),
          patch(Paths.VERSION, "{'revoke_in':'0s'}").needs(Role.CONTRIBUTOR, BUCKET),
          delete(Paths.VERSION).with("?rollback_channels=true").needs(Role.CONTRIBUTOR, BUCKET),
          // builds
          get(Paths.BUILDS).needs(Role.VIEWER, BUCKET),
          post(Paths.BUILDS, "{'component_type':'{new}'}")
              .of("running")
              .needs(Role.CONTRIBUTOR, BUCKET),
          get(Paths.BUILD).of("running").needs(Role.VIEWER, BUCKET),
          patch(Paths.BUILD, "{'status':'BUILD_FAILED'}")
              .of("running")
              .needs(Role.CONTRIBUTOR, BUCKET),
          delete(Paths.BUILD).of("running").needs(Role.CONTRIBUTOR, BUCKET),
          put(Paths.BUILD + "/sboms", "{}")
              .of("running")
              .needs(Role.CONTRIBUTOR, BUCKET)
              .answers(501),
          // channels
          get(Paths.CHANNELS).needs(Role.VIEWER, BUCKET),
          post(Paths.CHANNELS, "{'name':'{new}'}").needs(Role.CONTRIBUTOR, BUCKET),
          get(Paths.CHANNEL).needs(Role.VIEWER, BUCKET),
          patch(Paths.CHANNEL, "{'update_mask':'restricted','restricted':true}")
              .needs(Role.CONTRIBUTOR, BUCKET),
          delete(Paths.CHANNEL).needs(Role.CONTRIBUTOR, BUCKET),
          get(Paths.CHANNEL + "/history").needs(Role.VIEWER, BUCKET),
          post(Paths.CHANNELS + "/assign", "{'source_channel':'latest','target_channel':'open'}")
              .needs(Role.CONTRIBUTOR, BUCKET),
          post(Paths.ASSAY_CHANNEL + "/rollback", "{}").needs(Role.CONTRIBUTOR, BUCKET),
          // the journal as a log of tiles
          get(Paths.JOURNAL + "/checkpoint").everybody(),
          get(Paths.JOURNAL + "/verifier-key").everybody(),
          get(Paths.JOURNAL + "/tile/**").at(Paths.JOURNAL + "/tile/0/000.p/1").everybody(),
          get(Paths.JOURNAL + "/records/{position}")
              .at(Paths.JOURNAL + "/records/0")
              .needs(Role.OWNER, ORGANIZATION),
          get(Paths.ASSAY_BUCKET + "/versions/{fingerprint}/lineage").needs(Role.VIEWER, BUCKET),
          get(Paths.ASSAY_BUCKET + "/versions/{fingerprint}/impact").needs(Role.VIEWER, BUCKET),
          // the audit log
          get(Paths.ASSAY_ORGANIZATION + "/audit").needs(Role.ADMIN, ORGANIZATION),
          get(Paths.ASSAY_PROJECT + "/audit").needs(Role.ADMIN, PROJECT),
          get(Paths.ASSAY_BUCKET + "/audit").needs(Role.ADMIN, BUCKET),
          // the installation
          post("/assay/v1/views/rebuild", "{}").needs(Role.OWNER, ORGANIZATION),
          get("/assay/v1/export").needs(Role.OWNER, ORGANIZATION));

  private CallTable() {}

  private static String in(String parent) {
    return "/2019-12-10/iam/" + parent + "/service-principals";
  }

  /** A path whose resource name is written as generated clients write it. */
  private static String encoded(String path) {
    String base = "/2019-12-10/";
    return base + path.substring(base.length()).replace("/", "%2F");
  }

  /** Where a role is held; it holds there and below. From the lowest to the highest. */
  enum Level {
    BUCKET,
    PROJECT,
    ORGANIZATION
  }

  /** Who may make a call. */
  sealed interface Who {

    /** Without a token. */
    record Everybody() implements Who {}

    /** With a token, without any role. */
    record Anybody() implements Who {}

    /** With any role in the project, be it on one bucket. */
    record AnyRole() implements Who {}

    /** With this role or more, on this level or above. */
    record Needs(Role role, Level level) implements Who {}
  }

  /**
   * A line of the table.
   *
   * @param pattern as the mapping has it
   * @param path what is called, with names in braces
   * @param body what is sent; single quotes stand for double ones
   * @param version the fingerprint that {@code {fingerprint}} stands for
   * @param status what those who may are answered
   */
  record Call(
      String method,
      String pattern,
      String path,
      @Nullable String body,
      String version,
      int status,
      Who who) {

    Call needs(Role role, Level level) {
      return new Call(method, pattern, path, body, version, status, new Who.Needs(role, level));
    }

    Call anyRole() {
      return new Call(method, pattern, path, body, version, status, new Who.AnyRole());
    }

    Call anybody() {
      return new Call(method, pattern, path, body, version, status, new Who.Anybody());
    }

    /** Needs no token at all. */
    Call everybody() {
      return new Call(method, pattern, path, body, version, status, new Who.Everybody());
    }

    /** With a query, or whatever else follows the pattern. */
    Call with(String query) {
      return new Call(method, pattern, path + query, body, version, status, who);
    }

    /** With another path than the pattern itself. */
    Call at(String newPath) {
      return new Call(method, pattern, newPath, body, version, status, who);
    }

    /** About another version than the published one. */
    Call of(String fingerprint) {
      return new Call(method, pattern, path, body, fingerprint, status, who);
    }

    /** Answers with another status than 200. */
    Call answers(int newStatus) {
      return new Call(method, pattern, path, body, version, newStatus, who);
    }

    boolean changes() {
      return !method.equals("GET");
    }

    String mapping() {
      return method + " " + pattern;
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private static Call get(String pattern) {
    return call("GET", pattern, null);
  }

  private static Call put(String pattern, String body) {
    return call("PUT", pattern, body);
  }

  private static Call post(String pattern, String body) {
    return call("POST", pattern, body);
  }

  private static Call patch(String pattern, String body) {
    return call("PATCH", pattern, body);
  }

  private static Call delete(String pattern) {
    return call("DELETE", pattern, null);
  }

  private static Call call(String method, String pattern, @Nullable String body) {
    return new Call(method, pattern, pattern, body, "fp", 200, new Who.Anybody());
  }
}
