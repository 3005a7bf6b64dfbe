package dev.assay.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka node, broker and controller in one, inside this JVM. It listens on loopback only and
 * keeps its data on disk; a start on the directory of a stopped or killed broker goes on where that
 * one was.
 *
 * <p>Kafka ends the whole process when it can no longer keep its promises, for example when the
 * disk fails: whatever runs in the same JVM dies with the log that is its truth.
 *
 * <p>Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  /** How often a port may be lost to somebody else between the check and the use. */
  private static final int START_ATTEMPTS = 5;

  private final EmbeddedBrokerConfig config;
  private final LoopbackPorts ports;
  private final DirectoryLock lock;
  private final KafkaRaftServer server;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBroker(
      EmbeddedBrokerConfig config,
      LoopbackPorts ports,
      DirectoryLock lock,
      KafkaRaftServer server) {
    this.config = config.withPort(ports.clientPort());
    this.ports = ports;
    this.lock = lock;
    this.server = server;
  }

  /**
   * Starts a broker and returns once it serves.
   *
   * @throws BrokerStartException if the directory is in use by another broker, the port is taken,
   *     or Kafka refuses the directory or a property
   */
  public static EmbeddedBroker start(EmbeddedBrokerConfig config) {
    try {
      DirectoryLock lock = DirectoryLock.take(config.dataDirectory());
      try {
        return startLocked(config, lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (BindException e) {
      throw new BrokerStartException("The embedded broker has no port: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new BrokerStartException(
          "Directory " + config.dataDirectory() + " cannot be used: " + e, e);
    }
  }

  private static EmbeddedBroker startLocked(EmbeddedBrokerConfig config, DirectoryLock lock)
      throws IOException {
    LastWords.prepare(config.dataDirectory());
    Path storage = StorageDirectory.formatted(config.dataDirectory());
    for (int attempt = 1; ; attempt++) {
      LoopbackPorts ports = LoopbackPorts.choose(config.port());
      try {
        return new EmbeddedBroker(config, ports, lock, startServer(config, storage, ports));
      } catch (BrokerStartException e) {
        if (attempt == START_ATTEMPTS || !isPortTaken(e)) {
          throw e;
        }
        LOG.debug("Attempt {} to start the broker lost a port", attempt, e);
      }
    }
  }

  private static KafkaRaftServer startServer(
      EmbeddedBrokerConfig config, Path storage, LoopbackPorts ports) {
    KafkaRaftServer server = newServer(config, storage, ports);
    try {
      server.startup();
      return server;
    } catch (RuntimeException e) {
      stop(server);
      throw failure(e);
    }
  }

  private static KafkaRaftServer newServer(
      EmbeddedBrokerConfig config, Path storage, LoopbackPorts ports) {
    try {
      return new KafkaRaftServer(
          new KafkaConfig(BrokerProperties.of(config, storage, ports), false), Time.SYSTEM);
    } catch (RuntimeException e) {
      throw failure(e);
    }
  }

  private static BrokerStartException failure(RuntimeException cause) {
    return new BrokerStartException(
        "The embedded broker did not start: " + cause.getMessage(), cause);
  }

  private static boolean isPortTaken(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(BindException.class::isInstance);
  }

  private static void stop(KafkaRaftServer server) {
    server.shutdown();
    server.awaitShutdown();
  }

  /** What Kafka clients connect to, as {@code host:port}. */
  public String bootstrapServers() {
    return ports.client();
  }

  /**
   * What this broker runs on, with the port that it has. Starting with this after {@link #close}
   * brings the same broker back at the same address, and connected clients find it again.
   */
  public EmbeddedBrokerConfig config() {
    return config;
  }

  /** Stops the broker in order and waits until its data is on disk and the directory is free. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    stop(server);
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
