"""The audit log: who did what, and what was refused, found and exported."""

import csv
import http.client
import io
import json
import urllib.parse

from assay_acceptance.api import Api, Refused
from assay_acceptance.check import Failed, check, check_equal, eventually
from assay_acceptance.credentials import source
from assay_acceptance.scenario import scenario

TEMPLATE = "two-sources.pkr.hcl"
REFUSALS = 40


@scenario("audit", packer=True)
def audit(world):
    """Every change of a packer run and every refusal is in the audit log, with who and from what to what; search, both exports, a crash and a rebuild agree."""
    server, api = world.started()
    log = Log(server)
    world.packer(server).build(TEMPLATE, "fp-1", bucket="golden")
    check_packer_run(log)
    check_promotion(api, log)
    check_refusals(api, log)
    check_junk(log)
    shown = log.everything()
    check_exports(log, shown)
    check_crash(server, api, shown)
    check_rebuild(server)


class Log:
    """The audit log of the project as the owner reads it."""

    def __init__(self, server):
        environment = source(server.admin_env)
        self.api = Api(environment)
        organization, project = environment["HCP_ORGANIZATION_ID"], source(server.client_env)["HCP_PROJECT_ID"]
        self.path = f"/assay/v1/organizations/{organization}/projects/{project}/audit"

    def search(self, **filters) -> list[dict]:
        return self.api.call("GET", f"{self.path}?{urllib.parse.urlencode(filters)}")["entries"]

    def everything(self, size: int = 7) -> list[dict]:
        """All rows, in pages so small that there are many."""
        rows, token = [], ""
        while True:
            query = {"pagination.page_size": size, "pagination.next_page_token": token}
            page = self.api.call("GET", f"{self.path}?{urllib.parse.urlencode(query)}")
            rows += page["entries"]
            token = page["pagination"]["next_page_token"]
            if not token:
                return rows

    def export(self, **headers) -> tuple[http.client.HTTPResponse, str]:
        connection = http.client.HTTPSConnection(self.api.host, self.api.port, timeout=30, context=self.api.tls)
        try:
            connection.request("GET", self.path, headers={"Authorization": "Bearer " + self.api.token} | headers)
            answer = connection.getresponse()
            return answer, answer.read().decode()
        finally:
            connection.close()


def actions(rows: list[dict]) -> list[str]:
    return [f"{row['outcome']} {row['action']}" for row in rows]


def changes(row: dict) -> dict[str, tuple]:
    return {each["field"]: (each["before"], each["after"]) for each in row["changes"]}


def check_packer_run(log: Log) -> None:
    rows = log.search(bucket="golden", **{"pagination.page_size": 1000})
    found = actions(rows)
    for action in ("bucket.create", "channel.create", "version.create", "build.create", "build.update", "version.complete"):
        check(f"OK {action}" in found, f"no row {action} of a packer run: {found}")
    check_equal(found.count("OK version.complete"), 1, "rows version.complete")
    check_equal(found.count("OK build.create"), 2, "rows build.create")
    times = [row["time"] for row in rows]
    check_equal(times, sorted(times, reverse=True), "times, newest first")
    complete = next(row for row in rows if row["action"] == "version.complete")
    check_equal(changes(complete)["name"], ("v0", "v1"), "what changed when the version was complete")
    for row in rows:
        check_equal(row["actor"]["name"], "contributor", "actor")
        check_equal(row["request"]["source_address"], "127.0.0.1", "source address")
        check("acker" in (row["request"]["user_agent"] or ""), f"user agent: {row['request']['user_agent']!r} (expected: packer's)")
        check(row["request"]["id"], "no request id")


def check_promotion(api: Api, log: Log) -> None:
    """From what to what, in the words that people use."""
    api.publish("golden", "fp-2")
    api.create_channel("golden", "production", "fp-1")
    moved = api.move_channel("golden", "production", "fp-2")
    newest = log.search(bucket="golden", channel="production", action="channel.assign")[0]
    check_equal(changes(newest)["version"], ("fp-1 (v1)", "fp-2 (v2)"), "what the channel pointed at")
    check_equal(newest["time"], moved["updated_at"], "time of the row against the answer to the move")


def check_refusals(api: Api, log: Log) -> None:
    for number in range(REFUSALS):
        try:
            api.move_channel("golden", "production", f"no-such-{number}")
        except Refused as refusal:
            refused = refusal
        else:
            raise Failed("a move to a version that does not exist was not refused")
        newest = log.search(bucket="golden", channel="production")[0]
        told = (newest["outcome"], newest["action"], newest["version"], newest["status"], newest["code"], newest["message"])
        check_equal(told, ("REFUSED", "channel.assign", f"no-such-{number}", refused.status, refused.code, refused.message),
                    "the row of the refusal, read right after it")
    check_equal(len(log.search(bucket="golden", outcome="REFUSED")), REFUSALS, "refusals of the bucket")
    api.move_channel("golden", "production", "fp-2")
    check_equal(actions(log.search(channel="production", outcome="UNCHANGED")), ["UNCHANGED channel.assign"], "a needless move")
    check_equal(log.search(bucket="golden", actor="owner"), [], "rows of somebody who did nothing")
    before = len(log.everything())
    for _ in range(3):
        try:
            api.bucket("no-such-bucket")
        except Refused:
            continue
        raise Failed("a bucket that does not exist was shown")
    check_equal(len(log.everything()), before, "rows after reads that were refused")


def check_junk(log: Log) -> None:
    for junk in ({"chanel": "production"}, {"action": "channel.asign"}, {"from": "yesterday"}, {"outcome": "maybe"},
                 {"pagination.next_page_token": "x"}, {"format": "xlsx"}):
        try:
            log.search(**junk)
        except Refused as refusal:
            check_equal((refusal.status, refusal.code), (400, 3), f"answer to {junk}")
            check(next(iter(junk)) in refusal.message and "(expected:" in refusal.message, f"message to {junk}: {refusal.message}")
        else:
            raise Failed(f"{junk} was not refused")


def check_exports(log: Log, shown: list[dict]) -> None:
    answer, text = log.export(Accept="application/x-ndjson")
    check_equal(answer.status, 200, "status of the export as JSON Lines")
    check_equal([json.loads(line) for line in text.splitlines()], shown, "export as JSON Lines against the pages")
    answer, text = log.export(Accept="text/csv")
    check("attachment" in answer.headers["Content-Disposition"], "the CSV is no attachment")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    check_equal([row["id"] for row in rows], [row["id"] for row in shown], "ids in the CSV")
    check_equal([json.loads(row["changes"] or "[]") for row in rows], [row["changes"] for row in shown], "changes in the CSV")


def check_crash(server, api: Api, shown: list[dict]) -> None:
    """What the caller was told is in the log, even if the process dies at that moment."""
    try:
        api.move_channel("golden", "production", "just-before-the-end")
    except Refused:
        server.kill()
    server.start()
    newest, *others = Log(server).everything()
    check_equal((newest["outcome"], newest["version"]), ("REFUSED", "just-before-the-end"), "the last refusal")
    check_equal(others, shown, "the audit log after the crash")


def check_rebuild(server) -> None:
    before = Log(server).everything()
    code, text = server.command("rebuild-views")
    check_equal(code, 0, f"exit code of rebuild-views, which said {text!r}")
    check("Audit log rebuilt: generation" in text, f"rebuild-views said {text!r}")
    eventually(lambda: Log(server).everything() == before, "the same audit log after the rebuild", 20, 0.2)
