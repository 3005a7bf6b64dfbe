"""Twenty crashes: what was acknowledged is there, and nothing is there twice."""

import random
import time
from collections import Counter

from assay_acceptance.api import Api
from assay_acceptance.audit import audit, audit_buckets, audit_retries
from assay_acceptance.check import Failed, check
from assay_acceptance.ledger import BucketLedger, ChannelEntry, Outcome
from assay_acceptance.scenario import scenario
from assay_acceptance.writers import Writer, join_all

CRASHES = 20
WRITERS = 4
# Some crashes hit a server that is still recovering from the one before.
KILLED_WHILE_STARTING = 0.2


@scenario("crash", timeout_seconds=1800)
def crash(world):
    """Killed twenty times while four threads write: every acknowledged write is there after it, and none twice."""
    server, api = world.started()
    # One token for all restarts: clients cache theirs, so it has to survive.
    token = api.token
    shared = shared_bucket(api)
    ledgers, shown, outcomes = [shared], {}, Counter()
    for number in range(1, CRASHES + 1):
        writers = write_until_killed(world, server, token, shared, number)
        ledgers += [writer.own for writer in writers]
        outcomes += sum((writer.outcomes for writer in writers), Counter())
        restart(world, server)
        api = Api(server.client(), token, keep_alive=True)
        audit_crash(api, [shared, *(writer.own for writer in writers)], shown, number)
    audit_buckets(api, ledgers)
    check_nothing_moved(api, ledgers, shown)
    report(outcomes)


def shared_bucket(api: Api) -> BucketLedger:
    """A bucket that all writers publish to, in all rounds; one of them moves its channel."""
    ledger = BucketLedger("crash-shared", Outcome.ACKNOWLEDGED, api.create_bucket("crash-shared")["id"])
    channel = api.create_channel("crash-shared", "shared")
    ledger.channels["shared"] = ChannelEntry(Outcome.ACKNOWLEDGED, channel["id"])
    return ledger


def write_until_killed(world, server, token: str, shared: BucketLedger, number: int) -> list[Writer]:
    environment = server.client()
    writers = [Writer(f"{number}-{index}", Api(environment, token, keep_alive=True), shared,
                      random.Random(world.random.getrandbits(64)), moves_shared=index == 0) for index in range(WRITERS)]
    for writer in writers:
        writer.start()
    time.sleep(world.random.uniform(0.2, 2.0))
    if not server.running():
        raise Failed("the server ended by itself while it was written to")
    server.kill()
    join_all(writers)
    return writers


def restart(world, server) -> None:
    if world.random.random() < KILLED_WHILE_STARTING:
        server.launch()
        time.sleep(world.random.uniform(0.2, 4.0))
        server.kill()
    server.start()


def audit_crash(api: Api, ledgers: list[BucketLedger], shown: dict, number: int) -> None:
    for ledger in ledgers:
        try:
            shown[ledger.name] = audit(api, ledger)
            audit_retries(api, ledger)
        except AssertionError as failure:
            raise Failed(f"after crash {number}: {failure}") from failure


def check_nothing_moved(api: Api, ledgers: list[BucketLedger], shown: dict) -> None:
    """What was seen after a bucket's own crash is seen after all others, too: nothing turns up late or goes away."""
    for ledger in ledgers:
        check(audit(api, ledger) == shown[ledger.name], f"bucket {ledger.name} changed after its last write")


def report(outcomes: Counter) -> None:
    check(outcomes[Outcome.ACKNOWLEDGED] > CRASHES * WRITERS, f"hardly a write was acknowledged: {outcomes}")
    told = ", ".join(f"{count} {outcome.value}" for outcome, count in outcomes.items())
    print(f"      {CRASHES} crashes, writes: {told}", flush=True)
