package dev.assay.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void givenHelp_whenRun_thenEveryCommandIsListed() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains(
            "serve", "version", "rebuild-views", "export", "import", "principal", "key", "role");
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

  @Test
  void givenVersionOrHelpInAnySpelling_whenRun_thenAnswered() {
    assertThat(run("--version")).isZero();
    assertThat(run("-V")).isZero();
    assertThat(out.toString()).startsWith("assay ").contains("Java 25");
    assertThat(run("help")).isZero();
    assertThat(run("help", "serve")).isZero();
    assertThat(out.toString()).contains("--assay.data-dir=DIR");
  }

  @Test
  void givenMistake_whenRun_thenOneLineSaysIt() {
    for (String mistake : List.of("serv", "-p", "--assay.datadir=x", "--assay.data-dir")) {
      err.getBuffer().setLength(0);
      assertThat(run(mistake)).isEqualTo(CommandLine.ExitCode.USAGE);
      assertThat(err.toString().lines())
          .singleElement()
          .asString()
          .startsWith("assay: ")
          .contains(mistake.replaceAll("^--assay|=x$", ""))
          .endsWith("Try --help.");
    }
  }

  @Test
  void givenHelp_whenRun_thenSettingsStandOnOneLineEach() {
    run("--help");
    assertThat(out.toString().lines().filter(line -> line.strip().startsWith("--assay.")))
        .allSatisfy(line -> assertThat(line).contains("(default: "));
  }

  private int run(String... args) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(Main.withDefaultCommand(args));
  }
}
