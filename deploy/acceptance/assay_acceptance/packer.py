"""Runs of the stock packer, in a directory of their own, with the environment that `client.env` gives."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

from .check import Failed
from .places import LANE, PACKER, TEMPLATES

BUILD_SECONDS = 120


def install() -> None:
    subprocess.run([LANE / "install-packer"], check=True, timeout=1500, stdin=subprocess.DEVNULL)


class Packer:
    def __init__(self, directory: Path, environment: dict[str, str]):
        self.directory = directory
        self.environment = environment
        self.runs = 0
        install()

    def start(self, template: str, fingerprint: str, *arguments: str, **variables: str) -> "Run":
        """Starts `packer build` of a template; variables are the template's own."""
        self.runs += 1
        shutil.copy(TEMPLATES / template, self.directory)
        settings = [f"-var={name}={value}" for name, value in variables.items()]
        # -force: a resumed build finds the file that the interrupted one left.
        command = [str(PACKER), "build", "-force", "-color=false", *arguments, *settings, template]
        return Run(command, self.directory, self._environment(fingerprint), self.directory / f"packer-{self.runs}.log")

    def build(self, template: str, fingerprint: str, *arguments: str, **variables: str) -> str:
        """A build that must succeed; its output."""
        run = self.start(template, fingerprint, *arguments, **variables)
        code, output = run.wait()
        if code != 0:
            raise Failed(f"packer build ended with exit code {code}:\n{output}")
        return output

    def failing_build(self, template: str, fingerprint: str, *arguments: str, **variables: str) -> str:
        """A build that must fail; its output."""
        code, output = self.start(template, fingerprint, *arguments, **variables).wait()
        if code == 0:
            raise Failed(f"packer build succeeded, and should not have:\n{output}")
        return output

    def _environment(self, fingerprint: str) -> dict[str, str]:
        # A HOME of its own: packer caches tokens there, by client id and not by host.
        return self.environment | {
            "HOME": str(self.directory), "HCP_PACKER_BUILD_FINGERPRINT": fingerprint, "CHECKPOINT_DISABLE": "1"}


class Run:
    def __init__(self, command: list[str], directory: Path, environment: dict[str, str], log: Path):
        self.log = log
        with log.open("wb") as output:
            self.process = subprocess.Popen(command, cwd=directory, env=environment, stdin=subprocess.DEVNULL,
                                            stdout=output, stderr=subprocess.STDOUT, start_new_session=True)

    def interrupt(self) -> None:
        """What Ctrl-C does: SIGINT to the whole foreground group."""
        os.killpg(self.process.pid, signal.SIGINT)

    def output(self) -> str:
        return self.log.read_text(errors="replace")

    def wait(self) -> tuple[int, str]:
        try:
            return self.process.wait(timeout=BUILD_SECONDS), self.output()
        except subprocess.TimeoutExpired:
            raise Failed(f"packer still ran after {BUILD_SECONDS} s:\n{self.output()}") from None
        finally:
            self.kill()

    def kill(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
