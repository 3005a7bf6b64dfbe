package dev.assay.standalone.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time span as people write it: {@code 90d}, {@code 12h}, {@code 2h45m}. */
final class TimeSpan implements ITypeConverter<Duration> {

  private static final Pattern WHOLE = Pattern.compile("(\\d{1,9}[smhd])+");
  private static final Pattern TERM = Pattern.compile("(\\d+)([smhd])");

  @Override
  public Duration convert(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is no time span (expected: numbers with units s, m, h or d, such as 90d)");
    }
    Duration span = Duration.ZERO;
    for (Matcher term = TERM.matcher(text); term.find(); ) {
      span = span.plus(Duration.ofSeconds(Long.parseLong(term.group(1)) * seconds(term.group(2))));
    }
    return span;
  }

  private static long seconds(String unit) {
    return switch (unit) {
      case "s" -> 1;
      case "m" -> 60;
      case "h" -> 3_600;
      default -> 86_400;
    };
  }
}
