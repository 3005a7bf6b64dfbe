"""SIGTERM in the middle of writes."""

import random
import time

from assay_acceptance.api import Api
from assay_acceptance.audit import audit, audit_buckets
from assay_acceptance.check import check
from assay_acceptance.ledger import BucketLedger, Outcome
from assay_acceptance.scenario import scenario
from assay_acceptance.writers import Writer, join_all

WRITERS = 8
ROUNDS = 3


@scenario("shutdown")
def shutdown(world):
    """Stopped in the middle of writes: each command is kept, refused or answered 503/504, and the exit is orderly."""
    server, api = world.started()
    shared = BucketLedger("shutdown-shared", Outcome.ACKNOWLEDGED, api.create_bucket("shutdown-shared")["id"])
    ledgers = [shared]
    for number in range(ROUNDS):
        ledgers += stop_under_load(world, server, api.token, shared, number)
        server.start()
        api = Api(server.client(), api.token)
        for ledger in ledgers:
            audit(api, ledger)
    audit_buckets(api, ledgers)


def stop_under_load(world, server, token: str, shared: BucketLedger, number: int) -> list[BucketLedger]:
    environment = server.client()
    # A connection for each call: one that the server closes while idle is no unanswered command. A command that
    # the server did not even read may go unanswered; then it must not have been done, now or later.
    writers = [Writer(f"{number}-{index}", Api(environment, token), shared,
                      random.Random(world.random.getrandbits(64)), moves_shared=False, silence=Outcome.NOT_APPLIED)
               for index in range(WRITERS)]
    for writer in writers:
        writer.start()
    time.sleep(world.random.uniform(0.5, 2.0))
    server.terminate()
    code = server.wait()
    check(code in (0, 143), f"exit code after SIGTERM: {code} (expected: 0 or 143)")
    join_all(writers)
    return [writer.own for writer in writers]
