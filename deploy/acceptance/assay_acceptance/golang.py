"""Programs of the lane that are written in Go, each a module of its own beside this package."""

import subprocess
from pathlib import Path

from .check import Failed
from .places import LANE, TARGET

BUILD_SECONDS = 900


def build(module: str) -> Path:
    """The binary of `deploy/acceptance/<module>`, built from what its go.sum pins."""
    binary = TARGET / module
    TARGET.mkdir(exist_ok=True)
    run = subprocess.run(["go", "build", "-mod=readonly", "-o", str(binary), "."], cwd=LANE / module,
                         stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                         timeout=BUILD_SECONDS)
    if run.returncode != 0:
        raise Failed(f"go build of {module} ended with exit code {run.returncode}:\n{run.stdout[-2000:]}")
    return binary
