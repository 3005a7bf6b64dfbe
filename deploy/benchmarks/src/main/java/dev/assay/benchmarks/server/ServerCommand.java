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
 * @param settings of the server, as {@code --name=value}
 */
public record ServerCommand(List<String> program, List<String> flags, List<String> settings) {

  private static final String MAIN_CLASS = "dev.assay.standalone.cli.Main";

  /** Tomcat's default, 100 calls on a connection, would measure handshakes. */
  private static final List<String> LASTING_CONNECTIONS =
      List.of("--server.tomcat.max-keep-alive-requests=-1");

  private static final List<String> QUIET_NATIVE_CODE =
      List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

  /** Copies the lists. */
  public ServerCommand {
    program = List.copyOf(program);
    flags = List.copyOf(flags);
    settings = List.copyOf(settings);
  }

  /** The packaged jar, as a user starts it. */
  public static ServerCommand ofJar(Path jar) {
    return new ServerCommand(List.of("-jar", jar.toString()), List.of(), List.of());
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
        List.of("-cp", System.getProperty("java.class.path"), MAIN_CLASS),
        all,
        LASTING_CONNECTIONS);
  }

  List<String> arguments(Path dataDirectory, int port) {
    List<String> all = new ArrayList<>();
    all.add(String.join(File.separator, System.getProperty("java.home"), "bin", "java"));
    all.addAll(flags);
    all.addAll(program);
    all.add("--assay.data-dir=" + dataDirectory);
    all.add("--server.port=" + port);
    all.addAll(settings);
    return all;
  }
}
