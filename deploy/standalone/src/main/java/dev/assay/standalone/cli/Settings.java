package dev.assay.standalone.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The settings that can be given on the command line. Spring ignores a name that it does not know;
 * a mistyped setting of ours must not pass in silence.
 */
enum Settings {
  DATA_DIR("assay.data-dir", "DIR", "where everything is kept", "./assay-data"),
  PORT("server.port", "PORT", "HTTPS port, 0 for any free one", "8443"),
  TLS_NAMES("assay.tls.names", "NAME,...", "more host names for the certificate", "none"),
  ADVERTISED_ADDRESS(
      "assay.advertised-address", "HOST:PORT", "what clients are told to call", "localhost:PORT"),
  KAFKA("assay.kafka.bootstrap-servers", "HOST:PORT,...", "Kafka to use", "an embedded broker"),
  TOPIC("assay.kafka.topic", "NAME", "topic of the journal", "assay.journal"),
  REPLICATION(
      "assay.kafka.replication-factor", "N", "copies of the journal, 1 or 3..", "3, embedded 1"),
  KAFKA_PROPERTIES("assay.kafka.properties.", "", "any Kafka client setting by name", "none"),
  MONGODB("assay.mongodb.uri", "URI", "MongoDB replica set for the views", "embedded RocksDB"),
  MONGODB_DATABASE("assay.mongodb.database", "NAME", "database of the views", "assay"),
  BARRIER_TIMEOUT(
      "assay.views.barrier-timeout", "DURATION", "how long a read waits for the views", "20s"),
  BATCH_COMMITS(
      "assay.views.batch-commits", "N", "commits that views apply together, 1..10000", "512"),
  VIEWS_LEASE("assay.views.lease", "DURATION", "wait for an instance that died", "5s"),
  VIEWS_RETRY("assay.views.retry-interval", "DURATION", "pause after a failure, up to 1s", "500ms"),
  VIEWS_POLL("assay.views.poll-interval", "DURATION", "look at others' views", "5ms"),
  VIEWS_DROP("assay.views.drop-delay", "DURATION", "life of replaced views", "30s"),
  COMMANDS("assay.command.", "", "limits of the writing half, see docs/operations.md", "as there"),
  BUILD_TIMEOUT(
      "assay.command.build-timeout", "DURATION", "silence after which a build is cancelled", "10m"),
  PROOF_OPEN("assay.proof.open", "BOOLEAN", "checkpoints and tiles without a token", "true"),
  TOKEN_LIFETIME("assay.token.lifetime", "DURATION", "life of an access token, 1m..24h", "1h");

  private final String property;
  private final String value;
  private final String meaning;
  private final String otherwise;

  Settings(String property, String value, String meaning, String otherwise) {
    this.property = property;
    this.value = value;
    this.meaning = meaning;
    this.otherwise = otherwise;
  }

  static boolean looksLikeOne(String argument) {
    return argument.startsWith("--") && argument.contains(".");
  }

  /** What is wrong with the arguments of a command that takes settings; empty if nothing is. */
  static Optional<String> objection(List<String> arguments) {
    return arguments.stream().flatMap(argument -> objection(argument).stream()).findFirst();
  }

  private static Optional<String> objection(String argument) {
    if (!looksLikeOne(argument) || !argument.contains("=")) {
      return Optional.of(argument + ": not a setting (expected: --NAME=VALUE, see --help)");
    }
    String name = argument.substring(2, argument.indexOf('='));
    boolean known =
        !name.startsWith("assay.")
            || Arrays.stream(values()).anyMatch(setting -> setting.matches(name));
    return known
        ? Optional.empty()
        : Optional.of(name + ": unknown setting (expected: one of " + names() + ")");
  }

  private boolean matches(String name) {
    return property.endsWith(".") ? name.startsWith(property) : name.equals(property);
  }

  private static String names() {
    return Arrays.stream(values())
        .map(setting -> setting.property + (setting.property.endsWith(".") ? "NAME" : ""))
        .collect(Collectors.joining(", "));
  }

  /** The settings as lines of a help text. */
  static String help() {
    return Arrays.stream(values()).map(Settings::line).collect(Collectors.joining("%n"));
  }

  private String line() {
    String left = "--" + property + (property.endsWith(".") ? "NAME=VALUE" : "=" + value);
    return "  %-47s %s (default: %s)".formatted(left, meaning, otherwise);
  }
}
