package dev.assay.projections.edge;

import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.BuildId;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.projections.naming.Names;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Checked;
import dev.assay.projections.refusal.Refusal;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The paths of the registry API, and the names in them. A name that nothing can have is not there.
 */
public final class Paths {

  /** What all paths of a project's registry begin with. */
  public static final String PROJECT =
      "/packer/2023-01-01/organizations/{organization}/projects/{project}";

  public static final String BUCKETS = PROJECT + "/buckets";
  public static final String BUCKET = BUCKETS + "/{bucket}";
  public static final String VERSIONS = BUCKET + "/versions";
  public static final String VERSION = VERSIONS + "/{fingerprint}";
  public static final String BUILDS = VERSION + "/builds";
  public static final String BUILD = BUILDS + "/{build}";
  public static final String CHANNELS = BUCKET + "/channels";
  public static final String CHANNEL = CHANNELS + "/{channel}";

  /** What Assay alone offers stands under a prefix of its own. */
  public static final String ASSAY_ORGANIZATION = "/assay/v1/organizations/{organization}";

  public static final String ASSAY_PROJECT = ASSAY_ORGANIZATION + "/projects/{project}";
  public static final String ASSAY_BUCKET = ASSAY_PROJECT + "/buckets/{bucket}";

  /** The journal as a log of tiles. */
  public static final String JOURNAL = "/assay/v1/journal";

  public static final String ASSAY_CHANNEL = ASSAY_BUCKET + "/channels/{channel}";

  private Paths() {}

  public static BucketName bucket(String name) {
    return named(Names.bucket("bucket", name), () -> new Refusal.NotFound(missing("bucket", name)));
  }

  public static ChannelName channel(String name) {
    return named(
        Names.channel("channel", name), () -> new Refusal.NotFound(missing("channel", name)));
  }

  /** The one miss that clients tell apart from others. */
  public static Fingerprint fingerprint(String fingerprint) {
    return named(
        Names.fingerprint("fingerprint", fingerprint),
        () -> new Refusal.Aborted(missing("version", fingerprint)));
  }

  /** The fingerprint of a version that is to be deleted: a miss of it is as any other. */
  public static Fingerprint deletedFingerprint(String fingerprint) {
    return named(
        Names.fingerprint("fingerprint", fingerprint),
        () -> new Refusal.NotFound(missing("version", fingerprint)));
  }

  public static BuildId build(String id) {
    if (id.isBlank()) {
      throw new RefusalException(new Refusal.NotFound(missing("build", id)));
    }
    return new BuildId(id);
  }

  private static <T> T named(Checked<T> checked, Supplier<Refusal> otherwise) {
    Function<Refusal, RefusalException> missing = _ -> new RefusalException(otherwise.get());
    return checked.orElseThrow(missing);
  }

  private static String missing(String what, String name) {
    return what + " " + Shown.value(name) + ": does not exist";
  }
}
