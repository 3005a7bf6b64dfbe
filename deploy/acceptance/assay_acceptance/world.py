"""What one scenario has to itself: a directory, servers, a packer, a mongod; and the end of all of them."""

import random
import shutil
from pathlib import Path

from .api import Api
from .mongod import Mongod
from .packer import Packer
from .places import RUNS
from .scenario import MONGODB
from .server import Server


class World:
    def __init__(self, name: str, views: str, seed: int):
        self.views = views
        self.random = random.Random(f"{seed} {name}")
        self.directory = RUNS / f"{name}-{views}"
        self.servers: list[Server] = []
        self.mongod: Mongod | None = None
        shutil.rmtree(self.directory, ignore_errors=True)
        self.directory.mkdir(parents=True)

    def server(self, **settings) -> Server:
        """A server that is not started yet. All servers of a scenario share its mongod, if it has one."""
        server = Server(self.directory, options=self._view_options(), **settings)
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

    def packer(self, server: Server) -> Packer:
        return Packer(self.subdirectory("packer"), server.client())

    def subdirectory(self, name: str) -> Path:
        directory = self.directory / name
        directory.mkdir(exist_ok=True)
        return directory

    def close(self) -> None:
        for server in self.servers:
            server.kill()
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
