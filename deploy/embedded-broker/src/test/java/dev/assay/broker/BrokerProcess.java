package dev.assay.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** An embedded broker in a JVM of its own, so that a test can kill it. */
final class BrokerProcess implements AutoCloseable {

  private static final String READY = "ready ";

  private final Process process;
  private final String bootstrapServers;

  private BrokerProcess(Process process, String bootstrapServers) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
  }

  /** What the other JVM runs, until it is killed. */
  public static void main(String[] args) throws InterruptedException {
    EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBrokerConfig.in(Path.of(args[0])));
    System.out.println(READY + broker.bootstrapServers());
    Thread.sleep(Long.MAX_VALUE);
  }

  static BrokerProcess start(Path directory) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    return new BrokerProcess(process, readAddress(process.inputReader()));
  }

  private static String readAddress(BufferedReader output) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(READY)) {
        return line.substring(READY.length());
      }
      seen.append(line).append('\n');
    }
    throw new IOException("The broker process ended: " + seen);
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  long pid() {
    return process.pid();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
