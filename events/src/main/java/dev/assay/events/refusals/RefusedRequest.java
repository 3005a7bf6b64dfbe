package dev.assay.events.refusals;

import dev.assay.events.access.OrganizationId;
import dev.assay.events.journal.Actor;
import dev.assay.events.journal.RequestInfo;
import org.jspecify.annotations.Nullable;

/**
 * A request to change something, of a caller who is known, after which all was as before.
 *
 * @param status HTTP status of the answer
 * @param code gRPC code of the answer, 0 where it was a success
 * @param message why, as the caller was told; empty where it was a success
 * @param organization the caller's
 * @param method HTTP method
 * @param path as it was sent, without query, percent-encoded, cut to {@value #PATH} characters
 * @param action what was asked for, in the words of the audit log, such as {@code channel.assign}
 */
public record RefusedRequest(
    Outcome outcome,
    int status,
    int code,
    String message,
    OrganizationId organization,
    Actor actor,
    RequestInfo request,
    String method,
    String path,
    String action,
    Target target) {

  /** Longest path that is kept, in characters. */
  public static final int PATH = 512;

  /** Longest message that is kept, in characters. */
  public static final int MESSAGE = 2048;

  private static final int WORD = 64;

  public RefusedRequest {
    message = cut(message, MESSAGE);
    method = cut(method, WORD);
    path = cut(path, PATH);
    action = cut(action, WORD);
  }

  /** What became of it. */
  public enum Outcome {
    /** It was not done. */
    REFUSED,
    /** All was already as it asked. */
    UNCHANGED
  }

  /**
   * What the request was about, as the caller wrote it: it need not exist, and need not be a name
   * that anything can have. Each is cut to {@value #NAME} characters.
   *
   * @param version fingerprint of a version
   */
  public record Target(
      @Nullable String project,
      @Nullable String bucket,
      @Nullable String channel,
      @Nullable String version,
      @Nullable String build) {

    /** Longest name that is kept, in characters. */
    public static final int NAME = 128;

    /** Nothing that has a name. */
    public static final Target NONE = new Target(null, null, null, null, null);

    public Target {
      project = name(project);
      bucket = name(bucket);
      channel = name(channel);
      version = name(version);
      build = name(build);
    }

    private static @Nullable String name(@Nullable String value) {
      return value == null || value.isEmpty() ? null : cut(value, NAME);
    }
  }

  /** Cuts between characters, never within one. */
  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }
}
