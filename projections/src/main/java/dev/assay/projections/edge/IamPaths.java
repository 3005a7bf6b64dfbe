package dev.assay.projections.edge;

import dev.assay.events.access.ClientId;
import dev.assay.projections.access.AccessRecord;
import dev.assay.projections.access.KeyRecord;
import dev.assay.projections.access.PrincipalName;
import dev.assay.projections.access.PrincipalName.KeyName;
import dev.assay.projections.access.PrincipalRecord;
import dev.assay.projections.access.Resource;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The paths of the IAM calls. Resource names stand in them with their slashes: generated clients
 * write a name as one segment with {@code %2F}, people write it as it is. A name that nothing can
 * have is not there.
 */
public final class IamPaths {

  private static final String BASE = "/2019-12-10/";

  /** A principal or a key by its name, in one segment. */
  public static final String NAMED = BASE + "{name}";

  public static final String NAMED_KEYS = NAMED + "/keys";

  /** The principals of an organisation or a project whose name is one segment. */
  public static final String PARENT = BASE + "iam/{parent}/service-principals";

  /** The same with the parent's name as it is. */
  public static final String PLAIN_PARENT = BASE + "iam/{kind}/{parent}/service-principals";

  public static final String PLAIN_PRINCIPAL =
      BASE + "iam/{kind}/{parent}/service-principal/{principal}";

  public static final String PLAIN_KEYS = PLAIN_PRINCIPAL + "/keys";
  public static final String PLAIN_KEY = PLAIN_PRINCIPAL + "/key/{client}";

  public static final String KEY =
      "/iam/2019-12-10/organizations/{organization}/service-principal-keys/{client}";

  public static final String RESOURCE_POLICY = BASE + "resource-manager/resources/iam-policy";
  public static final String ORGANIZATION_POLICY =
      "/resource-manager/2019-12-10/organizations/{organization}/iam-policy";
  public static final String PROJECT_POLICY =
      "/resource-manager/2019-12-10/projects/{project}/iam-policy";

  private IamPaths() {}

  /** The organisation or the project that principals are to belong to. */
  public static Resource parent(@Nullable String kind, String parent) {
    String name = kind == null ? parent : kind + "/" + parent;
    return Resource.named(name)
        .filter(resource -> !(resource instanceof Resource.OfBucket))
        .orElseThrow(() ->
            new RefusalException(
                Refusal.InvalidArgument.of(
                    "parent_resource_name",
                    Shown.value(name),
                    "organization/<id> or project/<id>")));
  }

  /** The resource that a policy is about, named by either of two parameters. */
  public static Resource resource(@Nullable String name, @Nullable String id) {
    boolean named = name != null && !name.isEmpty();
    if (named && id != null && !id.isEmpty() && !id.equals(name)) {
      throw new RefusalException(
          Refusal.InvalidArgument.of(
              "resource_id", Shown.value(id), "absent where resource_name is given"));
    }
    String given = named ? name : id;
    return Resource.named(given == null ? "" : given)
        .orElseThrow(() ->
            new RefusalException(
                Refusal.InvalidArgument.of(
                    "resource_name",
                    Shown.value(given),
                    "organization/<id>, project/<id> or packer/project/<id>/bucket/<name>")));
  }

  /** The name that a plain path spells. */
  public static String principal(String kind, String parent, String principal) {
    return "iam/" + kind + "/" + parent + "/service-principal/" + principal;
  }

  /** Whether a name is a key's. */
  public static boolean isKey(String name) {
    return PrincipalName.parseKey(name).isPresent();
  }

  /**
   * The principal that has a name, if the caller may manage it.
   *
   * @throws RefusalException 403 if not, 404 if there is none
   */
  public static PrincipalRecord managed(Session session, String name) {
    return find(session, PrincipalName.parse(name).orElseThrow(() -> gone(name)));
  }

  /**
   * The key that has a name, if the caller may manage its principal.
   *
   * @throws RefusalException 403 if not, 404 if there is none
   */
  public static ClientId managedKey(Session session, String name) {
    KeyName key = PrincipalName.parseKey(name).orElseThrow(() -> gone(name));
    PrincipalRecord owner = find(session, key.principal());
    return session
        .access()
        .organization()
        .keysOf(owner.id())
        .map(KeyRecord::clientId)
        .filter(key.clientId()::equals)
        .findFirst()
        .orElseThrow(() -> gone(name));
  }

  /**
   * The key with a client id, if the caller may manage its principal.
   *
   * @throws RefusalException 403 if not, 404 if there is none and the caller may know that
   */
  public static ClientId managedKey(Session session, String organization, String client) {
    session.member(organization);
    AccessRecord known = session.access().organization();
    Optional<KeyRecord> key =
        client.isBlank()
            ? Optional.empty()
            : Optional.ofNullable(known.keys().get(new ClientId(client)));
    if (key.isEmpty()) {
      session.managed(new Resource.OfOrganization(known.id()));
      throw gone("key " + client);
    }
    PrincipalRecord owner =
        Optional.ofNullable(known.principals().get(key.get().principalId()))
            .orElseThrow(() -> gone("key " + client));
    session.managed(PrincipalName.of(known.id(), owner).parent());
    return key.get().clientId();
  }

  private static PrincipalRecord find(Session session, PrincipalName name) {
    session.managed(name.parent());
    return session.access().organization().principal(name).orElseThrow(() -> gone(name.toString()));
  }

  private static RefusalException gone(String name) {
    return new RefusalException(new Refusal.NotFound(Shown.value(name) + ": does not exist"));
  }
}
