"""The README as a stranger uses it: one shell for the server, a second one for the story."""

import json
import os
import shlex
import shutil
import signal
import subprocess
from pathlib import Path

from assay_acceptance import packer, readme
from assay_acceptance.check import Failed, check, eventually
from assay_acceptance.credentials import plain_environment
from assay_acceptance.places import PACKER, REPOSITORY
from assay_acceptance.scenario import EMBEDDED_ONLY, scenario
from assay_acceptance.server import READY

BUILD_AND_START_SECONDS = 900
STORY_SECONDS = 240
STOP_SECONDS = 60
# Written by the broker when it has stopped in order, and only then.
STOPPED_IN_ORDER = Path("assay-data/broker/kafka/.kafka_cleanshutdown")


@scenario("story", views=EMBEDDED_ONLY, timeout_seconds=1500, packer=True)
def readme_story(world):
    """In a fresh copy of the repository, the README's start command starts it, and its story works as it is pasted."""
    text = (REPOSITORY / "README.md").read_text()
    check(readme.start_command(text), f"README.md has no ```bash block under {readme.START!r}")
    check(readme.story(text), f"README.md has no ```bash block under {readme.STORY!r}")
    packer.install()
    copy = copy_of_repository(world)
    server = Shell(copy, world.directory / "start.log", first_shell(world), readme.start_command(text))
    try:
        eventually(lambda: ready_or_ended(server), "the server's line " + READY, BUILD_AND_START_SECONDS)
        tell_story(world, copy, text)
        server.interrupt()
        server.wait_for_all(STOP_SECONDS)
        check((copy / STOPPED_IN_ORDER).exists(), f"no orderly end after an interrupt:\n{server.output()[-3000:]}")
    finally:
        server.end()


class Shell:
    """A bash with a script, and all processes that it starts."""

    def __init__(self, directory: Path, log: Path, variables: dict[str, str], script: str):
        self.log = log
        with log.open("wb") as output:
            # -x: a failure shows the command that caused it.
            self.process = subprocess.Popen(["bash", "-ex", "-c", script], cwd=directory, env=variables, stdin=subprocess.DEVNULL,
                                            stdout=output, stderr=subprocess.STDOUT, start_new_session=True)

    def output(self) -> str:
        return self.log.read_text(errors="replace")

    def interrupt(self) -> None:
        """What Ctrl-C does: SIGINT to the whole foreground group."""
        os.killpg(self.process.pid, signal.SIGINT)

    def wait_for_all(self, seconds: float) -> None:
        eventually(lambda: self.process.poll() is not None and not self._group_exists(), "the end of all processes", seconds)

    def _group_exists(self) -> bool:
        try:
            os.killpg(self.process.pid, 0)
            return True
        except ProcessLookupError:
            return False

    def end(self) -> None:
        if self._group_exists():
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def copy_of_repository(world) -> Path:
    """The tracked files: what a reader has after a clone."""
    copy = world.subdirectory("repository")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=True, timeout=60)
    for name in filter(None, listing.stdout.decode().split("\0")):
        # A file that is tracked but deleted in the work tree is not there for a reader either.
        if (REPOSITORY / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(REPOSITORY / name, copy / name)
    return copy


def first_shell(world) -> dict[str, str]:
    """A reader's environment; MVN, as .ci/run takes it, stands behind the name `mvn`."""
    if not os.environ.get("MVN"):
        return plain_environment()
    shim = world.subdirectory("bin") / "mvn"
    shim.write_text(f"#!/bin/sh\nPATH={shlex.quote(os.environ['PATH'])}\nexec {os.environ['MVN']} \"$@\"\n")
    shim.chmod(0o755)
    return plain_environment(PATH=f"{shim.parent}{os.pathsep}{os.environ['PATH']}")


def second_shell(world) -> dict[str, str]:
    """Packer is installed, and nothing is cached in HOME."""
    return plain_environment(PATH=f"{PACKER.parent}{os.pathsep}{os.environ['PATH']}", HOME=str(world.subdirectory("home")),
                             TMPDIR=str(world.subdirectory("tmp")), CHECKPOINT_DISABLE="1")


def ready_or_ended(server: Shell) -> bool:
    code = server.process.poll()
    if any(line.startswith(READY) for line in server.output().splitlines()):
        return True
    if code is not None:
        raise Failed(f"the README's start command ended with exit code {code}:\n{server.output()[-6000:]}")
    return False


def tell_story(world, directory: Path, text: str) -> None:
    shell = Shell(directory, world.directory / "story.log", second_shell(world), readme.story(text))
    try:
        code = shell.process.wait(timeout=STORY_SECONDS)
    except subprocess.TimeoutExpired:
        code = f"none within {STORY_SECONDS} s"
    finally:
        shell.end()
    output = shell.output()
    check(code == 0, f"the story ended with exit code {code}:\n{output[-6000:]}")
    check("Warning" not in output, f"packer warns about the story's template:\n{output}")
    check_answers(readme.shown_answers(text), [json.loads(line) for line in output.splitlines() if line.startswith("{")])


def check_answers(shown: list, actual: list) -> None:
    """Each answer that the README shows was given, in this order; it may leave whole answers out."""
    check(shown, "the README shows no answers")
    remaining = iter(actual)
    for answer in shown:
        if not any(readme.agrees(answer, each) for each in remaining):
            raise Failed(f"the README shows {json.dumps(answer)}, and the answers were:\n" + "\n".join(map(json.dumps, actual)))
