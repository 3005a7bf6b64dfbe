"""A start that cannot succeed says why and what to do, in one line."""

import os
import re
import socket
from pathlib import Path

from assay_acceptance.check import check
from assay_acceptance.java import NEEDED, find_old_java
from assay_acceptance.places import JAR
from assay_acceptance.scenario import EMBEDDED_ONLY, scenario

@scenario("port-taken", views=EMBEDDED_ONLY)
def port_taken(world):
    """A taken port is named, with the option that chooses another."""
    with socket.socket() as holder:
        # All addresses, as a server takes them; on loopback alone the kernel may let both live.
        holder.bind(("", 0))
        holder.listen()
        port = holder.getsockname()[1]
        world.server(port=port).check_refuses(rf"\b{port}\b.*", r"server\.port")


@scenario("data-dir-locked", views=EMBEDDED_ONLY)
def data_dir_locked(world):
    """A second server on the same data directory is refused, and the first one serves on."""
    first, api = world.started()
    second = world.server(data=first.data)
    second.check_refuses(re.escape(str(first.data)), r"(?i)stop|another|other|assay\.data-dir")
    check(first.running(), "the first server ended")
    api.create_bucket("still-serving")


@scenario("data-dir-unusable", views=EMBEDDED_ONLY)
def data_dir_unusable(world):
    """A data directory that cannot be written is named, with what to do."""
    file = world.directory / "a-file"
    file.write_text("not a directory\n")
    fix = r"(?i)director|permission|writ|assay\.data-dir"
    world.server(data=file).check_refuses(re.escape(str(file)), fix)
    world.server(data=file / "below").check_refuses(re.escape(str(file)), fix)
    if os.getuid() != 0:  # permissions do not bind root
        world.server(data=read_only(world.directory)).check_refuses("read-only", fix)


@scenario("java-too-old", views=EMBEDDED_ONLY)
def java_too_old(world):
    """A Java that is too old says which one is needed, and which one it is."""
    old = find_old_java()
    server = world.server(command=[str(old / "bin" / "java"), "-jar", str(JAR)])
    server.check_refuses(rf"needs Java {NEEDED}\b", re.escape(str(old.resolve())))


def read_only(directory: Path) -> Path:
    closed = directory / "read-only"
    closed.mkdir(mode=0o500)
    return closed / "data"
