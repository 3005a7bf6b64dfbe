"""The list of scenarios: each file in scenarios/ adds its own with `@scenario`."""

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass

from .places import SCENARIOS

# Where the views are kept: the embedded default, or a real mongod.
ROCKSDB = "rocksdb"
MONGODB = "mongodb"
BOTH = (ROCKSDB, MONGODB)
EMBEDDED_ONLY = (ROCKSDB,)


@dataclass(frozen=True)
class Scenario:
    name: str
    tells: str
    run: Callable
    views: tuple[str, ...]
    timeout_seconds: int
    packer: bool


registered: list[Scenario] = []


def scenario(name: str, views: tuple[str, ...] = BOTH, timeout_seconds: int = 600, packer: bool = False):
    """Registers a function of a `World`; its docstring is the sentence that it proves. `packer`: it runs one."""

    def register(function: Callable) -> Callable:
        sentence = function.__doc__.strip().splitlines()[0]
        registered.append(Scenario(name, sentence, function, views, timeout_seconds, packer))
        return function

    return register


def load() -> list[Scenario]:
    """All scenarios, in the order of their files' names."""
    for path in sorted(SCENARIOS.glob("*.py")):
        specification = importlib.util.spec_from_file_location(f"scenarios.{path.stem}", path)
        specification.loader.exec_module(importlib.util.module_from_spec(specification))
    return registered
