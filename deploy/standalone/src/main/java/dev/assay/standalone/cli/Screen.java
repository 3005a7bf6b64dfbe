package dev.assay.standalone.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a command shows what it found or did: to people as text and tables, to programs as JSON.
 */
final class Screen {

  /** Spelled as on the command line. */
  enum Format {
    table,
    json
  }

  private static final JsonMapper JSON = new JsonMapper();

  private final PrintWriter out;
  private final Format format;

  Screen(PrintWriter out, Format format) {
    this.out = out;
    this.format = format;
  }

  /** For programs only. */
  void json(JsonNode value) {
    if (format == Format.json) {
      out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value));
    }
  }

  /** For people only. */
  void line(String text) {
    if (format == Format.table) {
      out.println(text);
    }
  }

  /** For people only: columns as wide as they need to be. */
  void table(List<String> heads, List<List<String>> rows) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(heads);
    lines.addAll(rows);
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < heads.size(); column++) {
        int width = width(lines, column);
        text.append(line.get(column)).repeat(' ', width - line.get(column).length() + 2);
      }
      line(text.toString().stripTrailing());
    }
  }

  private static int width(List<List<String>> lines, int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }
}
