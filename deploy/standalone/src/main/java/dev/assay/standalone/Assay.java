package dev.assay.standalone;

/** Starts everything in this JVM. */
public final class Assay {

  private Assay() {}

  /**
   * Starts Assay.
   *
   * @param args Spring properties, such as {@code --server.port=8443}
   */
  public static void main(String[] args) {
    System.out.println("Assay is not assembled yet.");
  }
}
