"""A running Assay: started as a user starts it, watched through its log, ended in the three ways a process ends."""

import os
import re
import shlex
import signal
import subprocess
from pathlib import Path

from .check import Failed, check, eventually
from .credentials import plain_environment, source
from .java import find_jdk
from .places import JAR, free_port

READY = "Assay is ready"
START_SECONDS = 180
STOP_SECONDS = 60
REFUSAL_SECONDS = 120
# What a start tells before it fails: its own progress, and the JVM's opinion of a library.
PROGRESS = r"\S+ INFO |WARNING: "


def command_line() -> list[str]:
    """`java -jar assay.jar`, or what ASSAY_COMMAND names (a container's entry point, say)."""
    if os.environ.get("ASSAY_COMMAND"):
        return shlex.split(os.environ["ASSAY_COMMAND"])
    if not JAR.exists():
        raise Failed(f"{JAR} is missing: build it with `mvn -q verify`")
    return [str(find_jdk() / "bin" / "java"), "-jar", str(JAR)]


class Server:
    """One data directory and one port, over as many starts as a scenario likes."""

    def __init__(self, directory: Path, data: Path | None = None, port: int | None = None, options: tuple = (),
                 command: list[str] | None = None):
        """`command` is what starts it, where it is not what starts every server."""
        self.command_line = command or command_line()
        self.directory = directory
        self.data = data or directory / "data"
        self.port = port or free_port()
        self.options = options
        self.starts = 0
        self.process: subprocess.Popen | None = None

    @property
    def log(self) -> Path:
        """The log of the newest start; each start has its own, so that a tail shows what just happened."""
        return self.directory / f"server-{self.port}-{self.starts}.log"

    @property
    def client_env(self) -> Path:
        return self.data / "client.env"

    @property
    def admin_env(self) -> Path:
        return self.data / "admin.env"

    def client(self) -> dict[str, str]:
        return source(self.client_env)

    def launch(self) -> None:
        """Starts the process and returns at once."""
        self.starts += 1
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.command_line + self._settings(), cwd=self.directory, env=plain_environment(), stdin=subprocess.DEVNULL,
                stdout=log, stderr=subprocess.STDOUT, start_new_session=True)

    def _settings(self) -> list[str]:
        return [f"--assay.data-dir={self.data}", f"--server.port={self.port}", *self.options]

    def command(self, name: str, *arguments: str) -> tuple[int, str]:
        """Runs a subcommand with the server's settings to its end: exit code and all that it printed."""
        run = subprocess.run([*self.command_line, name, *arguments, *self._settings()], cwd=self.directory, env=plain_environment(),
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                             timeout=START_SECONDS)
        return run.returncode, run.stdout

    def check_refuses(self, cause: str, fix: str) -> None:
        """A start that ends with an exit code other than 0 and says why in one line, which matches both patterns."""
        self.launch()
        code = self.wait(REFUSAL_SECONDS)
        check(code != 0, "exit code 0 from a start that cannot succeed")
        told = [line for line in self.log_text().splitlines() if not re.match(PROGRESS, line)]
        check(len(told) == 1, f"{len(told)} lines tell what is wrong (expected: one): {self.log_text()[-2000:]}")
        check(re.search(cause, told[0]), f"no cause in {told[0]!r} (expected: one that matches {cause!r})")
        check(re.search(fix, told[0]), f"no fix in {told[0]!r} (expected: one that matches {fix!r})")

    def start(self) -> "Server":
        self.launch()
        eventually(self._ready_or_ended, "the server's line " + READY, START_SECONDS, 0.05)
        return self

    def _ready_or_ended(self) -> bool:
        # The exit is looked at first: a log read after it is complete.
        code = self.process.poll()
        if any(line.startswith(READY) for line in self.log_text().splitlines()):
            return True
        if code is not None:
            raise Failed(f"the server ended with exit code {code} before it was ready")
        return False

    def log_text(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def wait(self, seconds: float = STOP_SECONDS) -> int:
        try:
            return self.process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise Failed(f"the server still runs after {seconds:g} s") from None

    def terminate(self) -> None:
        """SIGTERM, as a service manager sends it; `wait` tells the exit code."""
        self.process.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL to the whole process group: no shutdown hook runs, nothing is flushed."""
        if self.running():
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
