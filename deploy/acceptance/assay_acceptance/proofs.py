"""The Go module that reads a server's log of tiles with implementations that are not Assay's."""

import ssl
import subprocess
import urllib.request
from pathlib import Path

from .api import Api
from .check import Failed, check_equal
from .credentials import plain_environment, source
from .places import PROOF, TARGET

PROGRAM = TARGET / "proof"
BUILD_SECONDS = 300
RUN_SECONDS = 120


def install() -> None:
    TARGET.mkdir(exist_ok=True)
    _run(["go", "build", "-o", str(PROGRAM), "."], BUILD_SECONDS, cwd=PROOF)


class Log:
    """A server's log, as anybody can read it."""

    def __init__(self, server):
        environment = server.client()
        self.url = f"https://{environment['HCP_API_ADDRESS']}/assay/v1/journal/"
        self.authority = environment["SSL_CERT_FILE"]
        self.owner = source(server.admin_env)
        self.key = self.text("verifier-key").strip()

    def text(self, path: str) -> str:
        tls = ssl.create_default_context(cafile=self.authority)
        with urllib.request.urlopen(self.url + path, timeout=RUN_SECONDS, context=tls) as answer:
            check_equal(answer.status, 200, f"status of {path}")
            return answer.read().decode()

    def check(self, *options: str) -> str:
        """Every commit included, forgeries found: what the Go program says of them."""
        token = Api(self.owner).token
        return _run([str(PROGRAM), f"-url={self.url}", f"-key={self.key}", f"-token={token}", *options], RUN_SECONDS,
                    env=plain_environment() | {"SSL_CERT_FILE": self.authority})


def _run(command: list[str], seconds: float, cwd: Path | None = None, env: dict | None = None) -> str:
    run = subprocess.run(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                         text=True, timeout=seconds)
    if run.returncode != 0:
        raise Failed(f"{Path(command[0]).name} ended with exit code {run.returncode}:\n{run.stdout}")
    return run.stdout.strip()
