"""What one scenario has to itself: a directory, servers, a packer, a mongod; and the end of all of them."""

import random
import shutil
from pathlib import Path

from .api import Api
from .disk import SmallDisk
from .kafka import KafkaBroker
from .mongod import Mongod
from .packer import Packer
from .places import RUNS
from .scenario import MONGODB
from .server import Server


class World:
    def __init__(self, name: str, views: str, seed: int, soak: bool = False):
        self.views = views
        self.soak = soak
        self.random = random.Random(f"{seed} {name}")
        self.directory = RUNS / f"{name}-{views}"
        self.servers: list[Server] = []
        self.disks: list[SmallDisk] = []
        self.brokers: list[KafkaBroker] = []
        self.mongod: Mongod | None = None
        shutil.rmtree(self.directory, ignore_errors=True)
        self.directory.mkdir(parents=True)

    def server(self, more: tuple[str, ...] = (), **settings) -> Server:
        """A server that is not started yet; `more` are options of its own. All of a scenario share its mongod."""
        server = Server(self.directory, options=(*self._view_options(), *more), **settings)
        self.servers.append(server)
        return server

    def _view_options(self) -> tuple[str, ...]:
        if self.views != MONGODB:
            return ()
        if self.mongod is None:
            self.mongod = Mongod(self.directory)
            self.mongod.start()
        return (f"--assay.mongodb.uri={self.mongod.uri}",)

    def started(self) -> tuple[Server, Api]:
        """A running server and its API as the contributor sees it."""
        server = self.server().start()
        return server, Api(server.client())

    def disk(self, size_mib: int) -> SmallDisk:
        disk = SmallDisk(self.directory / f"disk-{len(self.disks)}", size_mib)
        self.disks.append(disk)
        return disk

    def kafka(self) -> KafkaBroker:
        """A running broker in a process of its own."""
        broker = KafkaBroker(self.subdirectory("kafka"))
        self.brokers.append(broker)
        return broker.start()

    def packer(self, server: Server) -> Packer:
        return Packer(self.subdirectory("packer"), server.client())

    def subdirectory(self, name: str) -> Path:
        directory = self.directory / name
        directory.mkdir(exist_ok=True)
        return directory

    def close(self) -> None:
        for server in self.servers:
            server.kill()
        for each in (*self.brokers, *self.disks):
            each.close()
        if self.mongod is not None:
            self.mongod.stop()

    def forget(self) -> None:
        """Removes what a passed scenario left; a failed one keeps its directory for whoever looks into it."""
        shutil.rmtree(self.directory, ignore_errors=True)

    def log_tails(self, lines: int = 40) -> str:
        return "\n".join(self._tail(server.log.name, server.log_text(), lines) for server in self.servers if server.starts)

    @staticmethod
    def _tail(name: str, text: str, lines: int) -> str:
        return f"--- {name}, last {lines} lines\n" + "\n".join(text.splitlines()[-lines:])
