package dev.assay.standalone.http;

import static dev.assay.standalone.http.Fixtures.build;
import static dev.assay.standalone.http.Fixtures.version;

import org.jspecify.annotations.Nullable;

/** Versions that were built from others. */
final class Families {

  private Families() {}

  /**
   * A complete version with one build that declares a parent.
   *
   * @param parent path of the version that it is built from
   * @param channel path of the channel through which the parent was found, null for none
   */
  static String child(
      ApiClient client,
      String bucket,
      String fingerprint,
      String parent,
      @Nullable String channel) {
    String version = version(client, bucket, fingerprint);
    born(client, build(client, version, "file.child"), parent, channel);
    return version;
  }

  /** Finishes a build that declares a parent. */
  static Answer born(ApiClient client, String build, String parent, @Nullable String channel) {
    String parentId = client.get(parent).ok().text("/version/id");
    String channelId = channel == null ? "" : client.get(channel).ok().text("/channel/id");
    return client
        .patch(
            build,
            "{\"status\":\"BUILD_DONE\",\"platform\":\"aws\",\"parent_version_id\":\""
                + parentId
                + "\",\"parent_channel_id\":\""
                + channelId
                + "\",\"source_external_identifier\":\"ami-1\"}")
        .ok();
  }
}
