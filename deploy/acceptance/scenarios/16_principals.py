"""People and machines: who may call, with which key, and how that ends."""

import json
import os
import stat
import subprocess

from assay_acceptance.api import Api, Refused
from assay_acceptance.check import Failed, check, check_equal, eventually
from assay_acceptance.credentials import plain_environment, source
from assay_acceptance.golang import build
from assay_acceptance.scenario import EMBEDDED_ONLY, scenario

IAM = "/2019-12-10"
POLICY = f"{IAM}/resource-manager/resources/iam-policy"


@scenario("principals")
def principals(world):
    """Principals, keys and roles over HTTP: what is withdrawn stops with the next call, for issued tokens too."""
    server, contributor = world.started()
    owner = Api(source(server.admin_env))
    contributor.create_bucket("golden")
    contributor.publish("golden", "fp-1")
    check_rotation(owner)
    check_restricted_channel(owner, contributor)
    check_bucket_made_again(owner, contributor)
    check_last_owner(owner)


def check_rotation(owner: Api) -> None:
    """A second key, clients move over to it, the first one goes: at no moment is there none that works."""
    principal = create(owner, "builder")
    grant(owner, project(owner), "roles/contributor", principal)
    old = new_key(owner, principal)
    old.create_bucket("made-with-the-old-key")
    new = new_key(owner, principal)
    new.bucket("made-with-the-old-key")
    old.bucket("made-with-the-old-key")
    revoke(owner, principal, old)
    check_refused(lambda: old.bucket("made-with-the-old-key"), 401, "a token of the revoked key")
    check_refused(lambda: as_client(owner, old.environment).token, 401, "the revoked key")
    new.bucket("made-with-the-old-key")

    short = new_key(owner, principal, expires_in="2s")
    short.bucket("made-with-the-old-key")
    eventually(lambda: is_refused(lambda: short.bucket("made-with-the-old-key"), 401), "the end of a key of 2 s", 20)

    owner.call("DELETE", f"{IAM}/{principal['resource_name']}")
    check_refused(lambda: new.bucket("made-with-the-old-key"), 401, "a token of a deleted principal")


def check_restricted_channel(owner: Api, contributor: Api) -> None:
    principal = create(owner, "reader")
    reader = new_key(owner, principal)
    check_refused(lambda: reader.bucket("golden"), 403, "a principal without a role")
    tag = grant(owner, bucket(owner, "golden"), "roles/viewer", principal)
    reader.bucket("golden")
    check_equal([each["name"] for each in reader.buckets()], ["golden"], "buckets that a viewer of one sees")
    check_refused(lambda: reader.channel("golden", "latest"), 403, "a restricted channel", saying="latest")
    check_refused(lambda: reader.create_version("golden", "fp-2"), 403, "a viewer who writes")
    contributor.call("PATCH", f"{contributor.root}/buckets/golden/channels/latest", {"update_mask": "restricted"})
    check_equal(reader.channel("golden", "latest")["version"]["fingerprint"], "fp-1", "the channel, opened")
    owner.call("PUT", POLICY, {"resource_name": bucket(owner, "golden"), "policy": {"etag": tag, "bindings": []}})
    check_refused(lambda: reader.bucket("golden"), 403, "a withdrawn role")
    stale = {"resource_name": bucket(owner, "golden"), "policy": {"etag": tag, "bindings": []}}
    check_refused(lambda: owner.call("PUT", POLICY, stale), 409, "a policy under an old tag")


def check_bucket_made_again(owner: Api, contributor: Api) -> None:
    contributor.create_bucket("twice")
    principal = create(owner, "keeper")
    keeper = new_key(owner, principal)
    grant(owner, bucket(owner, "twice"), "roles/admin", principal)
    keeper.bucket("twice")
    contributor.call("DELETE", f"{contributor.root}/buckets/twice")
    contributor.create_bucket("twice")
    check_refused(lambda: keeper.bucket("twice"), 403, "the admin of a bucket that was made again")


def check_last_owner(owner: Api) -> None:
    name = f"iam/organization/{owner.environment['HCP_ORGANIZATION_ID']}/service-principal/owner"
    check_refused(lambda: owner.call("DELETE", f"{IAM}/{name}"), 400, "deleting the last owner", saying="owner")
    key = f"{name}/key/{owner.environment['HCP_CLIENT_ID']}"
    check_refused(lambda: owner.call("DELETE", f"{IAM}/{key}"), 400, "revoking the last owner's key", saying="owner")


