"""A channel by hand, without packer."""

import json

from assay_acceptance.check import check, check_equal
from assay_acceptance.scenario import scenario


@scenario("channel-history")
def channel_history(world):
    """One call creates and assigns a channel; each move adds a row that tells who, when, from what and until when."""
    _, api = world.started()
    api.create_bucket("golden")
    for fingerprint in ("fp-1", "fp-2"):
        api.publish("golden", fingerprint)
    created = api.create_channel("golden", "production", "fp-1")
    check_equal(created["version"]["fingerprint"], "fp-1", "version in the answer to the create")
    moved = api.move_channel("golden", "production", "fp-2")
    check_equal(moved["version"]["fingerprint"], "fp-2", "version in the answer to the move")
    check_equal(core(api.channel("golden", "production")), core(moved), "a later read against the answer to the move")
    check_rows(api.history("golden", "production"), moved["author_id"])


def core(channel: dict) -> dict:
    """A channel without its version's relations: other streams decide them, so a write's answer leaves them out."""
    return {key: channel[key] for key in channel if key != "version"} | {"fingerprint": channel["version"]["fingerprint"]}


def check_rows(rows: list[dict], author: str) -> None:
    check_equal([row["version"]["fingerprint"] for row in rows], ["fp-2", "fp-1"], "history, newest first")
    newest, oldest = rows
    for row in rows:
        check_equal(row["author_id"], author, "author_id")
        check(row.get("cause"), f"row without a cause: {json.dumps(row)[:500]}")
    check(newest["assigned_at"] >= oldest["assigned_at"], "assigned_at falls")
    check_equal(newest.get("ended_at"), None, "ended_at of the assignment in force")
    check_equal(oldest["ended_at"], newest["assigned_at"], "end of the first assignment against the start of the second")
    check(not oldest.get("previous_version"), "the first assignment has a previous_version")
    previous = json.dumps(newest["previous_version"])
    check("fp-1" in previous or "v1" in previous, f"previous_version: {previous} (expected: v1, fp-1)")
