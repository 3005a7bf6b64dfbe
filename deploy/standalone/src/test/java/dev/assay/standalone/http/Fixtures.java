package dev.assay.standalone.http;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** What publishers usually do, in few words. */
final class Fixtures {

  private static final AtomicInteger NEXT = new AtomicInteger();

  private Fixtures() {}

  /** A bucket of its own for a test. */
  static String newBucket(ApiClient client) {
    String name = "bucket-" + NEXT.incrementAndGet();
    client.put("/buckets", "{\"name\":\"" + name + "\"}").ok();
    return name;
  }

  static String version(ApiClient client, String bucket, String fingerprint) {
    client
        .post("/buckets/" + bucket + "/versions", "{\"fingerprint\":\"" + fingerprint + "\"}")
        .ok();
    return "/buckets/" + bucket + "/versions/" + fingerprint;
  }

  static String build(ApiClient client, String version, String component) {
    String id =
        client
            .post(
                version + "/builds",
                "{\"component_type\":\""
                    + component
                    + "\",\"packer_run_uuid\":\""
                    + UUID.randomUUID()
                    + "\",\"status\":\"BUILD_RUNNING\"}")
            .ok()
            .text("/build/id");
    return version + "/builds/" + id;
  }

  static Answer done(ApiClient client, String build) {
    return client
        .patch(
            build,
            "{\"status\":\"BUILD_DONE\",\"platform\":\"aws\",\"labels\":{\"os\":\"debian\"},"
                + "\"artifacts\":[{\"external_identifier\":\"ami-1\",\"region\":\"eu-1\"}],"
                + "\"metadata\":{\"packer\":{\"version\":\"1.15.4\"}}}")
        .ok();
  }

  /** A complete version with one build. */
  static String published(ApiClient client, String bucket, String fingerprint) {
    String version = version(client, bucket, fingerprint);
    done(client, build(client, version, "file.base"));
    return version;
  }

  static String channel(ApiClient client, String bucket, String name) {
    client.post("/buckets/" + bucket + "/channels", "{\"name\":\"" + name + "\"}").ok();
    return "/buckets/" + bucket + "/channels/" + name;
  }

  static Answer assign(ApiClient client, String channel, String fingerprint) {
    return client.patch(
        channel,
        "{\"update_mask\":\"versionFingerprint\",\"version_fingerprint\":\"" + fingerprint + "\"}");
  }
}
