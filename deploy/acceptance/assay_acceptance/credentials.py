"""The environment of a stock client: what a shell has after it has sourced `client.env` or `admin.env`."""

import os
import subprocess
from pathlib import Path

# Variables that would lead a client away from this registry, if somebody had set them: sourcing must remove them.
MISLEADING = ("HCP_API_HOST", "HCP_GEOGRAPHY", "HCP_CRED_FILE", "HCP_API_TLS", "HCP_AUTH_TLS")


def plain_environment(**more: str) -> dict[str, str]:
    """This process's environment without any HCP setting of its own."""
    return {key: value for key, value in os.environ.items() if not key.startswith("HCP_")} | more


def source(env_file: Path, **before: str) -> dict[str, str]:
    """The exported variables of a bash that has sourced `env_file` and nothing else."""
    command = ["bash", "--noprofile", "--norc", "-euc", '. "$0" && env -0', str(env_file)]
    shell = subprocess.run(command, env=plain_environment(**before), stdin=subprocess.DEVNULL,
                           capture_output=True, text=True, timeout=30)
    if shell.returncode != 0:
        raise AssertionError(f"bash could not source {env_file}: {shell.stderr.strip()}")
    return dict(line.split("=", 1) for line in shell.stdout.split("\0") if line)
