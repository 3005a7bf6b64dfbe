package dev.assay.events.journal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.assay.events.access.OrganizationId;
import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;

/**
 * Name of a stream: one consistency boundary of the journal. Streams never end.
 *
 * @param value kind and ids, separated by slashes
 */
public record StreamName(@JsonValue String value) implements Comparable<StreamName> {

  /** The stream of the registry as a machine. */
  public static final StreamName SYSTEM = new StreamName("system");

  /**
   * @throws IllegalArgumentException if the value is blank
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public StreamName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("StreamName: blank (expected: kind/id)");
    }
  }

  public static StreamName bucket(ProjectId project, BucketName name) {
    return new StreamName(bucketPrefix(project) + name);
  }

  /** What the streams of all buckets of a project begin with. */
  public static String bucketPrefix(ProjectId project) {
    return "bucket/" + project + "/";
  }

  public static StreamName registry(ProjectId project) {
    return new StreamName("registry/" + project);
  }

  public static StreamName access(OrganizationId organization) {
    return new StreamName("access/" + organization);
  }

  /** The stream that every bucket commit expects unchanged, so that a cascade can hold them off. */
  public static StreamName cascade(OrganizationId organization) {
    return new StreamName("cascade/" + organization);
  }

  @Override
  public int compareTo(StreamName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
