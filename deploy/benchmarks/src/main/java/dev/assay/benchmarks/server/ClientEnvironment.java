package dev.assay.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a server's {@code client.env} or {@code admin.env} exports. */
public final class ClientEnvironment {

  private static final Pattern EXPORT =
      Pattern.compile("export ([A-Z_]+)=(?:'([^']*)'|\"([^\"]*)\"|(\\S*))");

  private final Path file;
  private final Map<String, String> exports;

  private ClientEnvironment(Path file, Map<String, String> exports) {
    this.file = file;
    this.exports = exports;
  }

  /** Reads a file. */
  public static ClientEnvironment read(Path file) throws IOException {
    return new ClientEnvironment(
        file,
        EXPORT
            .matcher(Files.readString(file))
            .results()
            .collect(Collectors.toMap(found -> found.group(1), ClientEnvironment::value)));
  }

  private static String value(MatchResult found) {
    for (int group = 2; group <= found.groupCount(); group++) {
      if (found.group(group) != null) {
        return found.group(group);
      }
    }
    return "";
  }

  /**
   * The value of a variable.
   *
   * @throws IllegalStateException if the file does not export it
   */
  public String get(String name) {
    String value = exports.get(name);
    if (value == null) {
      throw new IllegalStateException(file + ": no " + name + " (expected: exported)");
    }
    return value;
  }
}
