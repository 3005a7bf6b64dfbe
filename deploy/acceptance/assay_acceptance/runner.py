"""Runs scenarios one after another and counts. The last line is `N passed, N failed`; exit code 1 on a failure."""

import argparse
import random
import signal
import subprocess
import sys
import time
import traceback

from . import mongod, packer
from .check import Failed
from .scenario import BOTH, MONGODB, Scenario, load
from .world import World


class TimedOut(BaseException):
    """Not an `Exception`: a scenario must not swallow its own end."""


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the servers end with the lane
    options = parse_arguments()
    scenarios = chosen(load(), options.only)
    if options.list:
        return print_list(scenarios)
    views = BOTH if options.views == "both" else (options.views,)
    print(f"seed {options.seed} (the same again: --seed {options.seed})", flush=True)
    runs = [(each, view) for view in views for each in scenarios if view in each.views]
    # Before the first clock runs: a cold build of packer takes longer than any scenario.
    prepare(runs)
    outcomes = [run(each, view, options) for each, view in runs]
    print(f"{outcomes.count(True)} passed, {outcomes.count(False)} failed", flush=True)
    return 0 if outcomes and all(outcomes) else 1


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="deploy/acceptance/run", description="Stock clients against the real jar.")
    parser.add_argument("--only", help="names of scenarios, comma-separated")
    parser.add_argument("--views", choices=(*BOTH, "both"), default="both", help="where the views are kept")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6), help="of all random choices")
    parser.add_argument("--keep", action="store_true", help="keep the directories of passed scenarios, too")
    parser.add_argument("--soak", action="store_true", help="many more rounds, where a scenario has such")
    parser.add_argument("--list", action="store_true", help="tell the scenarios and run none")
    return parser.parse_args()


def chosen(scenarios: list[Scenario], only: str | None) -> list[Scenario]:
    if only is None:
        return scenarios
    names = only.split(",")
    unknown = set(names) - {each.name for each in scenarios}
    if unknown:
        sys.exit(f"--only: {', '.join(sorted(unknown))} (expected: {', '.join(each.name for each in scenarios)})")
    return [each for each in scenarios if each.name in names]


def print_list(scenarios: list[Scenario]) -> int:
    for each in scenarios:
        print(f"{each.name:18} {'+'.join(each.views):16} {each.tells}")
    return 0


def prepare(runs: list[tuple[Scenario, str]]) -> None:
    """Installs what the runs need. What fails here fails again, and is counted, in each scenario that needs it."""
    try:
        if any(each.packer for each, _ in runs):
            packer.install()
        if any(view == MONGODB for _, view in runs):
            mongod.install()
    except (OSError, subprocess.SubprocessError) as failure:
        print(f"not everything could be installed: {failure}", flush=True)


def run(each: Scenario, view: str, options: argparse.Namespace) -> bool:
    begin = time.monotonic()
    world = World(each.name, view, options.seed, options.soak)
    try:
        play(each, world)
    # A scenario may fail in any way; the lane must count it and go on.
    except (Exception, TimedOut) as failure:  # noqa: BLE001
        report_failure(each, view, world, failure, time.monotonic() - begin)
        return False
    if not options.keep:
        world.forget()
    print(f"ok    {each.name} ({view}, {time.monotonic() - begin:.1f} s): {each.tells}", flush=True)
    return True


def play(each: Scenario, world: World) -> None:
    """Runs the scenario and ends all that it started, whatever happens: also if somebody interrupts the lane."""
    try:
        within(each.timeout_seconds, each.run, world)
    finally:
        world.close()


def within(seconds: int, function, world: World) -> None:
    def expire(_signal, _frame):
        raise TimedOut(f"not done within {seconds} s")

    signal.signal(signal.SIGALRM, expire)
    signal.alarm(seconds)
    try:
        function(world)
    finally:
        signal.alarm(0)


def report_failure(each: Scenario, view: str, world: World, failure: BaseException, seconds: float) -> None:
    print(f"FAIL  {each.name} ({view}, {seconds:.1f} s): {each.tells}")
    print(f"  {type(failure).__name__}: {failure}")
    # Where it happened: the whole trace for a surprise, the scenario's own line for a failed check.
    trace = traceback.extract_tb(failure.__traceback__)
    shown = trace if not isinstance(failure, Failed) else [frame for frame in trace if "/scenarios/" in frame.filename]
    print("".join(traceback.format_list(shown)), end="")
    print(f"  everything it left: {world.directory}")
    print(world.log_tails(), flush=True)
