package dev.assay.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedBrokerTest {

  @TempDir Path directory;

  @Test
  void givenRunningBroker_whenRecordSent_thenItIsRead() throws Exception {
    try (EmbeddedBroker broker = start();
        TopicClient client = new TopicClient(broker.bootstrapServers())) {
      client.createTopic();
      client.send("a");
      assertThat(client.readAll()).containsExactly("a");
    }
  }

  @Test
  void givenStoppedBroker_whenStartedAgain_thenSameAddressAndDataAndClientGoesOn()
      throws Exception {
    EmbeddedBroker first = start();
    try (TopicClient client = new TopicClient(first.bootstrapServers())) {
      client.createTopic();
      client.send("before");
      first.close();
      try (EmbeddedBroker second = EmbeddedBroker.start(first.config())) {
        client.send("after");
        assertThat(second.bootstrapServers()).isEqualTo(first.bootstrapServers());
        assertThat(client.readAll()).containsExactly("before", "after");
      }
    }
  }

  @Test
  void givenKilledBroker_whenStartedAgain_thenEveryAcknowledgedRecordIsThere() throws Exception {
    List<String> values = IntStream.range(0, 200).mapToObj(Integer::toString).toList();
    try (BrokerProcess killed = BrokerProcess.start(directory);
        TopicClient client = new TopicClient(killed.bootstrapServers())) {
      client.createTopic();
      for (String value : values) {
        client.send(value);
      }
      killed.kill();
    }
    try (EmbeddedBroker broker = start();
        TopicClient client = new TopicClient(broker.bootstrapServers())) {
      assertThat(client.readAll()).isEqualTo(values);
    }
  }

  @Test
  void givenForcedFlush_whenAsked_thenBrokerFlushesEveryRecord() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(config().withForcedFlush(true))) {
      assertThat(flushInterval(broker)).isEqualTo("1");
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(config().withForcedFlush(false))) {
      assertThat(flushInterval(broker)).isEqualTo(Long.toString(Long.MAX_VALUE));
    }
  }

  @Test
  void givenBrokerOfThisProcess_whenSecondOneOnSameDirectory_thenRefused() throws IOException {
    try (EmbeddedBroker broker = start()) {
      assertThatExceptionOfType(BrokerStartException.class)
          .isThrownBy(this::start)
          .withMessage(
              "Directory %s is in use by a broker of this process", directory.toRealPath());
    }
  }

  @Test
  void givenBrokerOfAnotherProcess_whenSecondOneOnSameDirectory_thenRefusedWithItsPid()
      throws Exception {
    try (BrokerProcess other = BrokerProcess.start(directory)) {
      assertThatExceptionOfType(BrokerStartException.class)
          .isThrownBy(this::start)
          .withMessage(
              "Directory %s is in use by a broker of process %d",
              directory.toRealPath(), other.pid());
    }
  }

  @Test
  void givenTakenPort_whenStarted_thenRefusedAndDirectoryIsFreeAgain() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      EmbeddedBrokerConfig config = config().withPort(taken.getLocalPort());
      assertThatExceptionOfType(BrokerStartException.class)
          .isThrownBy(() -> EmbeddedBroker.start(config))
          .withMessage(
              "The embedded broker has no port: 127.0.0.1:%d: Address already in use",
              taken.getLocalPort());
    }
    start().close();
  }

  @Test
  void givenFormattingCutShort_whenStarted_thenFormattedAnew() throws IOException {
    Path unfinished = Files.createDirectories(directory.resolve("kafka.formatting"));
    Files.writeString(unfinished.resolve("meta.properties"), "half");
    try (EmbeddedBroker broker = start()) {
      assertThat(unfinished).doesNotExist();
      assertThat(directory.resolve("kafka/meta.properties")).exists();
    }
  }

  @Test
  void givenWrongProperty_whenStarted_thenRefusedAndDirectoryIsFreeAgain() {
    EmbeddedBrokerConfig wrong = config().withProperty("num.io.threads", "0");
    assertThatExceptionOfType(BrokerStartException.class)
        .isThrownBy(() -> EmbeddedBroker.start(wrong))
        .withMessageContaining("num.io.threads");
    start().close();
  }

  private static String flushInterval(EmbeddedBroker broker) throws Exception {
    ConfigResource node = new ConfigResource(ConfigResource.Type.BROKER, "1");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      Config config = admin.describeConfigs(List.of(node)).all().get().get(node);
      return config.get("log.flush.interval.messages").value();
    }
  }

  private EmbeddedBroker start() {
    return EmbeddedBroker.start(config());
  }

  private EmbeddedBrokerConfig config() {
    return EmbeddedBrokerConfig.in(directory);
  }
}
