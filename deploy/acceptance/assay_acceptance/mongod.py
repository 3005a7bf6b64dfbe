"""A real mongod as a one-node replica set (transactions need one), on a free port, in a directory of its own."""

import subprocess
from pathlib import Path

from .places import LANE, MONGOD, MONGOD_PYTHON, free_port

START_SECONDS = 60

# Run by the Python that has pymongo: the lane itself needs nothing but the standard library.
INITIATE = """
import sys, time, pymongo
from pymongo.errors import ConnectionFailure
member, deadline = sys.argv[1], time.monotonic() + float(sys.argv[2])
admin = pymongo.MongoClient(f"mongodb://{member}/?directConnection=true", serverSelectionTimeoutMS=20000).admin
admin.command("replSetInitiate", {"_id": "rs0", "members": [{"_id": 0, "host": member}]})
while not admin.command("hello")["isWritablePrimary"]:
    if time.monotonic() > deadline:
        sys.exit("no primary was elected")
    time.sleep(0.05)
"""


def install() -> None:
    subprocess.run([LANE / "install-mongod"], check=True, timeout=900, stdin=subprocess.DEVNULL)


class Mongod:
    def __init__(self, directory: Path):
        self.directory = directory
        self.log = directory / "mongod.log"
        self.port = free_port()
        self.process: subprocess.Popen | None = None

    @property
    def member(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def uri(self) -> str:
        return f"mongodb://{self.member}/?replicaSet=rs0"

    def start(self) -> None:
        install()
        data = self.directory / "mongod-data"
        data.mkdir(parents=True)
        # A small cache: the default takes half of the machine's memory.
        options = ["--replSet", "rs0", "--bind_ip", "127.0.0.1", "--wiredTigerCacheSizeGB", "1"]
        self.process = subprocess.Popen(
            [MONGOD, "--dbpath", data, "--port", str(self.port), "--logpath", self.log, *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        self._initiate()

    def _initiate(self) -> None:
        command = [MONGOD_PYTHON, "-c", INITIATE, self.member, str(START_SECONDS)]
        answer = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=START_SECONDS)
        if answer.returncode != 0:
            raise RuntimeError(f"mongod at {self.member} did not become a replica set: {answer.stderr[-2000:]}")

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None
