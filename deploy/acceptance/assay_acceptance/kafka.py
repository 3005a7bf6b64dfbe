"""A Kafka broker in a process of its own, made of the libraries that the jar carries: nothing needs a download."""

import os
import signal
import subprocess
import zipfile
from pathlib import Path

from .check import Failed, eventually
from .java import find_jdk
from .places import JAR, LANE, free_port

READY = "Broker is ready"
START_SECONDS = 120
LIBRARIES = "BOOT-INF/lib/"


class KafkaBroker:
    def __init__(self, directory: Path):
        self.directory = directory
        self.log = directory / "broker.log"
        self.port = free_port()
        self.process: subprocess.Popen | None = None

    @property
    def bootstrap_servers(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start(self) -> "KafkaBroker":
        libraries = self._unpack()
        command = [find_jdk() / "bin" / "java", "--enable-native-access=ALL-UNNAMED", "-Xmx256m", "-cp", f"{libraries}/*",
                   LANE / "broker" / "Broker.java", self.directory / "broker-data", str(self.port)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=self.directory, stdin=subprocess.DEVNULL, stdout=log,
                                            stderr=subprocess.STDOUT, start_new_session=True)
        eventually(self._ready_or_ended, "the broker's line " + READY, START_SECONDS)
        return self

    def _unpack(self) -> Path:
        with zipfile.ZipFile(JAR) as jar:
            names = [name for name in jar.namelist() if name.startswith(LIBRARIES) and name.endswith(".jar")]
            jar.extractall(self.directory / "libraries", names)
        return self.directory / "libraries" / LIBRARIES

    def _ready_or_ended(self) -> bool:
        code = self.process.poll()
        text = self.log.read_text(errors="replace")
        if READY in text:
            return True
        if code is not None:
            raise Failed(f"the broker ended with exit code {code} before it was ready:\n{text[-3000:]}")
        return False

    def close(self) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
