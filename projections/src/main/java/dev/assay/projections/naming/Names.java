package dev.assay.projections.naming;

import dev.assay.events.bucket.BucketName;
import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.projections.refusal.Checked;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for names. Upper and lower case are kept and told apart. */
public final class Names {

  private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9-]{3,36}");
  private static final Pattern FINGERPRINT =
      Pattern.compile("[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9._-]{0,38}[A-Za-z0-9]");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final String SLUG_EXPECTED = "3 to 36 of A-Z a-z 0-9 -";

  private Names() {}

  /** Name of a bucket: 3 to 36 of {@code A-Z a-z 0-9 -}. */
  public static Checked<BucketName> bucket(String field, @Nullable String name) {
    return matching(field, name, SLUG, SLUG_EXPECTED).map(BucketName::new);
  }

  /** Name of a channel: 3 to 36 of {@code A-Z a-z 0-9 -}. */
  public static Checked<ChannelName> channel(String field, @Nullable String name) {
    return matching(field, name, SLUG, SLUG_EXPECTED).map(ChannelName::new);
  }

  /** Name of a service principal: 3 to 36 of {@code A-Z a-z 0-9 -}. */
  public static Checked<String> principal(String field, @Nullable String name) {
    return matching(field, name, SLUG, SLUG_EXPECTED);
  }

  /**
   * Fingerprint: 1 to 40 of {@code A-Z a-z 0-9 - . _}, the first and the last a letter or a digit.
   */
  public static Checked<Fingerprint> fingerprint(String field, @Nullable String fingerprint) {
    return matching(
            field,
            fingerprint,
            FINGERPRINT,
            "1 to 40 of A-Z a-z 0-9 - . _, the first and the last a letter or a digit")
        .map(Fingerprint::new);
  }

  /** A UUID in its usual form of 36 characters. */
  public static Checked<String> uuid(String field, @Nullable String uuid) {
    return matching(field, uuid, UUID, "a UUID");
  }

  private static Checked<String> matching(
      String field, @Nullable String value, Pattern pattern, String expected) {
    return value != null && pattern.matcher(value).matches()
        ? Checked.valid(value)
        : Checked.invalid(field, Shown.value(value), expected);
  }
}
