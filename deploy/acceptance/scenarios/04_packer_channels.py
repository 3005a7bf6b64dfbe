"""Templates that name channels: to move them, or to find a parent through them."""

from assay_acceptance.check import check_equal
from assay_acceptance.scenario import scenario


@scenario("channels", packer=True)
def channels(world):
    """Channels named in the template point at the new version, with one row of history each."""
    server, api = world.started()
    api.create_bucket("golden")
    for name in ("staging", "nightly"):
        api.create_channel("golden", name)
    world.packer(server).build("with-channels.pkr.hcl", "fp-1", bucket="golden")
    for name in ("staging", "nightly"):
        channel = api.channel("golden", name)
        check_equal(channel["version"]["name"], "v1", f"version of channel {name}")
        # Packer asks once after each of the two builds; only the last request can have an effect.
        check_equal([row["version"]["fingerprint"] for row in api.history("golden", name)], ["fp-1"], f"history of {name}")


@scenario("child", packer=True)
def child(world):
    """A child finds its parent through data sources and is published with the parent's artifact as its source."""
    server, api = world.started()
    packer = world.packer(server)
    packer.build("two-sources.pkr.hcl", "fp-parent", bucket="parent")
    api.create_channel("parent", "production", "fp-parent")
    packer.build("child.pkr.hcl", "fp-child", bucket="child", parent="parent")
    version = api.version("child", "fp-child")
    check_equal((version["name"], version["status"]), ("v1", "VERSION_ACTIVE"), "name and status of the child's version")
    build = api.builds("child", "fp-child")["file.child"]
    check_equal(build["source_external_identifier"], "base.txt", "source_external_identifier")
    check_equal([each["external_identifier"] for each in build["artifacts"]], ["child.txt"], "artifacts of the child")
