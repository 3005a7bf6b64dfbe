"""Builds that stop half-way, and go on under the same fingerprint."""

from assay_acceptance.check import check, check_equal, eventually
from assay_acceptance.scenario import scenario

TEMPLATE = "two-sources.pkr.hcl"


def statuses(api, fingerprint: str) -> dict[str, str]:
    return {name: build["status"] for name, build in api.builds("golden", fingerprint).items()}


def name_of(api, fingerprint: str) -> str:
    return api.version("golden", fingerprint)["name"]


def check_both(api, fingerprint: str, status: str) -> None:
    check_equal(statuses(api, fingerprint), {"file.base": status, "file.extra": status}, "builds")


def check_incomplete(api, fingerprint: str, status: str) -> None:
    version = api.version("golden", fingerprint)
    check_equal((version["name"], version["status"]), ("v0", status), "name and status of the incomplete version")
    check_equal(api.channel("golden", "latest")["version"]["fingerprint"], "fp-1", "latest beside an incomplete version")


def check_completed(api, fingerprint: str, name: str) -> None:
    check_both(api, fingerprint, "BUILD_DONE")
    version = api.version("golden", fingerprint)
    check_equal((version["name"], version["status"]), (name, "VERSION_ACTIVE"), "name and status after the resumed build")
    check_equal(api.channel("golden", "latest")["version"]["fingerprint"], fingerprint, "latest after the resumed build")


def after_one_version(world):
    """A registry whose bucket has v1, so that the next number and the old `latest` can be seen."""
    server, api = world.started()
    packer = world.packer(server)
    packer.build(TEMPLATE, "fp-1", bucket="golden")
    return api, packer


@scenario("interrupted", packer=True)
def interrupted(world):
    """Ctrl-C while building leaves cancelled builds and v0; the same fingerprint resumes and completes v2."""
    api, packer = after_one_version(world)
    run = packer.start(TEMPLATE, "fp-2", bucket="golden", step="sleep 60")
    try:
        eventually(lambda: both_running(api), "both builds are BUILD_RUNNING", 60)
        run.interrupt()
        code, output = run.wait()
    finally:
        run.kill()
    check(code != 0, f"packer ended with 0 after an interrupt:\n{output}")
    check_both(api, "fp-2", "BUILD_CANCELLED")
    check_incomplete(api, "fp-2", "VERSION_CANCELLED")
    packer.build(TEMPLATE, "fp-2", bucket="golden")
    check_completed(api, "fp-2", "v2")


def both_running(api) -> bool:
    if "fp-2" not in [version["fingerprint"] for version in api.versions("golden")]:
        return False
    return list(statuses(api, "fp-2").values()) == ["BUILD_RUNNING", "BUILD_RUNNING"]


@scenario("failed", packer=True)
def failed(world):
    """A failing provisioner leaves failed builds and v0; the same fingerprint resumes and completes v2."""
    api, packer = after_one_version(world)
    packer.failing_build(TEMPLATE, "fp-2", bucket="golden", step="false")
    check_both(api, "fp-2", "BUILD_FAILED")
    check_incomplete(api, "fp-2", "VERSION_FAILED")
    packer.build(TEMPLATE, "fp-2", bucket="golden")
    check_completed(api, "fp-2", "v2")


@scenario("partial", packer=True)
def partial(world):
    """One of two sources leaves the version incomplete; the other source completes it."""
    api, packer = after_one_version(world)
    packer.build(TEMPLATE, "fp-2", "-only=file.base", bucket="golden")
    check_equal(statuses(api, "fp-2"), {"file.base": "BUILD_DONE", "file.extra": "BUILD_UNSET"}, "builds")
    check_incomplete(api, "fp-2", "VERSION_INCOMPLETE")
    packer.build(TEMPLATE, "fp-2", "-only=file.extra", bucket="golden")
    check_completed(api, "fp-2", "v2")
