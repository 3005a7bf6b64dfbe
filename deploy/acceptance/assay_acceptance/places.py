"""Where things lie: the repository, the jar, the tools that the install scripts put into target/."""

import os
import socket
from pathlib import Path

LANE = Path(__file__).resolve().parent.parent
REPOSITORY = LANE.parent.parent
TARGET = LANE / "target"
TEMPLATES = LANE / "templates"
SCENARIOS = LANE / "scenarios"
RUNS = TARGET / "runs"

JAR = Path(os.environ.get("ASSAY_JAR", REPOSITORY / "deploy" / "standalone" / "target" / "assay.jar"))
PACKER = TARGET / "packer"
LINEARIZABILITY = LANE / "linearizability"
PROOF = LANE / "proof"
MONGOD = TARGET / "mongod"
MONGOD_PYTHON = TARGET / "mongod-venv" / "bin" / "python"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
