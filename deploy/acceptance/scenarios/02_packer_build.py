"""A stock packer publishes."""

from assay_acceptance.check import check, check_equal
from assay_acceptance.scenario import scenario

TEMPLATE = "two-sources.pkr.hcl"
SERVER = "HCP Packer"


@scenario("build", packer=True)
def build(world):
    """A build of two sources becomes version v1 with two artifacts, and latest points at it."""
    server, api = world.started()
    world.packer(server).build(TEMPLATE, "fp-1", bucket="golden")
    check_bucket(api.bucket("golden"))
    check_version(api.version("golden", "fp-1"))
    check_builds(api.builds("golden", "fp-1"))
    check_latest(api)


def check_bucket(bucket: dict) -> None:
    check_equal(bucket["description"], "The image everything else starts from", "description of the bucket")
    check_equal(bucket["labels"], {"team": "core"}, "labels of the bucket")
    check_equal(bucket["version_count"], "1", "version_count")
    check_equal(bucket["latest_version"]["fingerprint"], "fp-1", "latest_version")
    check_equal(bucket["platforms"], ["packer.file"], "platforms")


def check_version(version: dict) -> None:
    check_equal((version["name"], version["status"]), ("v1", "VERSION_ACTIVE"), "name and status of the version")
    check_equal(version["template_type"], "HCL2", "template_type")
    check_equal(len(version["builds"]), 2, "builds of the version")


def check_builds(builds: dict) -> None:
    check_equal(sorted(builds), ["file.base", "file.extra"], "component types")
    for name, target in (("file.base", "base.txt"), ("file.extra", "extra.txt")):
        found = builds[name]
        check_equal(found["status"], "BUILD_DONE", f"status of {name}")
        check_equal(found["platform"], "packer.file", f"platform of {name}")
        check_equal(found["labels"].get("os"), "debian", f"label os of {name}")
        check_equal([(each["external_identifier"], each["region"]) for each in found["artifacts"]], [(target, ".")],
                    f"artifacts of {name}")


def check_latest(api) -> None:
    latest = api.channel("golden", "latest")
    check_equal((latest["managed"], latest["version"]["fingerprint"]), (True, "fp-1"), "channel latest")
    rows = api.history("golden", "latest")
    check_equal([(row["version"]["fingerprint"], row["author_id"]) for row in rows], [("fp-1", SERVER)], "history of latest")


@scenario("same-fingerprint", packer=True)
def same_fingerprint(world):
    """The same fingerprint again is refused by packer, and nothing changes."""
    server, api = world.started()
    packer = world.packer(server)
    packer.build(TEMPLATE, "fp-1", bucket="golden")
    before = api.version("golden", "fp-1")
    output = packer.failing_build(TEMPLATE, "fp-1", bucket="golden")
    check("complete" in output, f"packer names another reason:\n{output}")
    check_equal(api.version("golden", "fp-1"), before, "version after the refused build")
