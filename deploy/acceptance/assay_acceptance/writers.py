"""Threads that write as fast as they may until the server is gone, and note in a ledger what they were told."""

import random
import threading
import time
import uuid
from collections import Counter

from .api import Api, NotSent, Refused, Unanswered
from .ledger import BucketLedger, BuildEntry, ChannelEntry, Outcome, VersionEntry

# Between two calls of one writer: keeps the registry small enough to be audited after every crash.
PAUSE_SECONDS = 0.004
CHANNELS_AT_MOST = 8
JOIN_SECONDS = 90


class ServerGone(Exception):
    pass


class Writer(threading.Thread):
    """Writes to a bucket of its own and, every other time, to one that all writers share."""

    def __init__(self, name: str, api: Api, shared: BucketLedger, rng: random.Random, moves_shared: bool,
                 silence: Outcome = Outcome.LOST):
        """`silence` is what an unanswered command is taken for: done or not after a crash, not done after a stop."""
        super().__init__(name=name, daemon=True)
        self.api, self.shared, self.rng, self.moves_shared = api, shared, rng, moves_shared
        self.silence = silence
        self.own = BucketLedger(f"crash-{name}")
        self.surprise: Exception | None = None
        self.outcomes: Counter = Counter()
        self.numbers = 0

    def run(self) -> None:
        try:
            self._create_bucket()
            while True:
                self._step()
        except ServerGone:
            pass
        # Whatever ends a writer is told by the main thread, where it fails the scenario.
        except Exception as surprise:  # noqa: BLE001
            self.surprise = surprise
        finally:
            self.api.close()

    def _step(self) -> None:
        choice = self.rng.random()
        if choice < 0.35:
            self._publish(self.own)
        elif choice < 0.55:
            self._publish(self.shared)
        elif choice < 0.65:
            self._create_channel()
        else:
            self._move()

    def _attempt(self, call, note) -> dict | None:
        """Makes a call; `note` writes its outcome into the ledger before anything else happens."""
        time.sleep(PAUSE_SECONDS)
        answer, outcome, gone = None, Outcome.NOT_APPLIED, False
        try:
            answer, outcome = call(), Outcome.ACKNOWLEDGED
        except Refused as refusal:
            outcome = outcome_of(refusal)
        except Unanswered:
            outcome, gone = self.silence, True
        except NotSent:
            gone = True
        self.outcomes[outcome] += 1
        note(outcome, answer)
        if gone:
            raise ServerGone
        return answer

    def _fresh(self, prefix: str) -> str:
        self.numbers += 1
        return f"{prefix}-{self.name}-{self.numbers}"

    def _create_bucket(self) -> None:
        def note(outcome, answer):
            self.own.created, self.own.id = outcome, answer and answer["id"]

        if self._attempt(lambda: self.api.create_bucket(self.own.name), note) is None:
            raise ServerGone

    def _publish(self, ledger: BucketLedger) -> None:
        fingerprint = self._fresh("fp")
        version = self._create_version(ledger, fingerprint)
        if version is None:
            return
        run = str(uuid.UUID(int=self.rng.getrandbits(128), version=4))
        components = ["file.base", "file.extra"][: self.rng.choice((1, 2))]
        builds = [self._create_build(ledger, fingerprint, version, component, run) for component in components]
        # With a build that may be missing, the others would complete the version too early to tell who did it.
        if None in builds:
            return
        version.all_registered = True
        for build in builds:
            self._finish(ledger, fingerprint, build, run)

    def _create_version(self, ledger: BucketLedger, fingerprint: str) -> VersionEntry | None:
        def note(outcome, answer):
            with ledger.lock:
                ledger.versions[fingerprint] = VersionEntry(outcome, answer and answer["id"])

        answer = self._attempt(lambda: self.api.create_version(ledger.name, fingerprint), note)
        return answer and ledger.versions[fingerprint]

    def _create_build(self, ledger, fingerprint, version: VersionEntry, component: str, run: str) -> BuildEntry | None:
        def note(outcome, answer):
            version.builds[component] = BuildEntry(outcome, answer and answer["id"])

        answer = self._attempt(lambda: self.api.create_build(ledger.name, fingerprint, component, run), note)
        return answer and version.builds[component]

    def _finish(self, ledger: BucketLedger, fingerprint: str, build: BuildEntry, run: str) -> None:
        build.artifact = f"{fingerprint}.{build.id}"

        def note(outcome, _answer):
            build.done = outcome

        self._attempt(lambda: self.api.finish_build(ledger.name, fingerprint, build.id, run, build.artifact), note)

    def _create_channel(self) -> None:
        complete = self.own.complete_versions()
        if not complete or len(self.own.channels) >= CHANNELS_AT_MOST:
            return
        name, fingerprint = self._fresh("ch"), self.rng.choice(complete)

        def note(outcome, answer):
            self.own.channels[name] = ChannelEntry(outcome, answer and answer["id"], [(fingerprint, outcome)])

        self._attempt(lambda: self.api.create_channel(self.own.name, name, fingerprint), note)

    def _move(self) -> None:
        ledger = self.shared if self.moves_shared and self.rng.random() < 0.5 else self.own
        channels = [name for name, each in ledger.channels.items() if each.created is Outcome.ACKNOWLEDGED]
        if not channels:
            return
        name = self.rng.choice(channels)
        entry = ledger.channels[name]
        targets = sorted(set(ledger.complete_versions()) - entry.recent())
        if not targets:
            return
        fingerprint = self.rng.choice(targets)
        self._attempt(lambda: self.api.move_channel(ledger.name, name, fingerprint),
                      lambda outcome, _answer: entry.assignments.append((fingerprint, outcome)))


def outcome_of(refusal: Refused) -> Outcome:
    """What an error answer says about the command; one that a valid command never gets is a surprise."""
    if refusal.status == 503:
        return Outcome.NOT_APPLIED
    if refusal.status == 504:
        return Outcome.LOST
    raise refusal


def join_all(writers: list[Writer]) -> None:
    """Waits for the end of all writers and raises what surprised one of them."""
    for writer in writers:
        writer.join(JOIN_SECONDS)
        if writer.is_alive():
            raise AssertionError(f"writer {writer.name} still waits {JOIN_SECONDS} s after the end of the server")
        if writer.surprise is not None:
            raise AssertionError(f"writer {writer.name}: {writer.surprise}") from writer.surprise
