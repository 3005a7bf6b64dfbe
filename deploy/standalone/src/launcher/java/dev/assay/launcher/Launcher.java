package dev.assay.launcher;

/**
 * The first class that {@code java -jar assay.jar} runs: says in one line when that Java is too old
 * and otherwise hands over to Spring Boot's launcher. Compiled for Java 8, so that it loads
 * anywhere.
 */
public final class Launcher {

  private static final int NEEDED = 25;

  private Launcher() {}

  /**
   * Starts Assay.
   *
   * @param args passed on as they are
   * @throws Exception what Spring Boot's launcher throws
   */
  public static void main(String[] args) throws Exception {
    if (feature(System.getProperty("java.specification.version")) < NEEDED) {
      System.err.println(refusal());
      System.exit(1);
    }
    Class.forName("org.springframework.boot.loader.launch.JarLauncher")
        .getMethod("main", String[].class)
        .invoke(null, (Object) args);
  }

  private static int feature(String specification) {
    return specification.startsWith("1.") ? 8 : Integer.parseInt(specification);
  }

  private static String refusal() {
    return "Assay needs Java "
        + NEEDED
        + " or newer, this is "
        + System.getProperty("java.version")
        + " ("
        + System.getProperty("java.home")
        + ")";
  }
}
