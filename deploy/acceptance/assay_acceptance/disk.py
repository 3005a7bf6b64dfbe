"""A small file system of its own, so that a scenario can fill it without filling the machine's."""

import errno
import os
import subprocess
from pathlib import Path

CHUNK = bytes(4096)


def as_root(*command) -> None:
    prefix = [] if os.getuid() == 0 else ["sudo", "-n"]
    done = subprocess.run([*prefix, *map(str, command)], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {done.returncode}: {done.stderr.strip()}")


class SmallDisk:
    def __init__(self, mount: Path, size_mib: int):
        self.mount = mount
        self.filler = mount / "filler"
        mount.mkdir()
        as_root("mount", "-t", "tmpfs", "-o", f"size={size_mib}m,mode=1777", "tmpfs", mount)

    def fill(self, left_kib: int) -> None:
        """Writes until nothing fits any more, then gives back what shall be left."""
        with self.filler.open("ab", buffering=0) as file:
            try:
                while True:
                    file.write(CHUNK)
            except OSError as full:
                if full.errno != errno.ENOSPC:
                    raise
            file.truncate(max(0, file.tell() - left_kib * 1024))

    def free(self) -> None:
        self.filler.unlink(missing_ok=True)

    def close(self) -> None:
        as_root("umount", "-l", self.mount)
