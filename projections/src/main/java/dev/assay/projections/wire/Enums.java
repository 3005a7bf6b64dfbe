package dev.assay.projections.wire;

import dev.assay.events.channel.OnRevocation;
import dev.assay.events.iteration.BuildStatus;
import dev.assay.events.iteration.TemplateType;
import dev.assay.projections.iteration.IterationStatus;

/** The wire's names for what Assay's enums say. */
final class Enums {

  private Enums() {}

  static Build.BuildStatus status(BuildStatus status) {
    return switch (status) {
      case UNSET -> Build.BuildStatus.BUILD_UNSET;
      case RUNNING -> Build.BuildStatus.BUILD_RUNNING;
      case DONE -> Build.BuildStatus.BUILD_DONE;
      case CANCELLED -> Build.BuildStatus.BUILD_CANCELLED;
      case FAILED -> Build.BuildStatus.BUILD_FAILED;
    };
  }

  static Version.VersionStatus status(IterationStatus status) {
    return switch (status) {
      case RUNNING -> Version.VersionStatus.VERSION_RUNNING;
      case CANCELLED -> Version.VersionStatus.VERSION_CANCELLED;
      case FAILED -> Version.VersionStatus.VERSION_FAILED;
      case INCOMPLETE -> Version.VersionStatus.VERSION_INCOMPLETE;
      case REVOKED -> Version.VersionStatus.VERSION_REVOKED;
      case REVOCATION_SCHEDULED -> Version.VersionStatus.VERSION_REVOCATION_SCHEDULED;
      case ACTIVE -> Version.VersionStatus.VERSION_ACTIVE;
    };
  }

  static String onRevocation(OnRevocation onRevocation) {
    return switch (onRevocation) {
      case ROLL_BACK -> "roll-back";
      case HOLD -> "hold";
      case EMPTY -> "empty";
    };
  }

  static Version.TemplateType templateType(TemplateType type) {
    return switch (type) {
      case UNSET -> Version.TemplateType.TEMPLATE_TYPE_UNSET;
      case HCL2 -> Version.TemplateType.HCL2;
      case JSON -> Version.TemplateType.JSON;
    };
  }
}
