"""An exported file as an auditor may read it: with a ZIP library, SHA-256 and RFC 6962, and nothing that is Assay's."""

import hashlib
import json
import struct
import zipfile
from collections.abc import Iterator

from .check import check_equal

MAGIC = b"\xa5AJ\x01"


def header(file) -> dict:
    with zipfile.ZipFile(file) as archive:
        return json.loads(archive.read("assay-export.json"))


def records(file) -> Iterator[bytes]:
    with zipfile.ZipFile(file) as archive:
        check_sums(archive)
        for name in sorted(name for name in archive.namelist() if name.startswith("records/")):
            part = archive.read(name)
            while part:
                (length,) = struct.unpack(">I", part[:4])
                yield part[4 : 4 + length]
                part = part[4 + length :]


def checkpoint(file) -> list[str]:
    """Origin, size and root hash (base64) of the signed checkpoint in the file."""
    with zipfile.ZipFile(file) as archive:
        return archive.read("checkpoint").decode().splitlines()[:3]


def check_sums(archive: zipfile.ZipFile) -> None:
    listed = dict(reversed(line.split("  ", 1)) for line in archive.read("SHA256SUMS").decode().splitlines())
    found = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist() if name != "SHA256SUMS"}
    check_equal(found, listed, "SHA256SUMS of the file")


def leaves(file) -> Iterator[bytes]:
    """The log entry of each position: times never go back, whatever the clocks of the writers did."""
    time = 0
    for position, record in enumerate(records(file)):
        check_equal(record[:4], MAGIC, f"first bytes of the record at position {position}")
        time = max(time, json.loads(record[4:])["at"])
        yield f"assay-commit/1\n{position}\n{time}\n{hashlib.sha256(record).hexdigest()}\n".encode()


def root(file) -> str:
    """Root hash of the Merkle tree over all entries (RFC 6962, section 2.1), from a stack of complete subtrees."""
    stack: list[tuple[int, bytes]] = []
    for entry in leaves(file):
        size, node = 1, hashlib.sha256(b"\0" + entry).digest()
        while stack and stack[-1][0] == size:
            size, node = 2 * size, hashlib.sha256(b"\1" + stack.pop()[1] + node).digest()
        stack.append((size, node))
    node = stack.pop()[1]
    while stack:
        node = hashlib.sha256(b"\1" + stack.pop()[1] + node).digest()
    return node.hex()
