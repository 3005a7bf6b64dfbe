"""A family of 200 over 40 buckets, revoked and restored under readers."""

import threading

from assay_acceptance.api import Api
from assay_acceptance.check import check, check_equal
from assay_acceptance.family import in_parallel, publish, restore, revoke
from assay_acceptance.scenario import scenario

BUCKETS = 40
FAN_OUT = 5
DESCENDANTS = 200
CHANNELS = 50
ROUNDS = 25
READERS = 3


@scenario("atomicity")
def atomicity(world):
    """While a base image with 200 descendants is revoked and restored, every answer fits the one position that it was made at."""
    server, api = world.started()
    environment, token = server.client(), api.token
    fleet = Fleet(environment, token, api)
    turns = Turns()
    readers = [Reader(environment, token, fleet, turns, world.random.randrange(2**32)) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    try:
        for _ in range(ROUNDS):
            fleet.assign_all()
            revoke(api, "base", "base")
            turns.revoked_at(api.position)
            restore(api, "base", "base")
            turns.restored_at(api.position)
    finally:
        for reader in readers:
            reader.over.set()
        for reader in readers:
            reader.join()
    for reader in readers:
        check(reader.failure is None, f"a reader failed: {reader.failure!r}")
    seen = [turns.check(observed) for reader in readers for observed in reader.observed]
    check(seen.count(True) > 0 and seen.count(False) > 0, f"{len(seen)} reads, {seen.count(True)} of a revoked family (expected: some of both)")
    check_a_torn_answer_would_be_found(turns)
    print(f"{len(seen)} reads, {seen.count(True)} of them of a revoked family")


class Fleet:
    """Member n lives in bucket n modulo 40 and was built from member (n - 1) / 5; every third has a second parent."""

    def __init__(self, environment: dict[str, str], token: str, api: Api):
        self.environment, self.token = environment, token
        self.buckets = [f"image-{n}" for n in range(BUCKETS)]
        api.create_bucket("base")
        self.members = {0: ("base", "base")}
        made = {0: publish(api, "base", "base")}
        in_parallel(environment, token, [lambda api, bucket=bucket: (api.create_bucket(bucket), publish(api, bucket, "good")) for bucket in self.buckets])
        level = range(1, FAN_OUT + 1)
        while level:
            self.members |= {n: (self.buckets[n % BUCKETS], f"m{n}") for n in level}
            done = in_parallel(environment, token, [self.publishing(n, made) for n in level])
            made |= {int(version["fingerprint"][1:]): version for version in done}
            level = range(level[-1] + 1, min(DESCENDANTS, level[-1] + FAN_OUT * len(level)) + 1)
        self.channels = [(*self.members[DESCENDANTS - n], f"stable-{n}") for n in range(CHANNELS)]
        in_parallel(environment, token, [lambda api, c=c: api.create_channel(c[0], c[2], "good") for c in self.channels])

    def publishing(self, n: int, made: dict[int, dict]):
        parents = [made[(n - 1) // FAN_OUT]]
        if n % 3 == 0:
            parents.append(made[(n - 1) // FAN_OUT // 2])
        return lambda api: publish(api, *self.members[n], *parents)

    def assign_all(self) -> None:
        in_parallel(self.environment, self.token, [lambda api, c=c: api.move_channel(c[0], c[2], c[1]) for c in self.channels])


class Turns:
    """The positions at which the family was revoked and restored, as the answers to those calls said."""

    def __init__(self):
        self.positions: list[tuple[int, bool]] = []

    def revoked_at(self, position: int) -> None:
        self.positions.append((position, True))

    def restored_at(self, position: int) -> None:
        self.positions.append((position, False))

    def revoked(self, position: int) -> bool:
        return next((revoked for at, revoked in reversed(self.positions) if at <= position), False)

    def check(self, observed: tuple[int, str, set, bool]) -> bool:
        position, what, statuses, on_revoked = observed
        revoked = self.revoked(position)
        expected = {"VERSION_REVOKED" if revoked else "VERSION_ACTIVE"}
        check(statuses <= expected, f"{what} at position {position}: {statuses} (expected: {expected})")
        check(not on_revoked, f"{what} at position {position}: a channel points at a revoked version")
        return revoked


def check_a_torn_answer_would_be_found(turns: Turns) -> None:
    """The check itself must be able to fail."""
    position, _ = turns.positions[0]
    for torn in ((position, "torn", {"VERSION_REVOKED", "VERSION_ACTIVE"}, False), (position - 1, "early", {"VERSION_REVOKED"}, False),
                 (position, "late", {"VERSION_ACTIVE"}, False), (position, "channel", set(), True)):
        try:
            turns.check(torn)
        except AssertionError:
            continue
        check(False, f"not found: {torn}")


class Reader(threading.Thread):
    """Asks for one thing after the other, and notes at which position it was answered."""

    def __init__(self, environment: dict[str, str], token: str, fleet: Fleet, turns: Turns, seed: int):
        super().__init__()
        self.api, self.fleet, self.turns, self.next = Api(environment, token, keep_alive=True), fleet, turns, seed
        self.over = threading.Event()
        self.observed: list[tuple[int, str, set, bool]] = []
        self.failure: Exception | None = None

    def run(self) -> None:
        try:
            while not self.over.is_set():
                self.read()
        except Exception as failure:
            self.failure = failure
        finally:
            self.api.close()

    def read(self) -> None:
        self.next = (self.next * 1103515245 + 12345) % 2**31
        kind, n = self.next % 4, 1 + self.next // 4 % DESCENDANTS
        bucket, fingerprint = self.fleet.members[n]
        if kind == 0:
            self.note(f"version {bucket}/{fingerprint}", [self.api.version(bucket, fingerprint)], [])
        elif kind == 1:
            self.note(f"versions of {bucket}", self.api.versions(bucket), [])
        elif kind == 2:
            self.note(f"channels of {bucket}", [], self.api.channels(bucket))
        else:
            bucket, _, name = self.fleet.channels[n % CHANNELS]
            self.note(f"channel {bucket}/{name}", [], [self.api.channel(bucket, name)])

    def note(self, what: str, versions: list[dict], channels: list[dict]) -> None:
        family = {version["status"] for version in versions if version["fingerprint"] != "good"}
        pointed = [channel.get("version") or {} for channel in channels]
        self.observed.append((self.api.position, what, family, any(version.get("status") == "VERSION_REVOKED" for version in pointed)))
