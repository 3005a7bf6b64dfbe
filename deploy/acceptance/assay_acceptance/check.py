"""Assertions whose messages tell what was found, and waiting for what takes a moment."""

import time


class Failed(AssertionError):
    """A scenario found something other than it should; the message is all that a reader needs."""


def check(condition, message: str) -> None:
    if not condition:
        raise Failed(message)


def check_equal(actual, expected, what: str) -> None:
    check(actual == expected, f"{what}: {actual!r} (expected: {expected!r})")


def eventually(probe, what: str, seconds: float = 30, interval: float = 0.1):
    """The first true value of `probe`; a value still false after `seconds` fails with it."""
    deadline = time.monotonic() + seconds
    while True:
        value = probe()
        if value:
            return value
        if time.monotonic() > deadline:
            raise Failed(f"{what}: not within {seconds:g} s (last seen: {value!r})")
        time.sleep(interval)
