"""Compares what the server shows with what a ledger says it acknowledged: nothing lost, nothing twice."""

import re
from collections import Counter

from .api import Api, Refused
from .check import Failed, check, check_equal
from .ledger import BucketLedger, BuildEntry, ChannelEntry, Outcome, VersionEntry, acknowledged

ALREADY_EXISTS = (409, 6)


class Shown:
    """Everything that the server shows of one bucket."""

    def __init__(self, api: Api, name: str):
        self.versions = api.versions(name)
        self.channels = api.channels(name)
        self.histories = {channel["name"]: api.history(name, channel["name"]) for channel in self.channels}

    def __eq__(self, other) -> bool:
        return vars(self) == vars(other)


def audit_buckets(api: Api, ledgers: list[BucketLedger]) -> None:
    """Each bucket that was asked for is listed as often as its outcome allows."""
    listed = Counter(bucket["name"] for bucket in api.buckets())
    for ledger in ledgers:
        check_count(ledger.created, listed[ledger.name], f"bucket {ledger.name}")
    strangers = set(listed) - {ledger.name for ledger in ledgers}
    check(not strangers, f"buckets that nobody created: {sorted(strangers)}")


def audit(api: Api, ledger: BucketLedger) -> Shown | None:
    """Checks one bucket and gives what was shown of it; None where the bucket does not exist."""
    if not exists(api, ledger):
        return None
    shown = Shown(api, ledger.name)
    audit_versions(ledger, shown)
    audit_latest(ledger.name, shown)
    audit_channels(ledger, shown)
    return shown


def exists(api: Api, ledger: BucketLedger) -> bool:
    try:
        found = api.bucket(ledger.name)
    except Refused as refusal:
        if refusal.status != 404:
            raise
        check_count(ledger.created, 0, f"bucket {ledger.name}")
        return False
    check_count(ledger.created, 1, f"bucket {ledger.name}")
    check_same_id(ledger.id, found, f"bucket {ledger.name}")
    return True


def check_count(outcome: Outcome, count: int, what: str) -> None:
    check(outcome.allows(count), f"{what} ({outcome.value}) is there {count} times")


def check_same_id(acknowledged_id: str | None, found: dict, what: str) -> None:
    check(acknowledged_id in (None, found["id"]), f"{what}: id {found['id']} (acknowledged: {acknowledged_id})")


# Versions and builds


def audit_versions(ledger: BucketLedger, shown: Shown) -> None:
    counts = Counter(version["fingerprint"] for version in shown.versions)
    strangers = set(counts) - set(ledger.versions)
    check(not strangers, f"{ledger.name}: versions that nobody created: {sorted(strangers)}")
    for fingerprint, entry in ledger.versions.items():
        check_count(entry.created, counts[fingerprint], f"{ledger.name}/{fingerprint}")
    for version in shown.versions:
        audit_version(f"{ledger.name}/{version['fingerprint']}", ledger.versions[version["fingerprint"]], version)
    check_numbers(ledger.name, shown.versions)


def audit_version(what: str, entry: VersionEntry, version: dict) -> None:
    check_same_id(entry.id, version, what)
    counts = Counter(build["component_type"] for build in version["builds"])
    for component, build in entry.builds.items():
        check_count(build.created, counts[component], f"{what}/{component}")
    for build in version["builds"]:
        component = build["component_type"]
        check(component in entry.builds, f"{what}/{component}: a build that nobody created")
        audit_build(f"{what}/{component}", entry.builds[component], build)
    check_completeness(what, entry, version)


def audit_build(what: str, entry: BuildEntry, build: dict) -> None:
    check_same_id(entry.id, build, what)
    done = build["status"] == "BUILD_DONE"
    check_count(entry.done, int(done), f"completion of {what}")
    artifacts = [each["external_identifier"] for each in build["artifacts"] or []]
    check_equal(artifacts, [entry.artifact] if done else [], f"artifacts of {what}")


def check_completeness(what: str, entry: VersionEntry, version: dict) -> None:
    complete = version["name"] != "v0"
    if acknowledged(entry):
        check(complete, f"{what}: v0, though every build was acknowledged as done")
    all_done = bool(version["builds"]) and all(build["status"] == "BUILD_DONE" for build in version["builds"])
    check_equal(complete, all_done, f"{what} is complete (all builds done)")
    if complete:
        check_equal(version["status"], "VERSION_ACTIVE", f"status of {what}")


