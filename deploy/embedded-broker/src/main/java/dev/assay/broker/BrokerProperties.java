package dev.assay.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The Kafka settings of a node that is alone: broker and controller in one, on loopback. */
final class BrokerProperties {

  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final String CLIENT_LISTENER = "CLIENT";
  private static final String MIB_8 = "8388608";
  private static final String MIB_16 = "16777216";

  private BrokerProperties() {}

  static Map<String, String> of(EmbeddedBrokerConfig config, Path storage, LoopbackPorts ports) {
    Map<String, String> all = new HashMap<>();
    all.put("log.dirs", storage.toString());
    all.putAll(network(ports));
    all.putAll(topics());
    all.putAll(size());
    all.putAll(timing());
    if (config.forcedFlush()) {
      all.put("log.flush.interval.messages", "1");
    }
    all.putAll(config.properties());
    return all;
  }

  private static Map<String, String> network(LoopbackPorts ports) {
    String client = CLIENT_LISTENER + "://" + ports.client();
    String controller = CONTROLLER_LISTENER + "://" + ports.controller();
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        Integer.toString(NODE_ID),
        "controller.quorum.voters",
        NODE_ID + "@" + ports.controller(),
        "controller.listener.names",
        CONTROLLER_LISTENER,
        "inter.broker.listener.name",
        CLIENT_LISTENER,
        "listeners",
        client + "," + controller,
        "advertised.listeners",
        client,
        "listener.security.protocol.map",
        CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
  }

  /** One node holds one copy of everything, and topics are made on purpose. */
  private static Map<String, String> topics() {
    return Map.ofEntries(
        Map.entry("auto.create.topics.enable", "false"),
        Map.entry("default.replication.factor", "1"),
        Map.entry("min.insync.replicas", "1"),
        Map.entry("offsets.topic.num.partitions", "1"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("transaction.state.log.num.partitions", "1"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("share.coordinator.state.topic.num.partitions", "1"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        Map.entry("message.max.bytes", MIB_16),
        Map.entry("replica.fetch.max.bytes", MIB_16),
        Map.entry("replica.fetch.response.max.bytes", MIB_16));
  }

  /** Few threads and little heap: the broker shares the JVM with the services. */
  private static Map<String, String> size() {
    return Map.ofEntries(
        Map.entry("num.network.threads", "2"),
        Map.entry("num.io.threads", "4"),
        Map.entry("background.threads", "2"),
        Map.entry("group.coordinator.threads", "1"),
        Map.entry("share.coordinator.threads", "1"),
        Map.entry("log.cleaner.threads", "1"),
        // The default, 128 MiB, is allocated at start.
        Map.entry("log.cleaner.dedupe.buffer.size", MIB_8),
        Map.entry("metric.reporters", ""));
  }

  /** Quick to start after a crash: a dead incarnation is forgotten after the session timeout. */
  private static Map<String, String> timing() {
    return Map.of(
        "broker.session.timeout.ms", "1500",
        "broker.heartbeat.interval.ms", "100",
        "group.initial.rebalance.delay.ms", "0",
        // No record twice a second, each with its fsync, while nothing happens.
        "metadata.max.idle.interval.ms", "0");
  }
}
