"""The story of README.md as a script: every ```bash block under its heading, in order, pasted literally."""

import re

HEADING = "## The story"


def story(text: str) -> str:
    """The blocks of the story, one after another; empty if there is no story."""
    section = re.search(rf"^{re.escape(HEADING)}\s*$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    blocks = re.findall(r"^```bash\n(.*?)^```\s*$", section.group(1) if section else "", re.MULTILINE | re.DOTALL)
    return "\n".join(blocks)
