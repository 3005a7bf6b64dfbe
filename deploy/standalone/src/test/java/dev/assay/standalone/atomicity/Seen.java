package dev.assay.standalone.atomicity;

import dev.assay.events.bucket.BucketId;
import dev.assay.events.iteration.IterationId;
import dev.assay.projections.channel.ChannelRecord;
import dev.assay.projections.iteration.IterationRecord;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.paging.SortOrder;
import dev.assay.projections.views.ViewRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one reader saw of a family, in as many calls as it took.
 *
 * @param members the iterations that belong to it
 * @param channels of its buckets
 */
record Seen(List<IterationRecord> members, List<ChannelRecord> channels) {

  private static final SortOrder BY_NAME = SortOrder.ascending("name");

  /** By lists: the versions and the channels of each bucket. */
  static Seen listed(ViewRecords records, Set<String> buckets, Set<IterationId> family) {
    List<IterationRecord> members = new ArrayList<>();
    List<ChannelRecord> channels = new ArrayList<>();
    for (String bucket : buckets) {
      members.addAll(
          records.iterations(new BucketId(bucket), BY_NAME, page("versions")).items().stream()
              .filter(each -> family.contains(each.id()))
              .toList());
      channels.addAll(records.channels(new BucketId(bucket), BY_NAME, page("channels")).items());
    }
    return new Seen(members, channels);
  }

  private static PageRequest page(String list) {
    return new PageRequest(list, PageRequest.MAX_SIZE, Optional.empty());
  }

  /** By single calls: each version by itself, then the channels. */
  static Seen fetched(ViewRecords records, Set<String> buckets, Set<IterationId> family) {
    return new Seen(
        family.stream().flatMap(id -> records.iteration(id).stream()).toList(),
        buckets.stream()
            .flatMap(bucket -> records.channels(new BucketId(bucket)).stream())
            .toList());
  }

  Set<IterationId> revoked() {
    Instant now = Instant.now();
    return members.stream()
        .filter(each -> each.revocations().stream().anyMatch(of -> of.inForce(now)))
        .map(IterationRecord::id)
        .collect(Collectors.toSet());
  }

  /** What is wrong with it, empty if nothing is: it must be the whole family or nobody. */
  Optional<String> mixture(int familySize) {
    Set<IterationId> revoked = revoked();
    if (members.size() != familySize) {
      return Optional.of(members.size() + " members (expected: " + familySize + ")");
    }
    if (!revoked.isEmpty() && revoked.size() != familySize) {
      return Optional.of(
          revoked.size() + " of " + familySize + " are revoked (expected: all or none)");
    }
    return channels.stream()
        .filter(channel -> channel.iterationId() != null && revoked.contains(channel.iterationId()))
        .map(channel -> channel.id() + " points at revoked " + channel.iterationId())
        .findFirst();
  }
}
