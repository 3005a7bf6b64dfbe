package dev.assay.projections.store;

import org.jspecify.annotations.Nullable;

/**
 * Somebody else has moved the watermark, or dropped the generation: this owner has to fetch it
 * again.
 */
public final class WatermarkMovedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param found what stands there, null if the generation is gone
   */
  public WatermarkMovedException(Watermark expected, @Nullable Watermark found) {
    super("watermark: " + (found == null ? "gone" : found) + " (expected: " + expected + ")");
  }
}
