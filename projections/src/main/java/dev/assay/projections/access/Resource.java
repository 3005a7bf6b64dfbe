package dev.assay.projections.access;

import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.access.Role;
import dev.assay.events.bucket.BucketName;
import dev.assay.projections.naming.Names;
import dev.assay.projections.refusal.Checked;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Something that a role may be held on: it holds there and below. */
public sealed interface Resource {

  /** As bindings and clients call it. */
  String name();

  /** The roles that may be held on it. */
  Set<Role> roles();

  /** The organisation as a whole. */
  record OfOrganization(OrganizationId id) implements Resource {

    @Override
    public String name() {
      return ResourceNames.organization(id);
    }

    @Override
    public Set<Role> roles() {
      return EnumSet.allOf(Role.class);
    }
  }

  /** A project and all buckets in it. */
  record OfProject(ProjectId id) implements Resource {

    @Override
    public String name() {
      return ResourceNames.project(id);
    }

    @Override
    public Set<Role> roles() {
      return EnumSet.complementOf(EnumSet.of(Role.OWNER));
    }
  }

  /** One bucket. */
  record OfBucket(ProjectId project, BucketName bucket) implements Resource {

    @Override
    public String name() {
      return ResourceNames.bucket(project, bucket);
    }

    @Override
    public Set<Role> roles() {
      return EnumSet.complementOf(EnumSet.of(Role.OWNER));
    }
  }

  /** The resource with a name; empty where no resource can have it. */
  static Optional<Resource> named(String name) {
    for (Form form : Form.values()) {
      Matcher matcher = form.pattern.matcher(name);
      if (matcher.matches()) {
        return form.resource.apply(matcher);
      }
    }
    return Optional.empty();
  }

  /** How names of resources look. */
  enum Form {
    ORGANIZATION(
        "organization/([^/]+)",
        name -> uuid(name).map(OrganizationId::new).map(OfOrganization::new)),
    PROJECT("project/([^/]+)", name -> uuid(name).map(ProjectId::new).map(OfProject::new)),
    BUCKET("packer/project/([^/]+)/bucket/([^/]+)", Form::bucket);

    private final Pattern pattern;
    private final Function<Matcher, Optional<Resource>> resource;

    Form(String pattern, Function<Matcher, Optional<? extends Resource>> resource) {
      this.pattern = Pattern.compile(pattern);
      this.resource = matcher -> resource.apply(matcher).map(Function.identity());
    }

    private static Optional<String> uuid(Matcher name) {
      return valid(Names.uuid("id", name.group(1)));
    }

    private static Optional<OfBucket> bucket(Matcher name) {
      return valid(Names.bucket("bucket", name.group(2)))
          .flatMap(bucket -> uuid(name).map(id -> new OfBucket(new ProjectId(id), bucket)));
    }

    private static <T> Optional<T> valid(Checked<T> checked) {
      return checked instanceof Checked.Valid<T>(var value) ? Optional.of(value) : Optional.empty();
    }
  }
}
