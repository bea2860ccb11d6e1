"""docs/operations.md and docs/security.md, taken apart: sections, and the queries that stand in them."""

import re

from tests.parts.template import TREE

TEXT, SECURITY = ((TREE / "docs" / f"{page}.md").read_text() for page in ("operations", "security"))
SECTIONS = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))


def queries(text: str) -> list[str]:
    """The Logs Insights queries in a part of a page, in order."""
    blocks = re.findall(r"```\n(.*?)```", text, re.DOTALL)
    return [block for block in blocks if re.match(r"(fields|filter|stats)\b", block)]
