"""Concurrent clients over crashes and pauses, checked for linearizability with Porcupine."""

import os
import signal
import time

from assay_acceptance import linearizability
from assay_acceptance.check import check
from assay_acceptance.scenario import scenario

RUNS = 2
SOAK_RUNS = 20
SECONDS = 30
PAUSE_SECONDS = 5
CHANNELS = 4
VERSIONS = 24
# What must have been seen at least once, or nothing was shown.
KINDS = ("read done", "assign done", "assign with key done", "assign-if done", "assign-if not-met")


@scenario("linearizability", timeout_seconds=3600)
def linear(world):
    """Twenty clients read and move four channels over kills, pauses and restarts: some order explains all they saw."""
    linearizability.install()
    server, api = world.started()
    api.create_bucket("golden")
    versions = [f"fp-{number}" for number in range(VERSIONS)]
    for fingerprint in versions:
        api.publish("golden", fingerprint)
    seen = ""
    for number in range(SOAK_RUNS if world.soak else RUNS):
        channels = [f"channel-{number}-{index}" for index in range(CHANNELS)]
        for channel in channels:
            api.create_channel("golden", channel)
        seen += one_run(world, server, number, channels, versions)
    for kind in KINDS:
        check(f" {kind}" in seen, f"no operation of the kind {kind!r} in: {seen}")


def one_run(world, server, number: int, channels: list[str], versions: list[str]) -> str:
    """The kinds of answers that the clients saw."""
    history = world.directory / f"history-{number}.json"
    seed = world.random.getrandbits(31)
    load = linearizability.Load(server.client(), history, "golden", channels, versions, SECONDS, seed)
    faults = disturb(world, server, time.monotonic() + SECONDS)
    seen = load.finish()
    checked = linearizability.check_legal(history)
    history.unlink()
    print(f"      run {number}, seed {seed}: {', '.join(faults)}; {seen}; {'; '.join(checked.splitlines())}", flush=True)
    return seen + ", "


def disturb(world, server, end: float) -> list[str]:
    faults = []
    while True:
        quiet = world.random.uniform(1, 4)
        if time.monotonic() + quiet > end:
            time.sleep(max(0, end - time.monotonic()))
            return faults
        time.sleep(quiet)
        fault = world.random.choice((kill, kill, pause, restart))
        faults.append(fault.__name__)
        fault(server)


def kill(server) -> None:
    server.kill()
    server.start()


def pause(server) -> None:
    os.kill(server.process.pid, signal.SIGSTOP)
    time.sleep(PAUSE_SECONDS)
    os.kill(server.process.pid, signal.SIGCONT)


def restart(server) -> None:
    server.terminate()
    server.wait()
    server.start()