def numbers(versions: list[dict]) -> list[int]:
    return sorted(int(match.group(1)) for each in versions if (match := re.fullmatch(r"v([1-9]\d*)", each["name"])))


def check_numbers(bucket: str, versions: list[dict]) -> None:
    """Complete versions are v1 to vN, each once."""
    found = numbers(versions)
    check_equal(found, list(range(1, len(found) + 1)), f"numbers of the complete versions of {bucket}")


# Channels


def audit_latest(bucket: str, shown: Shown) -> None:
    """Every completion moved `latest` exactly once, in the order of the numbers."""
    rows = [row["version"]["name"] for row in shown.histories.get("latest", [])]
    check_equal(rows, [f"v{number}" for number in reversed(numbers(shown.versions))], f"history of {bucket}/latest")


def audit_channels(ledger: BucketLedger, shown: Shown) -> None:
    counts = Counter(channel["name"] for channel in shown.channels)
    strangers = set(counts) - set(ledger.channels) - {"latest"}
    check(not strangers, f"{ledger.name}: channels that nobody created: {sorted(strangers)}")
    for name, entry in ledger.channels.items():
        check_count(entry.created, counts[name], f"channel {ledger.name}/{name}")
    for channel in shown.channels:
        if channel["name"] != "latest":
            audit_channel(ledger, ledger.channels[channel["name"]], channel, shown.histories[channel["name"]])


def audit_channel(ledger: BucketLedger, entry: ChannelEntry, channel: dict, rows: list[dict]) -> None:
    what = f"channel {ledger.name}/{channel['name']}"
    check_same_id(entry.id, channel, what)
    found = [row["version"]["fingerprint"] for row in reversed(rows)]
    if not explains(entry.assignments, found):
        asked = [f"{fingerprint} ({outcome.value})" for fingerprint, outcome in entry.assignments]
        raise Failed(f"history of {what}, oldest first: {found} (asked for: {asked})")
    now = channel["version"]["fingerprint"] if channel["version"] else None
    check_equal(now, found[-1] if found else None, f"{what} against its history")


def explains(assignments: list[tuple[str, Outcome]], found: list[str]) -> bool:
    """Whether the rows are the acknowledged assignments in order, with lost ones in their place or absent."""
    reached = {0}  # how many rows are explained so far; several answers while lost ones are undecided
    for fingerprint, outcome in assignments:
        taken = {row + 1 for row in reached if row < len(found) and found[row] == fingerprint and outcome.allows(1)}
        skipped = reached if outcome.allows(0) else set()
        reached = taken | skipped
    return len(found) in reached


# Retries


def audit_retries(api: Api, ledger: BucketLedger, sample: int = 3) -> None:
    """A create that was acknowledged is refused when it is repeated, as the duplicate that it is."""
    if ledger.created is not Outcome.ACKNOWLEDGED:
        return
    check_duplicate(lambda: api.create_bucket(ledger.name), f"bucket {ledger.name}")
    for fingerprint, version in list(ledger.versions.items())[-sample:]:
        audit_version_retries(api, ledger.name, fingerprint, version)
    for name, channel in list(ledger.channels.items())[-sample:]:
        if channel.created is Outcome.ACKNOWLEDGED:
            check_duplicate(lambda name=name: api.create_channel(ledger.name, name), f"channel {ledger.name}/{name}")


def audit_version_retries(api: Api, bucket: str, fingerprint: str, version: VersionEntry) -> None:
    if version.created is Outcome.ACKNOWLEDGED:
        check_duplicate(lambda: api.create_version(bucket, fingerprint), f"version {bucket}/{fingerprint}")
    # A complete version takes no builds at all, which hides whether the duplicate would have been seen.
    open_builds = [] if version.all_registered else version.builds.items()
    for component, build in open_builds:
        if build.created is Outcome.ACKNOWLEDGED:
            run = "00000000-0000-4000-8000-000000000002"
            check_duplicate(lambda component=component: api.create_build(bucket, fingerprint, component, run),
                            f"build {bucket}/{fingerprint}/{component}")


def check_duplicate(retry, what: str) -> None:
    try:
        retry()
    except Refused as refusal:
        check_equal((refusal.status, refusal.code), ALREADY_EXISTS, f"answer to the repeated create of {what}")
        return
    raise Failed(f"{what} was created a second time")
