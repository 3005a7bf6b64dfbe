"""A security engineer at work: what she revokes is revoked everywhere in the same instant, and comes back when she says so."""

from datetime import datetime, timedelta, timezone

from assay_acceptance.api import Api, Refused
from assay_acceptance.check import check, check_equal, eventually
from assay_acceptance.family import change, pointing_at, publish, restore, revoke, roll_back, set_on_revocation
from assay_acceptance.scenario import scenario

REVOKED, ACTIVE, SCHEDULED = "VERSION_REVOKED", "VERSION_ACTIVE", "VERSION_REVOCATION_SCHEDULED"


@scenario("governance")
def governance(world):
    """A revoked base takes all descendants and channels with it in one instant; rollback, holds, schedules and restore do as they say."""
    server, api = world.started()
    fleet = a_fleet(api)
    check_revoked_in_one_instant(api, fleet)
    check_restore_clears_what_was_inherited(api, fleet)
    check_rollback_by_hand(api)
    check_channel_policies(api)
    check_disabled_rollback(api)
    check_schedule(api)
    check_deleted_parent_frees_nobody(api)
    before = everything(api, fleet)
    server.terminate()
    server.wait()
    server.start()
    check_equal(everything(Api(server.client()), fleet), before, "everything after a restart")


def a_fleet(api: Api) -> dict[str, dict]:
    """debian → jdk, python → app (of both, a diamond); each bucket has a good version first, app has none."""
    for bucket in ("debian", "jdk", "python", "app"):
        api.create_bucket(bucket)
    for bucket in ("debian", "jdk", "python"):
        publish(api, bucket, "good")
    base = publish(api, "debian", "base")
    jdk, python = publish(api, "jdk", "v-jdk", base), publish(api, "python", "v-python", base)
    publish(api, "app", "own", jdk)
    revoke(api, "app", "own", "its own fault")
    app = publish(api, "app", "v-app", jdk, python)
    for bucket, bad in (("debian", "base"), ("jdk", "v-jdk"), ("python", "v-python")):
        api.create_channel(bucket, "production", "good")
        api.move_channel(bucket, "production", bad)
    api.create_channel("app", "production", "v-app")
    return {"debian": base, "jdk": jdk, "python": python, "app": app}


def everything(api: Api, fleet: dict) -> dict:
    return {bucket: (api.versions(bucket), api.channels(bucket), api.history(bucket, "production")) for bucket in fleet}


def check_revoked_in_one_instant(api: Api, fleet: dict) -> None:
    before = api.position if api.bucket("debian") else -1
    shown = revoke(api, "debian", "base", "CVE-2026-1234: rebuild")
    check_equal(shown["status"], REVOKED, "status in the answer to the revocation")
    check_equal(api.position, before + 1, "the position after it: one commit")
    moment = shown["revoke_at"]
    for bucket, version in fleet.items():
        found = api.version(bucket, version["fingerprint"])
        check_equal(found["status"], REVOKED, f"status of {bucket}")
        check_equal(found["revoke_at"], moment, f"revoke_at of {bucket}")
        check_equal(found["revocation_message"], "CVE-2026-1234: rebuild", f"message of {bucket}")
        check_equal(found["revocation_author"], shown["revocation_author"], f"author of {bucket}")
        kind = "MANUAL" if bucket == "debian" else "INHERITED"
        check_equal(found["revocation_type"], kind, f"revocation_type of {bucket}")
        if bucket != "debian":
            check_equal(found["revocation_inherited_from"]["version_fingerprint"], "base", f"ancestor of {bucket}")
        good = None if bucket == "app" else "good"
        for channel in ("latest", "production"):
            check_equal(pointing_at(api.channel(bucket, channel)), good, f"{bucket}/{channel}")
    # The instant before, nothing of it; the instant after, all of it: for whoever asks about the past, too.
    for bucket, version in fleet.items():
        path = f"{api.root}/buckets/{bucket}/versions/{version['fingerprint']}?as_of=position:"
        check_equal(api.call("GET", f"{path}{before}")["version"]["status"], ACTIVE, f"{bucket} one position before")
        check_equal(api.call("GET", f"{path}{before + 1}")["version"]["status"], REVOKED, f"{bucket} at that position")
    newest = api.history("jdk", "production")[0]
    check_equal((newest["version"]["fingerprint"], newest["cause"], newest["author_id"]),
                ("good", "REVOCATION", "HCP Packer"), "newest row of a channel that was taken back")
    check_equal(newest["assigned_at"], moment, "when it was taken back")
    check_refused(lambda: api.move_channel("jdk", "production", "v-jdk"), 9, "assigning a revoked version")
    check_refused(lambda: restore(api, "jdk", "v-jdk"), 9, "restoring what was inherited")
    check_refused(lambda: revoke(api, "debian", "base"), 9, "revoking twice")


