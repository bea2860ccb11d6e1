"""docs/operations.md, taken apart: its sections, and the queries that stand in each."""

import re

from tests.parts.template import TREE

TEXT = (TREE / "docs" / "operations.md").read_text()
SECTIONS = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))


def queries(text: str) -> list[str]:
    """The Logs Insights queries in a part of the page, in order."""
    blocks = re.findall(r"```\n(.*?)```", text, re.DOTALL)
    return [block for block in blocks if re.match(r"(fields|filter|stats)\b", block)]
