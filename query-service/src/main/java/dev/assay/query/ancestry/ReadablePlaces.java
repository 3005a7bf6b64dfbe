package dev.assay.query.ancestry;

import dev.assay.events.access.ProjectId;
import dev.assay.events.bucket.BucketName;
import dev.assay.projections.access.Access;
import dev.assay.projections.access.Permission;
import dev.assay.projections.ancestry.ChildrenAsked.Place;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where in the organisation a caller may read buckets. */
final class ReadablePlaces {

  private ReadablePlaces() {}

  /** Null for everywhere. */
  static @Nullable List<Place> of(Access access) {
    Set<ProjectId> projects = access.organization().projects().keySet();
    return projects.stream().allMatch(project -> access.may(Permission.READ, project))
        ? null
        : projects.stream().flatMap(project -> of(access, project)).toList();
  }

  private static Stream<Place> of(Access access, ProjectId project) {
    return access.may(Permission.READ, project)
        ? Stream.of(new Place(project, null))
        : access.buckets(project).stream()
            .filter(bucket -> access.may(Permission.READ, project, bucket))
            .map((BucketName bucket) -> new Place(project, bucket));
  }
}
