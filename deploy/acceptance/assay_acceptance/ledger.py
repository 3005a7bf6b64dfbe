"""What writers asked of the server and what they were told: the truth that the server is audited against.

Each bucket has its own ledger. A bucket is written by several threads only with its lock held over the ledger."""

import threading
from dataclasses import dataclass, field
from enum import Enum


class Outcome(Enum):
    """What a writer knows of a command after its call."""

    ACKNOWLEDGED = "acknowledged"
    LOST = "answer lost"  # done at most once, nobody knows
    NOT_APPLIED = "not applied"  # refused for being busy or stopping, or never sent

    def allows(self, count: int) -> bool:
        """Whether the command may be found this many times."""
        allowed = {Outcome.ACKNOWLEDGED: (1,), Outcome.LOST: (0, 1), Outcome.NOT_APPLIED: (0,)}
        return count in allowed[self]


@dataclass
class BuildEntry:
    created: Outcome
    id: str | None = None
    done: Outcome = Outcome.NOT_APPLIED
    artifact: str = ""


@dataclass
class VersionEntry:
    created: Outcome
    id: str | None = None
    builds: dict[str, BuildEntry] = field(default_factory=dict)
    # The writer had not yet registered all its builds when it was stopped: the version may not be complete.
    all_registered: bool = False


@dataclass
class ChannelEntry:
    created: Outcome
    id: str | None = None
    # Every assignment that was asked for, in order; the first one is part of the create call.
    assignments: list[tuple[str, Outcome]] = field(default_factory=list)

    def recent(self) -> set[str]:
        """The versions that the channel may point at now: a move to another one is never a no-op."""
        possible: set[str] = set()
        for fingerprint, outcome in reversed(self.assignments):
            if outcome is not Outcome.NOT_APPLIED:
                possible.add(fingerprint)
            if outcome is Outcome.ACKNOWLEDGED:
                break
        return possible


@dataclass
class BucketLedger:
    name: str
    created: Outcome = Outcome.NOT_APPLIED
    id: str | None = None
    versions: dict[str, VersionEntry] = field(default_factory=dict)
    channels: dict[str, ChannelEntry] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def complete_versions(self) -> list[str]:
        """Fingerprints that were acknowledged as complete."""
        with self.lock:
            return [fingerprint for fingerprint, version in self.versions.items() if acknowledged(version)]


def acknowledged(version: VersionEntry) -> bool:
    return version.all_registered and all(build.done is Outcome.ACKNOWLEDGED for build in version.builds.values())
