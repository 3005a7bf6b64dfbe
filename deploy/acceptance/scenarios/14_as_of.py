"""Every answer can be asked for again, as it was."""

import datetime
import shutil
import time
import urllib.parse

from assay_acceptance.api import Api
from assay_acceptance.check import check, check_equal
from assay_acceptance.scenario import scenario

# An instant that is longer past can never be told differently.
SETTLED_SECONDS = 12.1


@scenario("as-of")
def as_of(world):
    """Answers that were recorded while things changed are given again, byte by byte, by instant and by position, after a restart, a rebuild of the views and of the index too."""
    server, _ = world.started()
    api = Raw(server.client(), keep_alive=True)
    told = tell(api)
    check_provisional(api, told[-1])
    check_mistakes(api)
    check_pages(api)
    time.sleep(SETTLED_SECONDS)
    check_all(api, told, "now")
    api.close()
    server.terminate()
    server.wait()
    server.start()
    check_all(api, told, "after a restart")
    api.close()
    code, text = server.command("rebuild-views")
    check_equal(code, 0, f"exit code of rebuild-views, which said {text!r}")
    check_all(api, told, "after a rebuild of the views")
    api.close()
    server.terminate()
    server.wait()
    shutil.rmtree(server.data / "index")
    server.start()
    check_all(api, told, "after a rebuild of the index")


class Raw(Api):
    """Reads bytes and headers."""

    def get(self, path: str, **query: str) -> tuple[int, bytes, dict]:
        asked = f"{self.root}{path}" + ("?" + urllib.parse.urlencode(query) if query else "")
        token = self.token
        self._connect()
        self.connection.request("GET", asked, headers={"Authorization": "Bearer " + token})
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.will_close:
            self.close()
        return answer.status, body, answer.headers

    def change(self, method: str, path: str, body: dict | None = None) -> None:
        self.call(method, self.root + path, body)


PATHS = (
    "/buckets", "/registry", "/enforced_blocks/bucket/base",
    *(path for bucket in ("base", "app") for path in (
        f"/buckets/{bucket}", f"/buckets/{bucket}/versions", f"/buckets/{bucket}/channels", f"/buckets/{bucket}/ancestry",
        *(f"/buckets/{bucket}/channels/{channel}{rest}" for channel in ("latest", "production") for rest in ("", "/history")),
        *(f"/buckets/{bucket}/versions/{version}{rest}" for version in ("one", "two") for rest in ("", "/builds")))),
)


class Told:
    """All answers of one moment."""

    def __init__(self, api: Raw, after: str):
        self.after = after
        self.answers = {path: api.get(path) for path in PATHS}
        positions = {headers["Assay-Position"] for status, _, headers in self.answers.values() if status == 200}
        check_equal(len(positions), 1, f"positions of the answers after {after}")
        self.position = positions.pop()
        self.instant = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds")
        # The next change comes in another millisecond.
        time.sleep(0.005)


def tell(api: Raw) -> list[Told]:
    told = []

    def then(what: str, *call) -> None:
        if call:
            api.change(*call)
        told.append(Told(api, what))

    for bucket in ("base", "app"):
        api.create_bucket(bucket)
    api.publish("base", "one")
    then("the first version")
    for bucket in ("base", "app"):
        api.create_channel(bucket, "production")
    api.publish("app", "one")
    api.publish("base", "two")
    move = {"update_mask": "versionFingerprint", "version_fingerprint": "one"}
    then("an assignment", "PATCH", "/buckets/base/channels/production", move)
    then("a move", "PATCH", "/buckets/base/channels/production", move | {"version_fingerprint": "two"})
    then("a revocation", "PATCH", "/buckets/base/versions/two", {"revoke_in": "0s", "revocation_message": "CVE-2026-1"})
    then("a restore", "PATCH", "/buckets/base/versions/two", {"restore": True})
    then("a new description", "PATCH", "/buckets/app", {"description": "later"})
    then("a deleted version", "DELETE", "/buckets/base/versions/two")
    then("a deleted channel", "DELETE", "/buckets/base/channels/production")
    then("a channel made again", "POST", "/buckets/base/channels", {"name": "production", "version_fingerprint": "one"})
    then("a deleted bucket", "DELETE", "/buckets/base")
    then("a bucket made again", "PUT", "/buckets", {"name": "base"})
    return told


def check_all(api: Raw, told: list[Told], when: str) -> None:
    """Now by both forms; later by one each, in turns."""
    for number, then in enumerate(told):
        moments = then.instant, f"position:{then.position}"
        for moment in moments if when == "now" else moments[number % 2:number % 2 + 1]:
            for path, (status, body, _) in then.answers.items():
                name, _, query = path.partition("?")
                again, text, headers = api.get(name, as_of=moment, **dict(urllib.parse.parse_qsl(query)))
                label = f"{path} as of {moment}, after {then.after}, asked {when}"
                check_equal((again, text), (status, body), label)
                check_equal(headers["Assay-Provisional"], None, f"Assay-Provisional of {label}")
                if again == 200:
                    check_equal(headers["Assay-Position"], then.position, f"Assay-Position of {label}")


def check_provisional(api: Raw, newest: Told) -> None:
    _, _, headers = api.get("/buckets", as_of=newest.instant)
    check_equal(headers["Assay-Provisional"], "true", "Assay-Provisional of an answer about just now")


def check_mistakes(api: Raw) -> None:
    for moment in ("", "yesterday", "position:", "position:-1", "position:999999999", "1970-01-01T00:00:00Z", "2999-01-01T00:00:00Z"):
        status, body, _ = api.get("/buckets", as_of=moment)
        check_equal(status, 400, f"status of as_of={moment!r}")
        check(b"as_of: " in body and b"expected" in body, f"as_of={moment!r} was refused with {body!r}")


def check_pages(api: Raw) -> None:
    """The pages of a list are of the moment of the first, whatever happens between."""
    for number in range(5):
        api.create_version("app", f"more-{number}")
    _, _, headers = api.get("/buckets/app")
    moment, seen, token = f"position:{headers['Assay-Position']}", [], ""
    while True:
        query = {"pagination.page_size": "2"} | ({"pagination.next_page_token": token} if token else {"as_of": moment})
        status, body, headers = api.get("/buckets/app/versions", **query)
        check_equal((status, headers["Assay-Position"]), (200, moment.partition(":")[2]), "status and position of a page")
        page = api._read("GET", "versions", status, body)
        seen += [version["fingerprint"] for version in page["versions"]]
        token = page["pagination"]["next_page_token"]
        if not token:
            break
        api.create_version("app", f"between-{len(seen)}")
    check_equal(seen, [f"more-{number}" for number in range(4, -1, -1)] + ["one"], "versions over all pages")
