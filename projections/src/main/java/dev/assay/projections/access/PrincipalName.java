package dev.assay.projections.access;

import dev.assay.events.access.ClientId;
import dev.assay.events.access.OrganizationId;
import dev.assay.projections.access.Resource.OfOrganization;
import dev.assay.projections.access.Resource.OfProject;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The resource name of a service principal: {@code iam/project/<id>/service-principal/<name>}, or
 * the same of an organisation.
 *
 * @param parent what it belongs to: an organisation or a project
 * @param name unique in the parent
 */
public record PrincipalName(Resource parent, String name) {

  private static final Pattern FORM =
      Pattern.compile("iam/((?:organization|project)/[^/]+)/service-principal/([^/]+)");
  private static final Pattern KEY = Pattern.compile("(.+)/key/([^/]+)");

  /** The name of a key of a principal: {@code <principal>/key/<client id>}. */
  public record KeyName(PrincipalName principal, ClientId clientId) {

    @Override
    public String toString() {
      return principal + "/key/" + clientId;
    }
  }

  /** Of a principal that is there. */
  public static PrincipalName of(OrganizationId organization, PrincipalRecord principal) {
    var project = principal.projectId();
    return new PrincipalName(
        project == null ? new OfOrganization(organization) : new OfProject(project),
        principal.name());
  }

  /** Empty where no principal can have this name. */
  public static Optional<PrincipalName> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Resource.named(form.group(1)).map(parent -> new PrincipalName(parent, form.group(2)))
        : Optional.empty();
  }

  /** Empty where no key can have this name. */
  public static Optional<KeyName> parseKey(String text) {
    Matcher form = KEY.matcher(text);
    return form.matches() && !form.group(2).isBlank()
        ? parse(form.group(1)).map(owner -> new KeyName(owner, new ClientId(form.group(2))))
        : Optional.empty();
  }

  public KeyName key(ClientId clientId) {
    return new KeyName(this, clientId);
  }

  @Override
  public String toString() {
    return "iam/" + parent.name() + "/service-principal/" + name;
  }
}
