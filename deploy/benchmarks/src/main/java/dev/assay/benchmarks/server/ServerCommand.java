package dev.assay.benchmarks.server;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a server is started.
 *
 * @param program what follows {@code java} and its flags: {@code -jar} and a jar, or {@code -cp}, a
 *     class path and a class
 * @param flags of the JVM
 */
public record ServerCommand(List<String> program, List<String> flags) {

  private static final String MAIN_CLASS = "dev.assay.standalone.cli.Main";
  private static final List<String> QUIET_NATIVE_CODE =
      List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

  /** Copies the lists. */
  public ServerCommand {
    program = List.copyOf(program);
    flags = List.copyOf(flags);
  }

  /** The packaged jar, as a user starts it. */
  public static ServerCommand ofJar(Path jar) {
    return new ServerCommand(List.of("-jar", jar.toString()), List.of());
  }

  /**
   * The same program from the class path of this JVM, which adds the bare handler to it.
   *
   * @param flags more flags of the JVM
   */
  public static ServerCommand ofThisClassPath(List<String> flags) {
    List<String> all = new ArrayList<>(QUIET_NATIVE_CODE);
    all.addAll(flags);
    return new ServerCommand(
        List.of("-cp", System.getProperty("java.class.path"), MAIN_CLASS), all);
  }

  List<String> arguments(Path dataDirectory, int port) {
    List<String> all = new ArrayList<>();
    all.add(String.join(File.separator, System.getProperty("java.home"), "bin", "java"));
    all.addAll(flags);
    all.addAll(program);
    all.add("--assay.data-dir=" + dataDirectory);
    all.add("--server.port=" + port);
    return all;
  }
}
