package dev.assay.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Where the two listeners of a broker are. */
record LoopbackPorts(int clientPort, int controllerPort) {

  private static final String LOOPBACK = "127.0.0.1";

  /**
   * Chosen ports lie below the range that the usual systems give to outgoing connections: else a
   * client that keeps trying to reach a stopped broker could itself take the broker's port.
   */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_767;
  private static final int ATTEMPTS = 1_000;

  /**
   * Two ports that are free now.
   *
   * @param wanted the client port, or 0 for any
   * @throws BindException if the wanted port is taken
   */
  static LoopbackPorts choose(int wanted) throws IOException {
    try (ServerSocket client = wanted == 0 ? bindAny() : bind(wanted);
        ServerSocket controller = bindAny()) {
      return new LoopbackPorts(client.getLocalPort(), controller.getLocalPort());
    }
  }

  private static ServerSocket bindAny() throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return bind(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1));
      } catch (BindException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    try {
      return new ServerSocket(port, 1, InetAddress.getByName(LOOPBACK));
    } catch (BindException e) {
      BindException named = new BindException(LOOPBACK + ":" + port + ": " + e.getMessage());
      named.initCause(e);
      throw named;
    }
  }

  String client() {
    return LOOPBACK + ":" + clientPort;
  }

  String controller() {
    return LOOPBACK + ":" + controllerPort;
  }
}
