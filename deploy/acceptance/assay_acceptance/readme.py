"""README.md as a stranger uses it: what to type, and what it says will be answered."""

import json
import re

START = "## Start"
STORY = "## The story"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def start_command(text: str) -> str:
    """The first block to paste under `## Start`."""
    return next(iter(blocks(text, START, "bash")), "")


def story(text: str) -> str:
    """The blocks of the story, one after another, pasted literally; empty if there is no story."""
    return "\n".join(blocks(text, STORY, "bash"))


def shown_answers(text: str) -> list:
    """The answers that the story shows. They leave fields out, and never say something that is not so."""
    return [json.loads(block) for block in blocks(text, STORY, "json")]


def blocks(text: str, heading: str, language: str) -> list[str]:
    section = re.search(rf"^{re.escape(heading)}\s*$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return re.findall(rf"^```{language}\n(.*?)^```\s*$", section.group(1) if section else "", re.MULTILINE | re.DOTALL)


def agrees(shown, actual) -> bool:
    """Whether an answer is what the README shows of it. A time stands for any time."""
    if isinstance(shown, dict):
        return isinstance(actual, dict) and all(key in actual and agrees(shown[key], actual[key]) for key in shown)
    if isinstance(shown, list):
        return isinstance(actual, list) and len(shown) == len(actual) and all(map(agrees, shown, actual))
    if isinstance(shown, str) and TIME.fullmatch(shown):
        return isinstance(actual, str) and TIME.fullmatch(actual) is not None
    return shown == actual and type(shown) is type(actual)
