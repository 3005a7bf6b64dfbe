"""The registry's wire API, as much of it as the scenarios need, over verified TLS.

An `Api` belongs to one thread. What went wrong is told by type: `Refused` (answered, not done), `NotSent` (nobody
was there), `Unanswered` (sent, and then silence: it may have been done or not)."""

import base64
import http.client
import json
import ssl
import urllib.parse

TIMEOUT_SECONDS = 30
PAGE_SIZE = 100


class Refused(Exception):
    def __init__(self, method: str, path: str, status: int, body: dict):
        self.status, self.code, self.message = status, body.get("code"), body.get("message", "")
        self.details = body.get("details") or []
        super().__init__(f"{method} {path} was answered {status}, code {self.code}: {self.message}")


class NotSent(Exception):
    pass


class Unanswered(Exception):
    pass


class Api:
    def __init__(self, environment: dict[str, str], token: str | None = None, keep_alive: bool = False):
        self.environment = environment
        self.host, port = environment["HCP_API_ADDRESS"].rsplit(":", 1)
        self.port = int(port)
        self.tls = ssl.create_default_context(cafile=environment["SSL_CERT_FILE"])
        self.keep_alive = keep_alive
        self.connection: http.client.HTTPSConnection | None = None
        # The entity tag of the newest answer.
        self.tag: str | None = None
        self._token = token
        self.root = "/packer/2023-01-01/organizations/{HCP_ORGANIZATION_ID}/projects/{HCP_PROJECT_ID}".format_map(environment)

    # The transport

    @property
    def token(self) -> str:
        if self._token is None:
            self._token = self.fetch_token()["access_token"]
        return self._token

    def fetch_token(self) -> dict:
        pair = f"{self.environment['HCP_CLIENT_ID']}:{self.environment['HCP_CLIENT_SECRET']}"
        headers = {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode(),
                   "Content-Type": "application/x-www-form-urlencoded"}
        form = urllib.parse.urlencode({"grant_type": "client_credentials", "audience": "https://api.hashicorp.cloud"})
        return self._exchange("POST", "/oauth2/token", form, headers)

    def call(self, method: str, path: str, body: dict | None = None, headers: dict | None = None) -> dict:
        headers = {"Authorization": "Bearer " + self.token, "Content-Type": "application/json"} | (headers or {})
        return self._exchange(method, path, None if body is None else json.dumps(body), headers)

    def _exchange(self, method: str, path: str, body: str | None, headers: dict) -> dict:
        self._connect()
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException) as silence:
            self.close()
            raise Unanswered(f"{method} {path} was not answered: {silence!r}") from silence
        # What every answer says: the position of the journal that it was made at.
        self.position = int(answer.getheader("Assay-Position") or -1)
        if not self.keep_alive or answer.will_close:
            self.close()
        self.tag = answer.headers["ETag"]
        return self._read(method, path, answer.status, text)

    def _connect(self) -> None:
        if self.connection is not None:
            return
        connection = http.client.HTTPSConnection(self.host, self.port, timeout=TIMEOUT_SECONDS, context=self.tls)
        try:
            connection.connect()
        except ssl.SSLCertVerificationError:
            raise
        except OSError as absence:
            raise NotSent(f"{self.host}:{self.port} took no connection: {absence!r}") from absence
        self.connection = connection

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    @staticmethod
    def _read(method: str, path: str, status: int, text: bytes) -> dict:
        try:
            body = json.loads(text or b"{}")
        except ValueError:
            body = {"message": f"not JSON: {text[:300]!r}"}
        # The generated clients take any other 2xx as an error, so the lane does too.
        if status != 200:
            raise Refused(method, path, status, body)
        return body

    def _pages(self, path: str, key: str) -> list[dict]:
        rows, token = [], ""
        while True:
            query = urllib.parse.urlencode({"pagination.page_size": PAGE_SIZE, "pagination.next_page_token": token})
            page = self.call("GET", f"{path}?{query}")
            rows += page.get(key) or []
            token = (page.get("pagination") or {}).get("next_page_token") or ""
            if not token:
                return rows

    # Buckets

    def create_bucket(self, name: str) -> dict:
        return self.call("PUT", f"{self.root}/buckets", {"name": name})["bucket"]

    def bucket(self, name: str) -> dict:
        return self.call("GET", f"{self.root}/buckets/{name}")["bucket"]

    def buckets(self) -> list[dict]:
        return self._pages(f"{self.root}/buckets", "buckets")

    # Versions and builds

    def create_version(self, bucket: str, fingerprint: str) -> dict:
        body = {"fingerprint": fingerprint, "template_type": "HCL2"}
        return self.call("POST", f"{self.root}/buckets/{bucket}/versions", body)["version"]

    def version(self, bucket: str, fingerprint: str) -> dict:
        return self.call("GET", f"{self.root}/buckets/{bucket}/versions/{fingerprint}")["version"]

    def versions(self, bucket: str) -> list[dict]:
        return self._pages(f"{self.root}/buckets/{bucket}/versions", "versions")

    def create_build(self, bucket: str, fingerprint: str, component: str, run: str) -> dict:
        body = {"component_type": component, "packer_run_uuid": run, "status": "BUILD_UNSET"}
        return self.call("POST", f"{self.root}/buckets/{bucket}/versions/{fingerprint}/builds", body)["build"]

    def finish_build(self, bucket: str, fingerprint: str, build: str, run: str, artifact: str) -> dict:
        body = {"status": "BUILD_DONE", "packer_run_uuid": run, "platform": "packer.file",
                "artifacts": [{"external_identifier": artifact, "region": "."}]}
        return self.call("PATCH", f"{self.root}/buckets/{bucket}/versions/{fingerprint}/builds/{build}", body)["build"]

    def builds(self, bucket: str, fingerprint: str) -> dict[str, dict]:
        """The builds of a version by component type, from the unpaged list that packer asks for."""
        answer = self.call("GET", f"{self.root}/buckets/{bucket}/versions/{fingerprint}/builds")
        return {build["component_type"]: build for build in answer.get("builds") or []}

    # Channels

    def create_channel(self, bucket: str, name: str, fingerprint: str | None = None) -> dict:
        body = {"name": name} | ({"version_fingerprint": fingerprint} if fingerprint else {})
        return self.call("POST", f"{self.root}/buckets/{bucket}/channels", body)["channel"]

    def move_channel(self, bucket: str, name: str, fingerprint: str, if_match: str | None = None,
                     key: str | None = None) -> dict:
        """Only if it still has the tag `if_match`, if that is given; under an Idempotency-Key, if that is."""
        body = {"update_mask": "versionFingerprint", "version_fingerprint": fingerprint}
        headers = ({"If-Match": if_match} if if_match else {}) | ({"Idempotency-Key": key} if key else {})
        return self.call("PATCH", f"{self.root}/buckets/{bucket}/channels/{name}", body, headers)["channel"]

    def channel(self, bucket: str, name: str) -> dict:
        return self.call("GET", f"{self.root}/buckets/{bucket}/channels/{name}")["channel"]

    def channels(self, bucket: str) -> list[dict]:
        return self.call("GET", f"{self.root}/buckets/{bucket}/channels").get("channels") or []

    def history(self, bucket: str, channel: str) -> list[dict]:
        """The assignments of a channel, newest first, as the server orders them."""
        return self._pages(f"{self.root}/buckets/{bucket}/channels/{channel}/history", "history")

    # Shorthand

    def publish(self, bucket: str, fingerprint: str, component: str = "file.base") -> dict:
        """A complete version with one build, in three calls and without a packer."""
        run = "00000000-0000-4000-8000-000000000001"
        self.create_version(bucket, fingerprint)
        build = self.create_build(bucket, fingerprint, component, run)
        self.finish_build(bucket, fingerprint, build["id"], run, f"{fingerprint}.txt")
        return self.version(bucket, fingerprint)
