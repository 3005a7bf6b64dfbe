"""The Go module that loads a server with concurrent clients and has Porcupine check what they saw."""

import subprocess
from pathlib import Path

from .check import Failed
from .credentials import plain_environment
from .places import LINEARIZABILITY, TARGET

PROGRAM = TARGET / "linearizability"
BUILD_SECONDS = 300
CLIENTS = 20
# After the end a client still asks for answers under its keys.
LATE_SECONDS = 60
CHECK_SECONDS = 60


def install() -> None:
    """Builds it, and shows that the checker finds what is not legal."""
    TARGET.mkdir(exist_ok=True)
    for command in (["go", "test", "./..."], ["go", "build", "-o", str(PROGRAM), "."]):
        _finish(subprocess.Popen(command, cwd=LINEARIZABILITY, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                 stderr=subprocess.STDOUT, text=True), BUILD_SECONDS)


class Load:
    """Clients at work for some seconds; `history` is there when they have ended."""

    def __init__(self, environment: dict[str, str], history: Path, bucket: str, channels: list[str], versions: list[str],
                 seconds: int, seed: int):
        self.history = history
        self.seconds = seconds
        self.process = subprocess.Popen(
            [str(PROGRAM), "load", f"-bucket={bucket}", f"-channels={','.join(channels)}", f"-versions={','.join(versions)}",
             f"-seconds={seconds}", f"-clients={CLIENTS}", f"-seed={seed}", f"-history={history}"],
            env=plain_environment() | environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True)

    def finish(self) -> str:
        """What kinds of answers there were."""
        return _finish(self.process, self.seconds + LATE_SECONDS).strip()


def check_legal(history: Path) -> str:
    picture = history.with_suffix(".html")
    command = [str(PROGRAM), "check", f"-history={history}", f"-picture={picture}", f"-seconds={CHECK_SECONDS}"]
    return _finish(subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                    text=True), 10 * CHECK_SECONDS).strip()


def _finish(process: subprocess.Popen, seconds: float) -> str:
    command = " ".join(map(str, process.args[:2]))
    try:
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise Failed(f"{command} still ran after {seconds:g} s") from None
    finally:
        process.kill()
    if process.returncode != 0:
        raise Failed(f"{command} ended with exit code {process.returncode}:\n{output}")
    return output
