"""Base images and what was built from them: the calls of a publisher, and those of a security engineer."""

from concurrent.futures import ThreadPoolExecutor

from .api import Api

RUN = "00000000-0000-4000-8000-000000000001"
PUBLISHERS = 8


def publish(api: Api, bucket: str, fingerprint: str, *parents: dict) -> dict:
    """A complete version with a build for each parent, or one without."""
    api.create_version(bucket, fingerprint)
    declared = list(parents) or [None]
    builds = [api.create_build(bucket, fingerprint, f"file.image{n}", RUN) for n in range(len(declared))]
    for build, parent in zip(builds, declared):
        finish(api, bucket, fingerprint, build["id"], parent)
    return api.version(bucket, fingerprint)


def finish(api: Api, bucket: str, fingerprint: str, build: str, parent: dict | None) -> dict:
    body = {"status": "BUILD_DONE", "packer_run_uuid": RUN, "platform": "packer.file",
            "artifacts": [{"external_identifier": f"{bucket}-{fingerprint}.txt", "region": "."}]}
    if parent is not None:
        body |= {"parent_version_id": parent["id"], "source_external_identifier": "parent.txt"}
    return api.call("PATCH", f"{api.root}/buckets/{bucket}/versions/{fingerprint}/builds/{build}", body)["build"]


def change(api: Api, bucket: str, fingerprint: str, **instructions) -> dict:
    """What a PATCH of a version answers about the version."""
    return api.call("PATCH", f"{api.root}/buckets/{bucket}/versions/{fingerprint}", instructions)["version"]


def revoke(api: Api, bucket: str, fingerprint: str, message: str = "CVE-2026-1234", **more) -> dict:
    return change(api, bucket, fingerprint, revoke_in="0s", revocation_message=message, **more)


def restore(api: Api, bucket: str, fingerprint: str) -> dict:
    return change(api, bucket, fingerprint, restore=True)


def set_on_revocation(api: Api, bucket: str, channel: str, policy: str) -> dict:
    body = {"update_mask": "onRevocation", "on_revocation": policy}
    return api.call("PATCH", f"{api.root}/buckets/{bucket}/channels/{channel}", body)["channel"]


def roll_back(api: Api, bucket: str, channel: str, **target) -> dict:
    root = api.root.replace("/packer/2023-01-01", "/assay/v1")
    return api.call("POST", f"{root}/buckets/{bucket}/channels/{channel}/rollback", target)["channel"]


def pointing_at(channel: dict) -> str | None:
    """The fingerprint of a channel's version, None for a channel that points at nothing."""
    return (channel.get("version") or {}).get("fingerprint")


def in_parallel(environment: dict[str, str], token: str, work: list) -> list:
    """Does each piece of work, a function of an Api, on one of a few connections; in no order."""

    def some(mine: list) -> list:
        api = Api(environment, token, keep_alive=True)
        try:
            return [each(api) for each in mine]
        finally:
            api.close()

    with ThreadPoolExecutor(PUBLISHERS) as pool:
        return [result for results in pool.map(some, (work[n::PUBLISHERS] for n in range(PUBLISHERS))) for result in results]
