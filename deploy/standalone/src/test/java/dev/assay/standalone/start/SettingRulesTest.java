package dev.assay.standalone.start;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class SettingRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server.port|99999",
        "server.port|abc",
        "server.port|''",
        "server.port|-1",
        "assay.data-dir|''",
        "assay.advertised-address|https://a/",
        "assay.advertised-address|registry.example.org",
        "assay.tls.names|bad name!",
        "assay.tls.names|a.example,,b",
        "assay.kafka.bootstrap-servers|localhost",
        "assay.kafka.topic|a b",
        "assay.kafka.replication-factor|2",
        "assay.kafka.replication-factor|0",
        "assay.mongodb.uri|localhost:27017",
        "assay.mongodb.database|a/b",
        "assay.token.lifetime|forever",
        "assay.token.lifetime|1s",
        "assay.token.lifetime|25h",
        "assay.command.build-timeout|0s",
        "assay.command.max-concurrent|0"
      })
  void givenValueThatCannotWork_thenRefusedByName(String name, String value) {
    assertThatThrownBy(() -> check(name, value))
        .isInstanceOf(StartRefusedException.class)
        .hasMessage(name + ": " + (value.isEmpty() ? "empty" : value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server.port|0",
        "server.port|8443",
        "assay.data-dir|x y",
        "assay.advertised-address|''",
        "assay.advertised-address|registry.example.org:443",
        "assay.advertised-address|[::1]:8443",
        "assay.tls.names|a.example, *.b.example,10.0.0.1,::1",
        "assay.kafka.bootstrap-servers|a:9092,b:9092",
        "assay.kafka.bootstrap-servers|''",
        "assay.kafka.replication-factor|1",
        "assay.kafka.replication-factor|5",
        "assay.mongodb.uri|mongodb://a/?replicaSet=r",
        "assay.mongodb.uri|''",
        "assay.token.lifetime|PT1H",
        "assay.token.lifetime|24h",
        "assay.command.build-timeout|90s"
      })
  void givenValueThatWorks_thenNothingIsSaid(String name, String value) {
    assertThatCode(() -> check(name, value)).doesNotThrowAnyException();
  }

  @Test
  void givenNothingSet_thenNothingIsSaid() {
    assertThatCode(() -> SettingRules.check(new MockEnvironment())).doesNotThrowAnyException();
  }

  private static void check(String name, String value) {
    SettingRules.check(new MockEnvironment().withProperty(name, value));
  }
}
