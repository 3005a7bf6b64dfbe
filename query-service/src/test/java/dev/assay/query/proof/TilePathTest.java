package dev.assay.query.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TilePathTest {

  @Test
  void givenPaths_thenTheyMeanWhatTheSpecificationSays() {
    assertThat(TilePath.parse("0/000")).isEqualTo(new TilePath(false, 0, 0, 256));
    assertThat(TilePath.parse("3/x001/x234/067.p/5"))
        .isEqualTo(new TilePath(false, 3, 1_234_067, 5));
    assertThat(TilePath.parse("entries/x001/234.p/255"))
        .isEqualTo(new TilePath(true, 0, 1_234, 255));
    assertThat(TilePath.parse("63/x999/x999/x999/x999/x999/999"))
        .isEqualTo(new TilePath(false, 63, 999_999_999_999_999_999L, 256));
  }
}
