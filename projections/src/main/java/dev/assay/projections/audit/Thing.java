package dev.assay.projections.audit;

import dev.assay.events.channel.OnRevocation;
import dev.assay.events.iteration.BuildStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the audit log remembers of a thing, so that a row can say how it was called and what was
 * there before. It is kept after the thing is deleted: later facts may name it.
 */
public sealed interface Thing {

  String id();

  /** A bucket. */
  record Bucket(String id, String description, Map<String, String> labels) implements Thing {}

  /**
   * An iteration.
   *
   * @param number 0 until it is complete
   * @param revocation its own revocation or schedule in words, null for none
   * @param message of that revocation, null for none
   * @param inherited in words, by ancestor
   */
  record Version(
      String id,
      String fingerprint,
      int number,
      @Nullable String revocation,
      @Nullable String message,
      Map<String, String> inherited)
      implements Thing {

    String text() {
      return fingerprint + " (v" + number + ")";
    }

    Version numbered(int given) {
      return new Version(id, fingerprint, given, revocation, message, inherited);
    }

    Version revoked(@Nullable String words, @Nullable String why) {
      return new Version(id, fingerprint, number, words, why, inherited);
    }

    Version inheriting(Map<String, String> from) {
      return new Version(id, fingerprint, number, revocation, message, from);
    }
  }

  /**
   * A build.
   *
   * @param metadataLength characters of its metadata, 0 for none
   */
  record Build(
      String id,
      String componentType,
      BuildStatus status,
      @Nullable String packerRunUuid,
      @Nullable String platform,
      @Nullable String source,
      Map<String, String> labels,
      int metadataLength)
      implements Thing {

    Build at(BuildStatus next) {
      return new Build(
          id, componentType, next, packerRunUuid, platform, source, labels, metadataLength);
    }
  }

  /**
   * A channel.
   *
   * @param versionId what it points at, null for nothing
   */
  record Channel(
      String id,
      String name,
      boolean restricted,
      OnRevocation onRevocation,
      @Nullable String versionId)
      implements Thing {

    Channel pointing(@Nullable String to) {
      return new Channel(id, name, restricted, onRevocation, to);
    }
  }

  /** A service principal. */
  record Principal(String id, String name) implements Thing {}

  /**
   * A key.
   *
   * @param id its client id
   */
  record Key(String id, String principalId) implements Thing {}
}
