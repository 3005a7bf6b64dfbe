"""A start that cannot succeed says why and what to do, in one line."""

import os
import re
import socket
from pathlib import Path

from assay_acceptance.check import check
from assay_acceptance.scenario import EMBEDDED_ONLY, scenario

REFUSAL_SECONDS = 90


def check_refuses(server, cause: str, fix: str) -> None:
    """The start ends with an exit code other than 0 and one line that matches both patterns, without a stack trace."""
    server.launch()
    code = server.wait(REFUSAL_SECONDS)
    text = server.log_text()
    check(code != 0, "exit code 0 from a start that cannot succeed")
    check(not re.search(r"^\s+at [\w.$/]+\(", text, re.MULTILINE), "a stack trace instead of one line")
    told = [line for line in text.splitlines() if re.search(cause, line)]
    check(len(told) == 1, f"{len(told)} lines tell the cause (expected: one line that matches {cause!r})")
    check(re.search(fix, told[0]), f"no fix in {told[0]!r} (expected: one that matches {fix!r})")


@scenario("port-taken", views=EMBEDDED_ONLY)
def port_taken(world):
    """A taken port is named, with the option that chooses another."""
    with socket.socket() as holder:
        # All addresses, as a server takes them; on loopback alone the kernel may let both live.
        holder.bind(("", 0))
        holder.listen()
        port = holder.getsockname()[1]
        check_refuses(world.server(port=port), rf"\b{port}\b.*", r"server\.port")


@scenario("data-dir-locked", views=EMBEDDED_ONLY)
def data_dir_locked(world):
    """A second server on the same data directory is refused, and the first one serves on."""
    first, api = world.started()
    second = world.server(data=first.data)
    check_refuses(second, re.escape(str(first.data)), r"(?i)stop|another|other|assay\.data-dir")
    check(first.running(), "the first server ended")
    api.create_bucket("still-serving")


@scenario("data-dir-unusable", views=EMBEDDED_ONLY)
def data_dir_unusable(world):
    """A data directory that cannot be written is named, with what to do."""
    file = world.directory / "a-file"
    file.write_text("not a directory\n")
    fix = r"(?i)director|permission|writ|assay\.data-dir"
    check_refuses(world.server(data=file), re.escape(str(file)), fix)
    check_refuses(world.server(data=file / "below"), re.escape(str(file)), fix)
    if os.getuid() != 0:  # permissions do not bind root
        check_refuses(world.server(data=read_only(world.directory)), "read-only", fix)


def read_only(directory: Path) -> Path:
    closed = directory / "read-only"
    closed.mkdir(mode=0o500)
    return closed / "data"
