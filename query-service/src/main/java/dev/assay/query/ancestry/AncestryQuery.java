package dev.assay.query.ancestry;

import static dev.assay.projections.edge.RefusalException.unlessValid;

import dev.assay.events.channel.ChannelName;
import dev.assay.events.iteration.Fingerprint;
import dev.assay.projections.edge.RefusalException;
import dev.assay.projections.naming.Names;
import dev.assay.projections.naming.Shown;
import dev.assay.projections.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What the ancestry call is asked for.
 *
 * @param channel only children that found their parent through it, null for all
 * @param fingerprint the version whose parents are asked for, null for the newest complete one
 */
record AncestryQuery(Type type, @Nullable ChannelName channel, @Nullable Fingerprint fingerprint) {

  /** Which way to look. */
  enum Type {
    ANCESTRY_TYPE_UNSET,
    ANCESTRY_TYPE_PARENTS,
    ANCESTRY_TYPE_CHILDREN;

    boolean parents() {
      return this != ANCESTRY_TYPE_CHILDREN;
    }

    boolean children() {
      return this != ANCESTRY_TYPE_PARENTS;
    }
  }

  static AncestryQuery of(MultiValueMap<String, String> query) {
    String channel = given(query, "channel_name");
    String fingerprint = given(query, "version_fingerprint");
    return new AncestryQuery(
        type(given(query, "type")),
        channel == null ? null : unlessValid(Names.channel("channel_name", channel)),
        fingerprint == null
            ? null
            : unlessValid(Names.fingerprint("version_fingerprint", fingerprint)));
  }

  private static Type type(@Nullable String text) {
    if (text == null) {
      return Type.ANCESTRY_TYPE_UNSET;
    }
    for (Type type : Type.values()) {
      if (type.name().equals(text)) {
        return type;
      }
    }
    throw new RefusalException(
        Refusal.InvalidArgument.of(
            "type",
            Shown.value(text),
            "one of ANCESTRY_TYPE_UNSET, ANCESTRY_TYPE_PARENTS, ANCESTRY_TYPE_CHILDREN"));
  }

  private static @Nullable String given(MultiValueMap<String, String> query, String name) {
    String value = query.getFirst(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /** What page tokens are for. */
  String list() {
    return type + "/" + channel + "/" + fingerprint;
  }
}
