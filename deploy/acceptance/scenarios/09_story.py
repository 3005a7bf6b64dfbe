"""The story of the README, pasted into a shell."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

from assay_acceptance import packer
from assay_acceptance.check import Failed, check
from assay_acceptance.credentials import plain_environment
from assay_acceptance.java import find_jdk
from assay_acceptance.places import JAR, PACKER, REPOSITORY
from assay_acceptance.readme import HEADING, story
from assay_acceptance.scenario import EMBEDDED_ONLY, scenario

STORY_SECONDS = 240


@scenario("story", views=EMBEDDED_ONLY, packer=True)
def readme_story(world):
    """Every command of the README's story works as it is written, in a fresh copy of the repository."""
    readme = REPOSITORY / "README.md"
    check(readme.exists(), "README.md is missing")
    script = story(readme.read_text())
    check(script.strip(), f"README.md has no ```bash block under {HEADING!r}")
    packer.install()
    run(script, copy_of_repository(world), environment(world))


def copy_of_repository(world) -> Path:
    """The tracked files and the built jar: what a reader has after a clone and a build."""
    copy = world.subdirectory("repository")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=True, timeout=60)
    for name in filter(None, listing.stdout.decode().split("\0")):
        # A file that is tracked but deleted in the work tree is not there for a reader either.
        if (REPOSITORY / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(REPOSITORY / name, copy / name)
    jar = copy / "deploy" / "standalone" / "target" / "assay.jar"
    jar.parent.mkdir(parents=True, exist_ok=True)
    if JAR.exists():
        shutil.copy2(JAR, jar)
    return copy


def environment(world) -> dict[str, str]:
    """A reader's shell: JDK 25 and packer on the PATH, nothing cached in HOME."""
    jdk = find_jdk()
    path = os.pathsep.join([str(jdk / "bin"), str(PACKER.parent), os.environ["PATH"]])
    return plain_environment(PATH=path, JAVA_HOME=str(jdk), HOME=str(world.subdirectory("home")), CHECKPOINT_DISABLE="1")


def run(script: str, directory: Path, variables: dict[str, str]) -> None:
    # -x: a failure shows the command that caused it.
    log = directory.parent / "story.log"
    with log.open("wb") as output:
        shell = subprocess.Popen(["bash", "-ex", "-c", script], cwd=directory, env=variables, stdin=subprocess.DEVNULL,
                                 stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        code = shell.wait(timeout=STORY_SECONDS)
    except subprocess.TimeoutExpired:
        code = f"none within {STORY_SECONDS} s"
    finally:
        end(shell)
    if code != 0:
        raise Failed(f"the story ended with exit code {code}:\n" + log.read_text(errors="replace")[-6000:])


def end(shell: subprocess.Popen) -> None:
    """Ends the shell and what it started in the background: a story need not stop its server."""
    try:
        os.killpg(shell.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    shell.wait()
