"""The back-up story: a file of a registry that is written to is a registry again, elsewhere and up to any moment."""

import base64
import json
import os
import random
import shutil
import signal
import ssl
import subprocess
import urllib.parse
import urllib.request
import zipfile

from assay_acceptance.api import Api
from assay_acceptance.audit import Shown
from assay_acceptance.check import Failed, check, check_equal, eventually
from assay_acceptance.exported import checkpoint, header, records, root
from assay_acceptance.ledger import BucketLedger, Outcome
from assay_acceptance.scenario import EMBEDDED_ONLY, scenario
from assay_acceptance.writers import Writer, join_all

WRITERS = 3


class AsOf(Api):
    """The same registry as it was at a position."""

    def __init__(self, api: Api, position: int):
        super().__init__(api.environment, api.token, keep_alive=True)
        self.moment = urllib.parse.quote(f"position:{position}")

    def call(self, method: str, path: str, body: dict | None = None) -> dict:
        return super().call(method, f"{path}{'&' if '?' in path else '?'}as_of={self.moment}", body)


@scenario("backup", views=EMBEDDED_ONLY, timeout_seconds=900)
def backup(world):
    """A registry is exported while it is written to, killed, and restored elsewhere: every answer is the same, and it goes on."""
    server, api = world.started()
    old, token = server.client(), api.token
    key = shutil.copy2(server.data / "master.key", world.directory / "kept-master.key")
    auditor = Auditor(world, server)
    live = export_under_load(world, server, token)
    check(live["position"] > 100, f"exported to position {live['position']}")
    early = export(server, world.directory / "early.zip", f"--as-of=position:{live['position'] // 2}")
    server.start()
    now = Api(server.client(), token, keep_alive=True)
    expected = {each["position"]: shown(AsOf(now, each["position"])) for each in (live, early)}
    server.terminate()
    server.wait()
    check_refusals(world, live, key)
    copy = restored_after_a_crash(world, live, key)
    check_copy(copy, old, token, expected[live["position"]])
    check_exported_again(world, copy, live)
    auditor.check(server, live["file"])
    auditor.check(copy)
    check_point_in_time(world, early, key, token, expected[early["position"]])


class Auditor:
    """Keeps a checkpoint of the original, and its key, and holds against them what is said to come from it."""

    def __init__(self, world, server):
        self.checkpoint = self._keep(server, "checkpoint", world.directory / "kept-checkpoint")
        self.key = self._keep(server, "verifier-key", world.directory / "kept-verifier-key")

    @staticmethod
    def _keep(server, what: str, file):
        environment = server.client()
        tls = ssl.create_default_context(cafile=environment["SSL_CERT_FILE"])
        address = f"https://{environment['HCP_API_ADDRESS']}/assay/v1/journal/{what}"
        with urllib.request.urlopen(address, timeout=30, context=tls) as answer:
            file.write_bytes(answer.read())
        return file

    def check(self, server, *what: str) -> None:
        code, text = server.command("verify", *what, f"--checkpoint={self.checkpoint}", f"--verifier-key={self.key}")
        check_equal(code, 0, f"exit code of verify, which said {text!r}")


# Export


def export(server, file, *arguments: str) -> dict:
    code, text = server.command("export", str(file), "--output=json", *arguments)
    check_equal(code, 0, f"exit code of export, which said {text!r}")
    written = json.loads(text.splitlines()[-1])
    check_equal(oct(file.stat().st_mode & 0o777), "0o600", "mode of the exported file")
    check_equal(root(file), written["root"], "root of what is in the file")
    check_equal(header(file)["root"], written["root"], "root that the file names")
    signed = [f"assay/journal/{written['journalId']}", str(written["commits"]), base64.b64encode(bytes.fromhex(written["root"])).decode()]
    check_equal(checkpoint(file), signed, "checkpoint in the file")
    return written


def export_under_load(world, server, token: str) -> dict:
    """Writers before, during and after the export, and then the end without a warning."""
    shared = BucketLedger("backup-shared", Outcome.ACKNOWLEDGED, Api(server.client(), token).create_bucket("backup-shared")["id"])
    writers = [Writer(f"w{index}", Api(server.client(), token, keep_alive=True), shared,
                      random.Random(world.random.getrandbits(64)), moves_shared=False) for index in range(WRITERS)]
    for writer in writers:
        writer.start()
    eventually(lambda: sum(writer.outcomes[Outcome.ACKNOWLEDGED] for writer in writers) > 200, "200 writes before the export")
    acknowledged = sum(writer.outcomes[Outcome.ACKNOWLEDGED] for writer in writers)
    live = export(server, world.directory / "live.zip")
    check(live["commits"] > acknowledged, f"{live['commits']} commits exported (acknowledged before: {acknowledged})")
    later = sum(writer.outcomes[Outcome.ACKNOWLEDGED] for writer in writers) + 50
    eventually(lambda: sum(writer.outcomes[Outcome.ACKNOWLEDGED] for writer in writers) > later, "50 writes after the export")
    server.kill()
    join_all(writers)
    return live


# What is not imported


