package dev.assay.projections.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was done, or asked for. The names stay what they are: people search and alert by them. */
public enum AuditAction {
  BUCKET_CREATE("bucket.create"),
  BUCKET_UPDATE("bucket.update"),
  BUCKET_DELETE("bucket.delete"),
  VERSION_CREATE("version.create"),
  VERSION_UPDATE("version.update"),
  VERSION_COMPLETE("version.complete"),
  VERSION_DELETE("version.delete"),
  VERSION_REVOKE("version.revoke"),
  VERSION_SCHEDULE_REVOCATION("version.schedule_revocation"),
  VERSION_REVOCATION_EFFECTIVE("version.revocation_effective"),
  VERSION_CANCEL_REVOCATION("version.cancel_revocation"),
  VERSION_RESTORE("version.restore"),
  VERSION_INHERIT_REVOCATION("version.inherit_revocation"),
  VERSION_END_INHERITED_REVOCATION("version.end_inherited_revocation"),
  VERSION_RECORD_CHILD("version.record_child"),
  BUILD_CREATE("build.create"),
  BUILD_UPDATE("build.update"),
  BUILD_TIME_OUT("build.time_out"),
  BUILD_DELETE("build.delete"),
  CHANNEL_CREATE("channel.create"),
  CHANNEL_UPDATE("channel.update"),
  CHANNEL_ASSIGN("channel.assign"),
  CHANNEL_UNASSIGN("channel.unassign"),
  CHANNEL_ROLLBACK("channel.rollback"),
  CHANNEL_DELETE("channel.delete"),
  SBOM_UPLOAD("sbom.upload"),
  REGISTRY_CREATE("registry.create"),
  REGISTRY_UPDATE("registry.update"),
  REGISTRY_DELETE("registry.delete"),
  ORGANIZATION_CREATE("organization.create"),
  PROJECT_CREATE("project.create"),
  PROJECT_UPDATE("project.update"),
  PROJECT_DELETE("project.delete"),
  PRINCIPAL_CREATE("principal.create"),
  PRINCIPAL_UPDATE("principal.update"),
  PRINCIPAL_DELETE("principal.delete"),
  KEY_CREATE("key.create"),
  KEY_REVOKE("key.revoke"),
  ROLE_GRANT("role.grant"),
  ROLE_WITHDRAW("role.withdraw"),
  POLICY_UPDATE("policy.update"),
  VIEWS_REBUILD("views.rebuild"),
  CASCADE_START("cascade.start"),
  CASCADE_END("cascade.end"),
  TOKEN_KEY_CREATE("token_key.create"),
  CHECKPOINT_KEY_CREATE("checkpoint_key.create"),
  STREAM_REPAIR("stream.repair"),
  FORMAT_RAISE("format.raise"),
  /** A refused request for something that has no name here. */
  OTHER("other");

  private static final Map<String, AuditAction> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(AuditAction::value, Function.identity()));

  private final String value;

  AuditAction(String value) {
    this.value = value;
  }

  /** As it is written: {@code thing.verb}. */
  public String value() {
    return value;
  }

  /** The action with a name. */
  public static Optional<AuditAction> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  @Override
  public String toString() {
    return value;
  }
}
