package dev.assay.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an {@link EmbeddedBroker} runs on.
 *
 * @param dataDirectory where it keeps everything; created and formatted when missing
 * @param forcedFlush whether every record reaches the disk before it is acknowledged, so that it
 *     survives a power cut and not only the end of the process; default {@code true}
 * @param port the loopback port that clients connect to, 0..65535; 0, the default, takes a free one
 * @param properties Kafka broker properties that win over the built-in ones; default none
 */
public record EmbeddedBrokerConfig(
    Path dataDirectory, boolean forcedFlush, int port, Map<String, String> properties) {

  private static final int MAX_PORT = 65_535;

  /**
   * Checks the port.
   *
   * @throws IllegalArgumentException if the port is out of range
   */
  public EmbeddedBrokerConfig {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0.." + MAX_PORT + ")");
    }
    properties = Map.copyOf(properties);
  }

  /** The defaults, in this directory. */
  public static EmbeddedBrokerConfig in(Path dataDirectory) {
    return new EmbeddedBrokerConfig(dataDirectory, true, 0, Map.of());
  }

  /** The same with another {@link #forcedFlush}. */
  public EmbeddedBrokerConfig withForcedFlush(boolean value) {
    return new EmbeddedBrokerConfig(dataDirectory, value, port, properties);
  }

  /** The same with another {@link #port}. */
  public EmbeddedBrokerConfig withPort(int value) {
    return new EmbeddedBrokerConfig(dataDirectory, forcedFlush, value, properties);
  }

  /** The same with one more of the {@link #properties}. */
  public EmbeddedBrokerConfig withProperty(String name, String value) {
    Map<String, String> more = new TreeMap<>(properties);
    more.put(name, value);
    return new EmbeddedBrokerConfig(dataDirectory, forcedFlush, port, more);
  }
}
