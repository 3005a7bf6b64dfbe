"""Changes on a condition, and requests that come twice."""

import threading
import time

from assay_acceptance.api import Api, NotSent, Refused, Unanswered
from assay_acceptance.check import Failed, check, check_equal, eventually
from assay_acceptance.scenario import EMBEDDED_ONLY, scenario

BUCKET = "golden"
CHANNEL = "production"
RACERS = 6
ROUNDS = 25
CRASHES = 3


def prepared(world, versions: int):
    server, api = world.started()
    api.create_bucket(BUCKET)
    for number in range(versions):
        api.publish(BUCKET, f"fp-{number}")
    api.create_channel(BUCKET, CHANNEL, "fp-0")
    return server, api


@scenario("conditions", views=EMBEDDED_ONLY)
def conditions(world):
    """A channel moves only if it still points where she thinks: who comes second is told what it points at now."""
    server, api = prepared(world, RACERS)
    check_equal(api.channel(BUCKET, CHANNEL)["version"]["fingerprint"], "fp-0", "version at first")
    hers = api.tag
    Api(server.client()).move_channel(BUCKET, CHANNEL, "fp-1")
    refusal = refused(lambda: api.move_channel(BUCKET, CHANNEL, "fp-2", if_match=hers))
    check_equal((refusal.status, refusal.code), (412, 9), "answer to a condition that does not hold")
    present = next(each for each in refusal.details if "present" in each)
    check_equal(present["present"]["channel"]["version"]["fingerprint"], "fp-1", "present state in the refusal")
    moved = api.move_channel(BUCKET, CHANNEL, "fp-2", if_match=present["etag"])
    check_equal(moved["version"]["fingerprint"], "fp-2", "version after she has looked")
    after = api.tag
    api.channel(BUCKET, CHANNEL)
    check_equal(api.tag, after, "tag of a read against that of the answer before")
    race(server, api)


def refused(call) -> Refused:
    try:
        call()
    except Refused as refusal:
        return refusal
    raise Failed("done, on a condition that does not hold")


def race(server, api: Api) -> None:
    """Of all who wait for the same state exactly one moves the channel, in every round."""
    racers = [Api(server.client(), api.token, keep_alive=True) for _ in range(RACERS)]
    before = len(api.history(BUCKET, CHANNEL))
    for number in range(ROUNDS):
        now = api.channel(BUCKET, CHANNEL)["version"]["fingerprint"]
        tag, winners = api.tag, []
        threads = [threading.Thread(target=try_once, args=(each, f"fp-{index}", tag, winners))
                   for index, each in enumerate(racers) if f"fp-{index}" != now]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        check_equal(len(winners), 1, f"winners of round {number}")
        check_equal(api.channel(BUCKET, CHANNEL)["version"]["fingerprint"], winners[0], f"version after round {number}")
    check_equal(len(api.history(BUCKET, CHANNEL)) - before, ROUNDS, "moves in the history")


def try_once(api: Api, fingerprint: str, tag: str, winners: list[str]) -> None:
    try:
        api.move_channel(BUCKET, CHANNEL, fingerprint, if_match=tag)
        winners.append(fingerprint)
    except Refused as refusal:
        if refusal.status != 412:
            winners.append(f"surprise: {refusal}")


@scenario("retries", views=EMBEDDED_ONLY, timeout_seconds=900)
def retries(world):
    """Killed while a request under a key is on its way, and asked again: done exactly once, with one answer."""
    server, api = prepared(world, CRASHES + 2)
    token, done = api.token, 1
    for number in range(1, CRASHES + 1):
        fingerprint, key = f"fp-{number}", f"release-{number}"
        killer = threading.Thread(target=kill_soon, args=(server, world.random.uniform(0, 0.03)))
        killer.start()
        before = attempt(Api(server.client(), token), fingerprint, key)
        killer.join()
        server.start()
        api = Api(server.client(), token)
        answers = [before] if before else []
        # On a later day somebody else has moved on, and the script is still at it.
        answers.append(eventually(lambda: attempt(api, fingerprint, key), "an answer to the retry"))
        tag = api.tag
        api.move_channel(BUCKET, CHANNEL, "fp-0")
        answers.append(api.move_channel(BUCKET, CHANNEL, fingerprint, key=key))
        check_equal(api.tag, tag, "tag of the repeated answer")
        check(all(each == answers[0] for each in answers), f"answers differ: {answers}")
        done += 2
        rows = api.history(BUCKET, CHANNEL)
        check_equal(len(rows), done, f"moves in the history after crash {number}")
        check_equal(api.channel(BUCKET, CHANNEL)["version"]["fingerprint"], "fp-0", "version after the repetition")
    reused = refused(lambda: api.move_channel(BUCKET, CHANNEL, f"fp-{CRASHES + 1}", key="release-1"))
    check_equal((reused.status, reused.code), (422, 3), "answer to a key of another request")


def kill_soon(server, seconds: float) -> None:
    time.sleep(seconds)
    server.kill()


def attempt(api: Api, fingerprint: str, key: str) -> dict | None:
    try:
        return api.move_channel(BUCKET, CHANNEL, fingerprint, key=key)
    except (NotSent, Unanswered):
        return None
    except Refused as refusal:
        check(refusal.status in (503, 504), f"a retry was refused: {refusal}")
        return None