def check_refusals(world, exported: dict, key) -> None:
    target = world.server(data=world.directory / "refused")
    refused(target, exported["file"], (), f"master key {exported['masterKeyId']}")
    tampered, position = tamper(world, exported)
    refused(target, tampered, (f"--master-key={key}",), f"records from position {position} on: changed")
    check(not (target.data / "broker").exists() and not (target.data / "import").exists(), "a refused import left something")


def tamper(world, exported: dict):
    """One letter in the middle of the records, under a good archive."""
    path = world.directory / "tampered.zip"
    with zipfile.ZipFile(exported["file"]) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        parts = [name for name in source.namelist() if name.startswith("records/")]
        changed = parts[len(parts) // 2]
        for name in source.namelist():
            content = bytearray(source.read(name))
            if name == changed:
                content[len(content) // 2] ^= 1
            target.writestr(name, bytes(content))
    return path, int(changed.split("/")[1])


def refused(server, file, arguments: tuple, message: str) -> None:
    code, text = server.command("import", str(file), *arguments)
    check_equal(code, 1, f"exit code of an import that cannot be, which said {text!r}")
    check(message in text, f"import said {text!r} (expected: {message!r})")


# The copy


def restored_after_a_crash(world, exported: dict, key):
    """An import that is killed is not served; the same one again is."""
    copy = world.server(data=world.directory / "restored", more=("--assay.mongodb.database=restored",))
    command = [*copy.command_line, "import", exported["file"], f"--master-key={key}", f"--assay.data-dir={copy.data}"]
    process = subprocess.Popen(command, cwd=world.directory, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    eventually(lambda: (copy.data / "import" / "broker").exists(), "an import that has begun", interval=0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    copy.check_refuses("the import into .* was cut off", "run assay.jar import with the same file again")
    imported = run_import(copy, exported, key)
    check(imported["importedAs"] != exported["journalId"], "the copy has the id of the original")
    refused(copy, exported["file"], (), "holds broker, index")
    return copy.start()


def run_import(server, exported: dict, key) -> dict:
    code, text = server.command("import", exported["file"], f"--master-key={key}", "--output=json")
    check_equal(code, 0, f"exit code of import, which said {text!r}")
    imported = json.loads(text.splitlines()[-1])
    for field in ("journalId", "position", "root", "time"):
        check_equal(imported[field], exported[field], f"{field} of the import")
    return imported


def check_copy(copy, old: dict, token: str, expected: dict) -> None:
    api = Api(copy.client(), token, keep_alive=True)
    check_same(shown(api), expected, "answers of the copy to a token of the original")
    # The new client.env is of the same registry, and what was in the old one works on.
    check_same(shown(Api(copy.client(), keep_alive=True)), expected, "answers of the copy with its own client.env")
    here = {name: value for name, value in copy.client().items() if name in ("HCP_API_ADDRESS", "HCP_AUTH_URL", "SSL_CERT_FILE")}
    Api(old | here).buckets()
    # History goes on where it ended.
    before = len(api.versions("backup-shared"))
    api.publish("backup-shared", "after-the-restore")
    rows = api.history("backup-shared", "latest")
    check_equal(rows[0]["version"]["fingerprint"], "after-the-restore", "what latest points at after a publish to the copy")
    # The newest row of then has got its end.
    check_same(rows[2:], expected["backup-shared"]["histories"]["latest"][1:], "history of latest before the restore")
    check_equal(len(api.versions("backup-shared")), before + 1, "versions after a publish to the copy")


def check_exported_again(world, copy, exported: dict) -> None:
    """What came from the original is still the same: same records, same root."""
    again = export(copy, world.directory / "again.zip", f"--as-of=position:{exported['position']}")
    check_equal(again["root"], exported["root"], "root of the copy at the position of the import")
    check_same(list(records(again["file"])), list(records(exported["file"])), "records that are exported from the copy")
    copy.terminate()
    copy.wait()


def check_point_in_time(world, early: dict, key, token: str, expected: dict) -> None:
    server = world.server(data=world.directory / "early", more=("--assay.mongodb.database=early",))
    run_import(server, early, key)
    server.start()
    api = Api(server.client(), token, keep_alive=True)
    check_same(shown(api), expected, "answers of the registry as it was at an earlier position")
    api.publish("backup-shared", "another-future")


def check_same(actual, expected, what: str) -> None:
    """As check_equal, and names only the first place where large answers differ."""
    if type(actual) is type(expected) is dict and actual.keys() == expected.keys():
        for key in actual:
            check_same(actual[key], expected[key], f"{what}, {key}")
    elif type(actual) is type(expected) is list and len(actual) == len(expected):
        for index, (one, other) in enumerate(zip(actual, expected)):
            check_same(one, other, f"{what}, {index}")
    elif actual != expected:
        raise Failed(f"{what}: {str(actual)[:300]} (expected: {str(expected)[:300]})")


def shown(api: Api) -> dict:
    """All answers: buckets, versions with builds and artifacts, channels, histories with their times."""
    buckets = api.buckets()
    return {"": buckets} | {bucket["name"]: vars(Shown(api, bucket["name"])) for bucket in buckets}
