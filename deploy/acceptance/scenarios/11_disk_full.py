"""A full disk: a small file system in memory, filled to its last byte."""

import random
import re

from assay_acceptance.api import Api
from assay_acceptance.audit import audit, audit_buckets
from assay_acceptance.check import check, check_equal, eventually
from assay_acceptance.disk import SmallDisk
from assay_acceptance.ledger import BucketLedger, Outcome
from assay_acceptance.scenario import EMBEDDED_ONLY, scenario
from assay_acceptance.writers import Writer, join_all

FULL = r"(?i)disk .*full"
WRITERS = 3
ENOUGH_MIB = 320
REFUSALS = 20


@scenario("disk-full-at-start", views=EMBEDDED_ONLY)
def disk_full_at_start(world):
    """A start on a full disk says so in one line with the fix, whatever is left; with space it starts."""
    disk = world.disk(ENOUGH_MIB)
    server = world.server(data=disk.mount / "data")
    for left_kib in (0, 64, 1024):
        disk.fill(left_kib)
        server.check_refuses(FULL, "free space")
    disk.free()
    server.start()
    api = Api(server.client())
    api.create_bucket("kept")
    server.terminate()
    server.wait()
    disk.fill(0)
    server.check_refuses(FULL, "free space")
    disk.free()
    server.start()
    check_equal(api.bucket("kept")["name"], "kept", "bucket after the disk was full")


@scenario("disk-full-running", views=EMBEDDED_ONLY)
def disk_full_running(world):
    """A disk that runs full under writes loses nothing acknowledged; the server refuses, or ends and says why."""
    disk = world.disk(ENOUGH_MIB)
    server = world.server(data=disk.mount / "data").start()
    token = Api(server.client()).token
    shared = BucketLedger("full-shared", Outcome.ACKNOWLEDGED, Api(server.client(), token).create_bucket("full-shared")["id"])
    writers = [Writer(f"{index}", Api(server.client(), token, keep_alive=True), shared,
                      random.Random(world.random.getrandbits(64)), moves_shared=index == 0) for index in range(WRITERS)]
    for writer in writers:
        writer.start()
    eventually(lambda: acknowledged(writers) > 50, "fifty acknowledged writes", 60)
    disk.fill(0)
    eventually(lambda: not server.running() or refused(writers) >= REFUSALS, "an effect of the full disk", 120)
    check_told(server)
    server.kill()
    join_all(writers)
    disk.free()
    server.start()
    api = Api(server.client(), token)
    ledgers = [shared, *(writer.own for writer in writers)]
    for ledger in ledgers:
        audit(api, ledger)
    audit_buckets(api, ledgers)
    api.create_bucket("after")


def acknowledged(writers) -> int:
    return sum(writer.outcomes[Outcome.ACKNOWLEDGED] for writer in writers)


def refused(writers) -> int:
    return sum(writer.outcomes[Outcome.NOT_APPLIED] + writer.outcomes[Outcome.LOST] for writer in writers)


def check_told(server) -> None:
    """Either it ended, with a code and a line that says why, or it still runs and says so to who asks."""
    if server.running():
        check("no space left" in server.log_text().lower(), "the log does not tell that the disk is full")
        return
    check(server.wait() != 0, "exit code 0 from a server whose disk is full")
    told = [line for line in server.log_text().splitlines() if re.search(FULL, line)]
    check(len(told) == 1 and "free space" in told[0], f"lines that tell why it ended: {told} (expected: one, with the fix)")