@scenario("principals-by-command", views=EMBEDDED_ONLY)
def principals_by_command(world):
    """`principal`, `key` and `role` work on a running registry and on a stopped one; a secret is shown once."""
    server, contributor = world.started()
    contributor.create_bucket("golden")
    env_file = world.directory / "pipeline.env"
    said = command(server, "principal", "create", "pipeline", "--role", "contributor", "--env-file", str(env_file))
    check("pipeline.env" in said and "ecret" not in said, f"principal create said {said!r} (expected: the file, no secret)")
    check_equal(stat.S_IMODE(os.stat(env_file).st_mode), 0o600, "mode of the file with the secret")
    pipeline = Api(source(env_file))
    pipeline.create_version("golden", "by-pipeline")

    made = shown(server, "key", "create", "pipeline", "--expires-in", "90d")
    check_equal(len(made["client_secret"]), 43, "length of a secret")
    keys = shown(server, "key", "list", "pipeline")["keys"]
    check_equal(len(keys), 2, "keys of pipeline")
    check(made["client_secret"] not in json.dumps(keys), "key list shows a secret")

    code, said = run(server, "principal", "delete", "nobody")
    check(code == 1 and said.count("\n") == 1, f"deleting nobody said {said!r} with exit code {code} (expected: a line)")

    server.terminate()
    server.wait()
    listed = shown(server, "principal", "list")["service_principals"]
    check_equal(sorted(each["name"] for each in listed), ["contributor", "owner", "pipeline"], "principals of the stopped one")
    other_file = world.directory / "other.env"
    command(server, "principal", "create", "offline", "--role", "viewer", "--on", "bucket/golden",
            "--env-file", str(other_file))
    command(server, "key", "revoke", pipeline.environment["HCP_CLIENT_ID"])
    code, said = run(server, "principal", "delete", "owner")
    check(code == 1 and "owner" in said, f"deleting the last owner said {said!r} with exit code {code}")

    server.start()
    check_refused(lambda: pipeline.bucket("golden"), 401, "a token whose key was revoked while the server was stopped")
    Api(source(other_file)).bucket("golden")
    check_refused(lambda: Api(source(other_file)).create_bucket("more"), 403, "a viewer of one bucket")
    command(server, "role", "grant", "offline", "contributor")
    Api(source(other_file)).create_bucket("more")
    command(server, "role", "withdraw", "offline", "contributor")
    check_refused(lambda: Api(source(other_file)).create_bucket("again"), 403, "a withdrawn role")
    table = command(server, "principal", "list")
    check("viewer on bucket golden" in table, f"principal list said {table!r}")
    command(server, "principal", "delete", "offline")
    check_refused(lambda: Api(source(other_file)).bucket("golden"), 401, "a deleted principal")


@scenario("principals-by-generated-client", views=EMBEDDED_ONLY)
def principals_by_generated_client(world):
    """The client that the Terraform provider uses manages principals and bucket policies, %2F and all."""
    binary = build("iam")
    server, contributor = world.started()
    contributor.create_bucket("golden")
    # A HOME of its own: the client caches tokens there, by client id and not by host.
    environment = source(server.admin_env) | {"HOME": str(world.directory)}
    client = subprocess.run([str(binary), "golden"], env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                            text=True, timeout=60)
    if client.returncode != 0:
        raise Failed(f"the generated client: {client.stderr.strip() or client.stdout.strip()}")


# What the scenarios do, in few words


def project(api: Api) -> str:
    return f"project/{api.environment['HCP_PROJECT_ID']}"


def bucket(api: Api, name: str) -> str:
    return f"packer/{project(api)}/bucket/{name}"


def create(owner: Api, name: str) -> dict:
    parent = project(owner).replace("/", "%2F")
    return owner.call("POST", f"{IAM}/iam/{parent}/service-principals", {"name": name})["service_principal"]


def new_key(owner: Api, principal: dict, **wishes: str) -> Api:
    """A client with a key of its own, and a token."""
    name = principal["resource_name"].replace("/", "%2F")
    made = owner.call("POST", f"{IAM}/{name}/keys", wishes)
    pair = {"HCP_CLIENT_ID": made["key"]["client_id"], "HCP_CLIENT_SECRET": made["client_secret"]}
    api = as_client(owner, pair)
    check(api.token, "a token for the new key")
    return api


def as_client(owner: Api, pair: dict[str, str]) -> Api:
    return Api(owner.environment | {name: pair[name] for name in ("HCP_CLIENT_ID", "HCP_CLIENT_SECRET")})


def revoke(owner: Api, principal: dict, client: Api) -> None:
    owner.call("DELETE", f"{IAM}/{principal['resource_name']}/key/{client.environment['HCP_CLIENT_ID']}")


def grant(owner: Api, resource: str, role: str, principal: dict) -> str:
    """Adds a member to a policy as the provider's binding does; the new tag."""
    try:
        policy = owner.call("GET", f"{POLICY}?resource_name={resource}")["policy"]
    except Refused as absent:
        check_equal(absent.status, 404, f"status of the policy of {resource}")
        policy = {"etag": "", "bindings": []}
    member = {"member_id": principal["id"], "member_type": "SERVICE_PRINCIPAL"}
    policy["bindings"].append({"role_id": role, "members": [member]})
    answer = owner.call("PUT", POLICY, {"resource_name": resource, "policy": policy})
    return answer["policy"]["etag"]


def is_refused(call, status: int) -> bool:
    try:
        call()
    except Refused as refused:
        return refused.status == status
    return False


def check_refused(call, status: int, what: str, saying: str = "") -> None:
    try:
        call()
    except Refused as refused:
        check_equal(refused.status, status, f"status of {what} ({refused.message})")
        check(saying in refused.message, f"{what}: {refused.message!r} (expected: names {saying})")
        return
    raise Failed(f"{what}: answered (expected: refused with {status})")


def run(server, *words: str) -> tuple[int, str]:
    """A subcommand with the server's settings: exit code, and what it printed but for the JVM's opinions."""
    settings = [f"--assay.data-dir={server.data}", f"--server.port={server.port}"]
    done = subprocess.run([*server.command_line, *words, *settings], cwd=server.directory, env=plain_environment(),
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
    errors = [line for line in done.stderr.splitlines(True) if not line.startswith("WARNING: ")]
    return done.returncode, done.stdout + "".join(errors)


def command(server, *words: str) -> str:
    code, said = run(server, *words)
    check_equal(code, 0, f"exit code of {' '.join(words)}, which said {said!r}")
    return said


def shown(server, *words: str) -> dict:
    return json.loads(command(server, *words, "--output", "json"))
