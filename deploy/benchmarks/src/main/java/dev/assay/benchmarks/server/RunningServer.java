package dev.assay.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own. */
public final class RunningServer implements AutoCloseable {

  private static final String READY = "Assay is ready";
  private static final long STOP_SECONDS = 30;
  private static final double KIB_PER_MIB = 1_024;

  private final Process process;
  private final BufferedReader output;
  private final Path dataDirectory;
  private final int port;
  private Duration startTime = Duration.ZERO;

  private RunningServer(Process process, Path dataDirectory, int port) {
    this.process = process;
    this.output = process.inputReader();
    this.dataDirectory = dataDirectory;
    this.port = port;
  }

  /**
   * Starts a server and waits until it says that it is ready.
   *
   * @throws IllegalStateException if it ends before that; the message holds what it printed
   */
  public static RunningServer start(ServerCommand command, Path dataDirectory) throws IOException {
    int port = freePort();
    long before = System.nanoTime();
    Process process =
        new ProcessBuilder(command.arguments(dataDirectory, port))
            .redirectErrorStream(true)
            .start();
    RunningServer server = new RunningServer(process, dataDirectory, port);
    server.awaitReady();
    server.startTime = Duration.ofNanos(System.nanoTime() - before);
    Thread.ofVirtual().start(server::drain);
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws IOException {
    List<String> printed = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(READY)) {
        return;
      }
      printed.add(line);
    }
    throw new IllegalStateException(
        "the server ended before it was ready; it printed:\n" + String.join("\n", printed));
  }

  private void drain() {
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        System.err.println("[server] " + line);
      }
    } catch (IOException e) {
      if (process.isAlive()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** From the start of the process to the ready line. */
  public Duration startTime() {
    return startTime;
  }

  public Path dataDirectory() {
    return dataDirectory;
  }

  public int port() {
    return port;
  }

  /**
   * Resident memory of the process, MiB.
   *
   * @throws IOException if there is no {@code /proc} to read it from
   */
  public double residentMebibytes() throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
            .filter(candidate -> candidate.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow(() -> new IOException("/proc/" + process.pid() + "/status: no VmRSS"));
    return Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB;
  }

  /** Stops it in order; kills it if that takes longer than 30 s. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
