package dev.assay.query.ancestry;

import dev.assay.query.ancestry.LineageAnswer.Edge;
import dev.assay.query.ancestry.LineageAnswer.Node;

/** A lineage in the language of Graphviz: parents above children. */
final class Dot {

  private Dot() {}

  static String of(LineageAnswer lineage) {
    StringBuilder dot =
        new StringBuilder("digraph lineage {\n  rankdir=TB;\n  node [shape=box];\n");
    lineage.nodes().forEach(node -> dot.append(node(node, node.id().equals(lineage.version()))));
    lineage.edges().forEach(edge -> dot.append(edge(edge)));
    if (lineage.hidden() > 0 || lineage.truncated()) {
      dot.append("  label=").append(quoted(note(lineage))).append(";\n");
    }
    return dot.append("}\n").toString();
  }

  private static String note(LineageAnswer lineage) {
    return lineage.hidden() + " hidden" + (lineage.truncated() ? ", truncated" : "");
  }

  private static String node(Node node, boolean asked) {
    String status = node.deleted() ? "deleted" : String.valueOf(node.status());
    return "  "
        + quoted(node.id())
        + " [label="
        + quoted(
            node.bucketName()
                + " "
                + node.versionName()
                + "\n"
                + node.versionFingerprint()
                + "\n"
                + status)
        + (asked ? ", penwidth=2" : "")
        + style(node)
        + "];\n";
  }

  private static String style(Node node) {
    if (node.deleted()) {
      return ", style=dotted";
    }
    return "VERSION_REVOKED".equals(node.status()) ? ", color=red" : "";
  }

  private static String edge(Edge edge) {
    StringBuilder attributes = new StringBuilder();
    if (edge.channelName() != null) {
      attributes.append("label=").append(quoted(edge.channelName()));
    }
    if (edge.throughHidden()) {
      attributes.append("style=dashed");
    }
    return "  "
        + quoted(edge.parent())
        + " -> "
        + quoted(edge.child())
        + (attributes.isEmpty() ? "" : " [" + attributes + "]")
        + ";\n";
  }

  /** Quotes end at a quote, and a backslash may begin an escape; both are names' own otherwise. */
  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