def check_restore_clears_what_was_inherited(api: Api, fleet: dict) -> None:
    publish(api, "app", "late", fleet["jdk"])
    check_equal(api.version("app", "late")["status"], REVOKED, "a child that was recorded after the revocation")
    check_equal(pointing_at(api.channel("app", "latest")), None, "latest, which must not follow it")
    restore(api, "debian", "base")
    for bucket, version in fleet.items():
        found = api.version(bucket, version["fingerprint"])
        check_equal(found["status"], ACTIVE, f"{bucket} after the restore")
        check(not found.get("revoke_at") and not found.get("revocation_inherited_from"), f"something is left in {bucket}: {found}")
    check_equal(api.version("app", "late")["status"], ACTIVE, "the late child after the restore")
    own = api.version("app", "own")
    check_equal((own["status"], own["revocation_type"], own["revocation_message"]), (REVOKED, "MANUAL", "its own fault"),
                "a descendant that was revoked by itself, too")
    check_equal(pointing_at(api.channel("jdk", "production")), "good", "a channel after the restore: nothing moves forward")


def check_rollback_by_hand(api: Api) -> None:
    api.create_bucket("steps")
    for fingerprint in "abcd":
        publish(api, "steps", fingerprint)
    api.create_channel("steps", "production", "a")
    for fingerprint in "bcd":
        api.move_channel("steps", "production", fingerprint)
    for expected in "cb":
        check_equal(pointing_at(roll_back(api, "steps", "production")), expected, "each rollback goes further back")
    check_equal(api.history("steps", "production")[0]["cause"], "ROLLBACK", "cause of a rollback by hand")
    check_refused(lambda: roll_back(api, "steps", "production", version_fingerprint="d"), 9, "a rollback that goes forward")
    check_equal(pointing_at(roll_back(api, "steps", "production", version_fingerprint="a")), "a", "a rollback to a target")
    check_refused(lambda: roll_back(api, "steps", "production"), 9, "a rollback with nothing before")


def check_channel_policies(api: Api) -> None:
    api.create_bucket("policies")
    for fingerprint in ("good", "bad"):
        publish(api, "policies", fingerprint)
    for channel in ("held", "emptied", "moved"):
        api.create_channel("policies", channel, "good")
        api.move_channel("policies", channel, "bad")
    set_on_revocation(api, "policies", "held", "hold")
    set_on_revocation(api, "policies", "emptied", "empty")
    revoke(api, "policies", "bad")
    found = {channel["name"]: pointing_at(channel) for channel in api.channels("policies")}
    check_equal(found, {"held": "bad", "emptied": None, "moved": "good", "latest": "good"}, "channels by their policy")
    check_equal(api.channel("policies", "held")["version"]["status"], REVOKED, "what stops the consumers of a held channel")


def check_disabled_rollback(api: Api) -> None:
    publish(api, "policies", "third")
    api.move_channel("policies", "emptied", "third")
    revoke(api, "policies", "third", disable_rollback_channels=True)
    for channel in ("emptied", "latest"):
        check_equal(pointing_at(api.channel("policies", channel)), "third", f"{channel} with rollbacks disabled")


def check_schedule(api: Api) -> None:
    api.create_bucket("plan")
    api.create_bucket("heir")
    base = publish(api, "plan", "base")
    publish(api, "heir", "child", base)
    check_equal(change(api, "plan", "base", revoke_in="30d")["status"], SCHEDULED, "a revocation in 30 days")
    check_equal(api.version("heir", "child")["status"], SCHEDULED, "what its descendant shows")
    check_equal(restore(api, "plan", "base")["status"], ACTIVE, "a schedule that was taken back")
    check_equal(api.version("heir", "child")["status"], ACTIVE, "what its descendant shows then")
    change(api, "plan", "base", revoke_in="30d", revocation_message="first plan")
    at = datetime.now(timezone.utc) + timedelta(seconds=2)
    change(api, "plan", "base", revoke_at=at.isoformat(), revocation_message="second plan")
    check_equal(api.version("heir", "child")["status"], SCHEDULED, "before the new instant")
    eventually(lambda: api.version("heir", "child")["status"] == REVOKED, "the new instant", 10)
    check(datetime.now(timezone.utc) >= at, "revoked before its instant")
    check_equal(api.version("plan", "base")["revocation_message"], "second plan", "the message of the plan that counts")
    check_equal(pointing_at(api.channel("heir", "latest")), "child", "a channel after a scheduled revocation: it stays")
    restore(api, "plan", "base")
    check_equal(api.version("heir", "child")["status"], ACTIVE, "restored after a schedule took effect")
    check_refused(lambda: change(api, "plan", "base", revoke_in="1d", restore=True), 3, "revoking and restoring at once")
    check_refused(lambda: change(api, "plan", "base", revoke_in="soon"), 3, "an instant that is none")


def check_deleted_parent_frees_nobody(api: Api) -> None:
    for bucket in ("root", "leaf"):
        api.create_bucket(bucket)
    publish(api, "leaf", "good")
    base = publish(api, "root", "base")
    publish(api, "leaf", "child", base)
    revoke(api, "root", "base", "CVE-2026-5678")
    api.call("DELETE", f"{api.root}/buckets/root/versions/base")
    api.call("DELETE", f"{api.root}/buckets/root")
    child = api.version("leaf", "child")
    check_equal((child["status"], child["revocation_message"]), (REVOKED, "CVE-2026-5678"), "the child of a deleted parent")
    check_equal(pointing_at(api.channel("leaf", "latest")), "good", "its channel")


def check_refused(call, code: int, what: str) -> None:
    try:
        call()
    except Refused as refusal:
        check_equal((refusal.status, refusal.code), (400, code), what)
        check("expected:" in refusal.message, f"{what}: {refusal.message} (expected: it says what was expected)")
        return
    check(False, f"{what} was accepted")
