package dev.assay.query.ancestry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.query.ancestry.LineageAnswer.Edge;
import dev.assay.query.ancestry.LineageAnswer.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class DotTest {

  @Test
  void givenNamesThatEndAString_thenQuotedSoThatTheyDoNot() {
    String odd = "a\"];evil\\";
    String dot =
        Dot.of(
            new LineageAnswer(
                "1",
                List.of(
                    new Node("1", "p", odd, "v1", "f", "VERSION_REVOKED", false, 0),
                    new Node("2", "p", "app", "v0", "g", null, true, 1)),
                List.of(new Edge("1", "2", odd, "UP_TO_DATE", false)),
                3,
                true));

    assertThat(dot)
        .isEqualTo(
            """
            digraph lineage {
              rankdir=TB;
              node [shape=box];
              "1" [label="a\\"];evil\\\\ v1\\nf\\nVERSION_REVOKED", penwidth=2, color=red];
              "2" [label="app v0\\ng\\ndeleted", style=dotted];
              "1" -> "2" [label="a\\"];evil\\\\"];
              label="3 hidden, truncated";
            }
            """);
  }
}
