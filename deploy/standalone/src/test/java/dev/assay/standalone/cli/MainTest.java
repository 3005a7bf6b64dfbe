package dev.assay.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void givenHelp_whenRun_thenEveryCommandIsListed() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("serve", "version", "rebuild-views");
  }

  @Test
  void givenServeHelp_whenRun_thenEverySettingIsListedWithItsDefault() {
    assertThat(run("serve", "--help")).isZero();
    assertThat(out.toString())
        .contains("--assay.data-dir=DIR", "./assay-data", "--server.port=PORT", "8443");
  }

  @Test
  void givenVersion_whenRun_thenJavaIsNamed() {
    assertThat(run("version")).isZero();
    assertThat(out.toString()).startsWith("assay ").contains("Java 25");
  }

  @Test
  void givenMistypedSetting_whenServed_thenRefusedWithTheKnownOnes() {
    assertThat(run("--assay.datadir=x")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString())
        .contains("assay.datadir: unknown setting")
        .contains("assay.data-dir");
  }

  @Test
  void givenSettingWithoutValue_whenServed_thenRefused() {
    assertThat(run("serve", "--assay.data-dir", "x")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("--assay.data-dir: not a setting");
  }

  @Test
  void givenUnknownCommand_whenRun_thenRefused() {
    assertThat(run("serv")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("serv");
  }

  private int run(String... args) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(Main.withDefaultCommand(args));
  }
}
