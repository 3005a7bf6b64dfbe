package dev.assay.projections.wire;

import dev.assay.projections.paging.Pagination;
import dev.assay.projections.refusal.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outermost objects of answers, named after the calls' response types. */
public final class Answers {

  private Answers() {}

  /** {@code {}}: done, and nothing to say. */
  public record Empty() {}

  /** Create, Get and Update of a bucket. */
  public record BucketAnswer(Bucket bucket) implements Refusal.Present {}

  /** {@code ListBucketsResponse}. */
  public record BucketList(List<Bucket> buckets, Pagination pagination) {}

  /** Create and Get of a version. */
  public record VersionAnswer(Version version) implements Refusal.Present {}

  /**
   * {@code UpdateVersionResponse}.
   *
   * @param effects what else was changed, in numbers; Assay's own
   */
  public record VersionUpdateAnswer(Version version, Operation operation, Effects effects) {}

  /** {@code ListVersionsResponse}. */
  public record VersionList(List<Version> versions, Pagination pagination) {}

  /** Create, Get and Update of a build. */
  public record BuildAnswer(Build build) {}

  /** {@code ListBuildsResponse}. */
  public record BuildList(List<Build> builds, Location location, Pagination pagination) {}

  /** Create, Get and Update of a channel. */
  public record ChannelAnswer(Channel channel) implements Refusal.Present {}

  /** {@code ListChannelsResponse}: all of them, without pages. */
  public record ChannelList(List<Channel> channels) {}

  /** {@code AssignChannelVersionResponse}. */
  public record AssignAnswer(
      String fingerprint, Version version, Channel sourceChannel, Channel targetChannel) {}

  /**
   * {@code ListChannelAssignmentHistoryResponse}.
   *
   * @param count rows in all, not only on this page
   */
  public record HistoryPage(List<ChannelAssignment> history, int count, Pagination pagination) {}

  /** {@code GetEnforcedBlocksByBucketResponse}. */
  public record EnforcedBlocks(List<Object> enforcedBlockDetail) {}

  /** {@code GetRegistryResponse}. */
  public record RegistryAnswer(@Nullable Registry registry) {}

  /** {@code OrganizationListResponse}. */
  public record OrganizationList(List<Organization> organizations, Pagination pagination) {}

  /** {@code ProjectListResponse}. */
  public record ProjectList(List<Project> projects, Pagination pagination) {}

  /** {@code ProjectGetResponse}. */
  public record ProjectAnswer(Project project) {}
}
