"""What was built from what, told by stock packer through its data sources."""

from assay_acceptance.api import Api, Refused
from assay_acceptance.check import Failed, check, check_equal
from assay_acceptance.scenario import scenario


@scenario("ancestry", packer=True)
def ancestry(world):
    """A child that packer built is seen from both sides, grows old when the channel moves, and falls with its parent exactly as foretold."""
    server, api = world.started()
    packer = world.packer(server)
    packer.build("two-sources.pkr.hcl", "fp-parent", bucket="parent")
    api.create_channel("parent", "production", "fp-parent")
    packer.build("child.pkr.hcl", "fp-child", bucket="child", parent="parent")
    check_relation(api, "UP_TO_DATE")
    check_equal(api.version("parent", "fp-parent")["has_descendants"], True, "has_descendants of the parent")

    packer.build("two-sources.pkr.hcl", "fp-next", bucket="parent")
    api.move_channel("parent", "production", "fp-next")
    check_relation(api, "OUT_OF_DATE")

    check_lineage(api)
    check_foretold(api)

    server.kill()
    server.start()
    again = Api(server.client())
    check_relation(again, "OUT_OF_DATE")
    check_equal(again.version("child", "fp-child")["revocation_type"], "INHERITED", "revocation type after a restart")


@scenario("rebuilt-child", packer=True)
def rebuilt_child(world):
    """Built again after the channel moved, the child is up to date; a bucket made again under the parent's name is not its parent."""
    server, api = world.started()
    packer = world.packer(server)
    packer.build("two-sources.pkr.hcl", "fp-parent", bucket="parent")
    api.create_channel("parent", "production", "fp-parent")
    packer.build("child.pkr.hcl", "fp-child", bucket="child", parent="parent")
    packer.build("two-sources.pkr.hcl", "fp-next", bucket="parent")
    api.move_channel("parent", "production", "fp-next")
    check_equal(statuses(api, "parent", "children"), ["OUT_OF_DATE"], "children before the child is built again")
    packer.build("child.pkr.hcl", "fp-child-2", bucket="child", parent="parent")
    check_equal(statuses(api, "parent", "children"), ["UP_TO_DATE"], "children after it")

    api.call("DELETE", f"{api.root}/buckets/parent")
    api.create_bucket("parent")
    check_equal(relations(api, "parent", "children"), [], "children of the bucket made again")
    row, = relations(api, "child", "parents")
    check_equal((row["status"], row["parent"]["version_fingerprint"], row["parent"]["version_name"], row["parent"]["deleted"]),
                ("UNDETERMINED", "fp-next", "v2", True), "the parent that is gone")


def relations(api, bucket: str, kind: str) -> list[dict]:
    answer = api.call("GET", f"{api.root}/buckets/{bucket}/ancestry?type=ANCESTRY_TYPE_{kind.upper()}")
    check_equal(answer["total_count"], len(answer["relations"]), f"total_count of the {kind} of {bucket}")
    check_equal(answer["hidden"], 0, f"hidden {kind} of {bucket}")
    return answer["relations"]


def statuses(api, bucket: str, kind: str) -> list[str]:
    return [row["status"] for row in relations(api, bucket, kind)]


def check_relation(api, status: str) -> None:
    """The same relation from both sides, and the same status wherever it is shown."""
    row, = relations(api, "child", "parents")
    check_equal(relations(api, "parent", "children"), [row], "the relation from the parent's side")
    check_equal((row["parent"]["version_fingerprint"], row["child"]["version_fingerprint"], row["parent"]["channel_name"], row["status"]),
                ("fp-parent", "fp-child", "production", status), "relation")
    check_equal(api.bucket("parent")["children"]["status"], status, "status of the parent's children")
    check_equal(api.bucket("child")["parents"]["status"], status, "status of the child's parents")
    check_equal(api.version("child", "fp-child")["parents"]["status"], status, "status of the child version's parents")


def assay(api, bucket: str, fingerprint: str, call: str) -> str:
    return api.root.replace("/packer/2023-01-01/", "/assay/v1/") + f"/buckets/{bucket}/versions/{fingerprint}/{call}"


def check_lineage(api) -> None:
    graph = api.call("GET", assay(api, "parent", "fp-parent", "lineage?direction=descendants"))
    names = {node["id"]: node["version_fingerprint"] for node in graph["nodes"]}
    check_equal([(names[edge["parent"]], names[edge["child"]]) for edge in graph["edges"]], [("fp-parent", "fp-child")], "edges")
    try:
        api.call("GET", assay(api, "parent", "fp-parent", "lineage?direction=sideways"))
    except Refused as refusal:
        check_equal((refusal.status, refusal.code), (400, 3), "an unknown direction")
        check("direction: sideways" in refusal.message, refusal.message)
    else:
        raise Failed("an unknown direction was answered")


def check_foretold(api) -> None:
    """The impact says what the revocation then does."""
    impact = api.call("GET", assay(api, "parent", "fp-parent", "impact"))
    check_equal([each["version"]["version_fingerprint"] for each in impact["descendants"]], ["fp-child"], "descendants foretold")
    foretold = {(each["bucket_name"], each["channel_name"]): each["to"] and each["to"]["version_fingerprint"]
                for each in impact["channels"]}
    check_equal(foretold, {("child", "latest"): None}, "channels foretold")
    check_equal(api.version("child", "fp-child")["status"], "VERSION_ACTIVE", "the child after the dry run")
    api.call("PATCH", f"{api.root}/buckets/parent/versions/fp-parent", {"revoke_in": "0s", "revocation_message": "CVE-2026-1"})
    child = api.version("child", "fp-child")
    check_equal((child["status"], child["revocation_message"]), ("VERSION_REVOKED", "CVE-2026-1"), "the child after the revocation")
    check_equal(api.channel("child", "latest")["version"], None, "latest of the child")
    check_equal(api.channel("parent", "production")["version"]["fingerprint"], "fp-next", "production of the parent")
