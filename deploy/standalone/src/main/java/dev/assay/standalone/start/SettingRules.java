package dev.assay.standalone.start;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Refuses a setting with a value that cannot work, wherever it was set, before anything is started.
 */
final class SettingRules implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final String HOST =
      "(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)";
  private static final Pattern ADDRESS = Pattern.compile(HOST + ":[0-9]{1,5}");
  private static final Pattern CERTIFIED =
      Pattern.compile("(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9a-fA-F:.]+");
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
  private static final Pattern MONGODB = Pattern.compile("mongodb(\\+srv)?://.+");
  private static final Pattern DATABASE = Pattern.compile("[^/\\\\. \"$*<>:|?]{1,63}");

  private record Rule(String name, Predicate<String> holds, String expected) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule("server.port", value -> whole(value, 0, 65_535), "0..65535, 0 for any free one"),
          new Rule("assay.data-dir", value -> !value.isBlank(), "a directory"),
          new Rule("assay.advertised-address", optional(ADDRESS), "host:port"),
          new Rule(
              "assay.tls.names", list(CERTIFIED), "host names or addresses, joined by a comma"),
          new Rule("assay.kafka.bootstrap-servers", list(ADDRESS), "host:port, joined by a comma"),
          new Rule("assay.kafka.topic", matching(TOPIC), "1 to 249 of A-Z a-z 0-9 . _ -"),
          new Rule(
              "assay.kafka.replication-factor",
              value -> whole(value, 1, 1) || whole(value, 3, Short.MAX_VALUE),
              "1, or 3 and more"),
          new Rule("assay.mongodb.uri", optional(MONGODB), "mongodb://..."),
          new Rule("assay.mongodb.database", matching(DATABASE), "a database name"),
          new Rule(
              "assay.token.lifetime",
              value -> lasting(value, Duration.ofMinutes(1), Duration.ofHours(24)),
              "1m..24h"),
          new Rule(
              "assay.proof.open",
              value -> value.equals("true") || value.equals("false"),
              "true or false"),
          duration("assay.command.build-timeout"),
          duration("assay.command.timeout-check"),
          duration("assay.command.patience"),
          number("assay.command.max-concurrent"),
          number("assay.command.max-attempts"));

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    check(context.getEnvironment());
  }

  /**
   * @throws StartRefusedException for the first setting whose value cannot work
   */
  static void check(Environment environment) {
    for (Rule rule : RULES) {
      @Nullable String value = environment.getProperty(rule.name());
      if (value != null && !rule.holds().test(value.strip())) {
        throw new StartRefusedException(
            rule.name() + ": " + (value.isBlank() ? "empty" : value.strip()),
            "set it to " + rule.expected());
      }
    }
  }

  private static Rule duration(String name) {
    return new Rule(
        name,
        value -> lasting(value, Duration.ofMillis(10), Duration.ofDays(365)),
        "a duration such as 90s or 10m");
  }

  private static Rule number(String name) {
    return new Rule(name, value -> whole(value, 1, Integer.MAX_VALUE), "a number from 1");
  }

  private static Predicate<String> matching(Pattern pattern) {
    return value -> pattern.matcher(value).matches();
  }

  private static Predicate<String> optional(Pattern pattern) {
    return value -> value.isEmpty() || pattern.matcher(value).matches();
  }

  private static Predicate<String> list(Pattern pattern) {
    return value ->
        value.isEmpty()
            || Arrays.stream(value.split(",", -1))
                .allMatch(element -> pattern.matcher(element.strip()).matches());
  }

  private static boolean whole(String value, int least, int most) {
    try {
      int number = Integer.parseInt(value);
      return number >= least && number <= most;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean lasting(String value, Duration least, Duration most) {
    try {
      Duration duration = DurationStyle.detectAndParse(value);
      return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
