"""Finds a JDK 25 in the usual places: the default `java` of a machine is often an older one."""

import glob
import os
import re
import sys
from pathlib import Path

NEEDED = 25
USUAL_PLACES = (
    "/usr/lib/jvm/*25*",
    "~/.sdkman/candidates/java/25*",
    "~/.sdkman/candidates/java/current",
    "~/.jdks/*25*",
    "/opt/*jdk*25*",
    "/Library/Java/JavaVirtualMachines/*25*/Contents/Home",
)


def feature_version(home: Path) -> int:
    """The major version that the `release` file of a JDK names; 0 where there is none."""
    try:
        match = re.search(r'^JAVA_VERSION="(\d+)', (home / "release").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(match.group(1)) if match else 0


def candidates() -> list[Path]:
    named = [os.environ["JAVA_HOME"]] if os.environ.get("JAVA_HOME") else []
    found = [path for place in USUAL_PLACES for path in sorted(glob.glob(os.path.expanduser(place)))]
    return [Path(path) for path in named + found]


def find_jdk() -> Path:
    for home in candidates():
        if feature_version(home) >= NEEDED and (home / "bin" / "java").exists():
            return home
    raise FileNotFoundError(f"no JDK {NEEDED} in JAVA_HOME or {', '.join(USUAL_PLACES)}: install one")


def find_old_java() -> Path:
    """A Java before the one that is needed, to see what it is told. On a machine without one there is nothing to see."""
    for home in map(Path, sorted(glob.glob("/usr/lib/jvm/*"))):
        if (home / "bin" / "java").exists() and 0 < feature_version(home) < NEEDED:
            return home
    raise FileNotFoundError(f"no Java before {NEEDED} in /usr/lib/jvm: install one, for example openjdk-17-jre-headless")


if __name__ == "__main__":
    try:
        print(find_jdk())
    except FileNotFoundError as missing:
        sys.exit(str(missing))
