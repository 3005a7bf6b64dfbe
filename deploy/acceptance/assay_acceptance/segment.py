"""The journal's log as its broker keeps it on disk, for somebody who tampers with it: whole batches, with sums that
are right again. Kafka's own checks find nothing wrong afterwards."""

import shutil
import struct
from pathlib import Path

# Batch header: base offset, length of what follows, leader epoch, magic, CRC-32C of all behind it.
HEADER = struct.Struct(">qiibI")
LENGTH_FROM = 12
CRC_AT, SUMMED_FROM, LAST_DELTA_AT = 17, 21, 23


def _table() -> list[int]:
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        table.append(byte)
    return table


TABLE = _table()


def crc32c(data: bytes) -> int:
    crc = 0xFFFFFFFF
    for byte in data:
        crc = TABLE[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


class Segment:
    """The one segment of a short journal."""

    def __init__(self, broker: Path):
        self.path = next(broker.rglob("assay.journal-0/00000000000000000000.log"))
        self.batches: list[bytearray] = []
        data = self.path.read_bytes()
        while len(data) > LENGTH_FROM:
            _, length, *_ = HEADER.unpack_from(data)
            if length <= 0:
                break
            self.batches.append(bytearray(data[: LENGTH_FROM + length]))
            data = data[LENGTH_FROM + length :]

    def records(self, index: int) -> int:
        return struct.unpack_from(">i", self.batches[index], LAST_DELTA_AT)[0] + 1

    def offset(self, index: int) -> int:
        return sum(self.records(i) for i in range(index))

    def single(self, after: int) -> int:
        """Index of a batch that holds one record and is followed by another such one, not before a share of all."""
        return next(i for i in range(after, len(self.batches) - 1) if self.records(i) == self.records(i + 1) == 1)

    def edit(self, index: int, before: bytes, now: bytes) -> None:
        assert before in self.batches[index] and len(before) == len(now), f"no {before!r} in batch {index}"
        self.batches[index] = bytearray(bytes(self.batches[index]).replace(before, now, 1))

    def write(self) -> None:
        """Offsets without gaps, sums that fit; what the broker derives from the log is left for it to make again."""
        offset, data = 0, b""
        for index, batch in enumerate(self.batches):
            struct.pack_into(">q", batch, 0, offset)
            struct.pack_into(">I", batch, CRC_AT, crc32c(batch[SUMMED_FROM:]))
            offset += self.records(index)
            data += batch
        self.path.write_bytes(data)
        for derived in (*self.path.parent.glob("*index"), *self.path.parent.glob("*.snapshot")):
            derived.unlink()
        (self.path.parent.parent / ".kafka_cleanshutdown").unlink(missing_ok=True)


def copy_of(data: Path, target: Path) -> Path:
    shutil.rmtree(target, ignore_errors=True)
    return Path(shutil.copytree(data, target, ignore=shutil.ignore_patterns("lock", "views")))
